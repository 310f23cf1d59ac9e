import "server-only";
import type { z } from "zod";
import type { LoginProfile } from "@/lib/domain/login/login-profile";
import {
  causesFound,
  countPreflight,
  isListed,
  type JudgedGroup,
  judgeEverybody,
  mayBeListed,
  peopleIn,
} from "@/lib/domain/login/preflight";
import type { Directory } from "@/lib/domain/login-page";
import type { preflight, preflightItem, preflightQuery } from "@/lib/schemas/preflight";
import { type AccountFacts, type AccountToList, loadAccountToList } from "../health/load-account-facts";
import { log } from "../log";
import { type ListedPerson, listPeople } from "./list-people";

/**
 * Who of a contract cannot sign in at `now`, by the rules that explain it for one person: everybody judged, and a page of
 * those for whom something was found. One statement, whatever the contract's size. Throws `invalid_cursor`.
 */
export async function preflightAccount(
  known: AccountToList,
  { cause, state, limit }: Pick<z.output<typeof preflightQuery>, "cause" | "state" | "limit">,
  now: Date,
): Promise<z.input<typeof preflight>> {
  const groups = judge(known, now);
  const listed = groups.filter((group) => isListed(group, { cause, state }));
  const { items, nextCursor } = await listPeople(
    known,
    listed.map(({ packed }) => packed),
    limit,
  );
  const { byCause, ...counts } = countPreflight(groups);
  return {
    ...counts,
    byCause: byCause.map((row) => ({ ...row })),
    checkedAt: now,
    total: peopleIn(listed),
    items: items.map((person) => toItem(person, groups)),
    nextCursor,
  };
}

/** `loadAccountToList` for the page of `preflightAccount`. */
export function loadForPreflight(
  { id, directory }: { readonly id: string; readonly directory: Directory },
  { cause, state, ...page }: z.output<typeof preflightQuery>,
  now: Date,
): Promise<AccountToList> {
  const mayBeWanted = (profile: LoginProfile) => mayBeListed(profile, directory, { cause, state }, now);
  return loadAccountToList(id, { ...page, mayBeWanted }, now);
}

/** Everybody judged by the rules; a rule that fails is logged, and its verdict is `unknown`. */
export function judge({ facts, groups }: AccountFacts, now: Date): readonly JudgedGroup[] {
  const judgement = judgeEverybody(groups, facts, now);
  const [failure] = judgement.failures;
  if (failure !== undefined) log().error({ err: failure, count: judgement.failures.length }, "a login rule failed");
  return judgement.groups;
}

function toItem(
  { id, name, email, deleted, packed }: ListedPerson,
  groups: readonly JudgedGroup[],
): z.input<typeof preflightItem> {
  const group = groups.find((judged) => judged.packed === packed);
  return {
    ...{ operatorId: id, name, email, status: deleted ? "deleted" : "active" },
    causes: group ? causesFound(group).map(({ slug, state, code }) => ({ slug, state, code: code ?? "" })) : [],
  };
}
