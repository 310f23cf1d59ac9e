import "server-only";
import type { z } from "zod";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { loginCase } from "@/lib/schemas/login-case";
import { judgeLogin } from "../diagnoses/judge-login";
import { readSubject } from "../diagnoses/read-subject";
import type { AccountScope } from "../permissions";
import { findCase } from "./find-case";
import { wrongPage } from "./keep-verdict";
import { openCase } from "./open-case";

type Question = {
  readonly operatorId?: string | undefined;
  readonly email?: string | undefined;
  readonly loginUrl?: string | undefined;
  readonly tried?: readonly PersonsCause[] | undefined;
};

/**
 * Keeps somebody as a case because the owner says so, whatever the verdict: on UTAGE much of it can only be unknown.
 * Throws `not_found` for an operator of somebody else, `invalid_email`.
 */
export async function openCaseByHand(
  { account, session }: AccountScope,
  question: Question,
  now: Date,
): Promise<z.input<typeof loginCase>> {
  const { loginUrl: pastedUrl, tried: ticked } = question;
  const judged = await judgeLogin(account, readSubject(question), { pastedUrl, tried: ticked, now });
  const { person, states, loaded, tried } = judged;
  const opening = { origin: "owner", openedByName: session.owner.name, name: loaded.operator?.name ?? "" } as const;
  const id = await openCase({ ...opening, ...person, states, loginUrl: wrongPage(judged), tried }, now);
  return findCase(account.id, id);
}
