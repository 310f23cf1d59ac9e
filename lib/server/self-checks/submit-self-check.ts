import "server-only";
import type { z } from "zod";
import { browserGuide } from "@/lib/domain/browser-guide";
import type { selfCheckBody } from "@/lib/schemas/self-check";
import { browserName } from "../browser-name";
import { type CallLimit, countCall } from "../call-count";
import { AppError } from "../errors";
import { askAgain } from "../jobs/queue";
import { seal } from "../seal";
import type { CurrentSession } from "../session";
import { queryRows, sql } from "../sql";
import type { SentSelfCheck } from "./receive-self-check";

/** From one network about one contract within an hour, and about one contract in all: room for an office, none for a flood. */
const CALLS = { report: { network: 20, contract: 100 }, other: { network: 120, contract: 600 } } as const;
/** How long it waits for a worker at most. */
const WAIT_SECONDS = 24 * 60 * 60;

type Sender = {
  readonly userAgent: string;
  readonly network: string | null;
  readonly session: CurrentSession | null;
};

/**
 * Takes down what somebody found out on the page that helps. Does the same work for everybody and looks nothing up, so that
 * neither answer nor time tells which code or person exists (S15); a job finds out whose it is. Throws `too_many_requests`.
 */
export async function submitSelfCheck(input: z.output<typeof selfCheckBody>, sender: Sender, now: Date): Promise<void> {
  if (!(await countCall(limitsFor(input, sender.network)))) throw new AppError("too_many_requests");
  const [made] = await queryRows<{ id: string }>(sql`select kenshin_uuid7() as id`);
  if (!made) throw new AppError("internal");
  const { userAgent, session } = sender;
  const sent: SentSelfCheck = {
    ...{ ...input, id: made.id, at: now.toISOString() },
    ...{ guide: browserGuide(userAgent), browser: browserName(userAgent) },
    login: session && { operatorId: session.kind === "operator" ? session.operator.id : null },
  };
  await askAgain("receive-self-check", { sealed: await seal(JSON.stringify(sent), WAIT_SECONDS) }, made.id);
}

function limitsFor({ code, outcome }: z.output<typeof selfCheckBody>, network: string | null): CallLimit[] {
  const kind = outcome === "reported" ? "report" : "other";
  const calls = CALLS[kind];
  return [
    { kind: `self-check-${kind}-network`, subject: `${network ?? ""}\n${code}`, calls: calls.network },
    { kind: `self-check-${kind}-contract`, subject: code, calls: calls.contract },
  ];
}
