import "server-only";
import { actOnVerdict, isQuiet } from "@/lib/domain/login/case";
import { prisma } from "../db";
import type { Judgement } from "../diagnoses/judge-login";
import { openCase } from "./open-case";

/**
 * Keeps what an owner's look at a person found: opens a case, brings the open one up to date, or closes it as proven.
 * Gives the case that stands for the person now: open, or closed within the last day; null: neither.
 */
export async function keepVerdict(judged: Judgement, openedByName: string, now: Date): Promise<string | null> {
  const { known, states, person, loaded, tried } = judged;
  const act = actOnVerdict(known, states, now);
  if (act === "open") {
    const name = loaded.operator?.name ?? "";
    const remembered = { loginUrl: wrongPage(judged), tried };
    return openCase({ ...person, name, origin: "owner", states, ...remembered, openedByName }, now);
  }
  if (known === null) return null;
  if (act === "none") return isQuiet(known, now) ? known.id : null;
  await prisma().loginCase.updateMany({
    where: { id: known.id, accountId: person.accountId, closedAt: null },
    data: {
      ...{ states: [...states], lastCheckedAt: now, loginUrl: wrongPage(judged), tried: [...tried] },
      ...(act === "close" ? { closedAt: now, closedAs: "all_clear" as const } : {}),
    },
  });
  return known.id;
}

/** Only a page that is a cause is worth remembering: the right one proves nothing about the next try. */
export function wrongPage({ diagnosis, loginUrl }: Pick<Judgement, "diagnosis" | "loginUrl">): string | null {
  const state = diagnosis.verdicts.find(({ slug }) => slug === "wrong-login-page")?.state;
  // PostgreSQL keeps no NUL in a text (S38).
  return state === "blocking" || state === "suspected" ? (loginUrl?.replaceAll("\0", "") ?? null) : null;
}
