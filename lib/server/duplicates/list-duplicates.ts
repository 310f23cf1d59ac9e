import "server-only";
import { z } from "zod";
import { type DuplicateConfidence, type DuplicateGroup, groupDuplicates } from "@/lib/domain/duplicates/group";
import type { DuplicateGroupsQuery } from "@/lib/schemas/duplicate-email";
import { AppError } from "../errors";
import { toOperator } from "../operators/queries";
import type { Member } from "./members";
import {
  countDuplicates,
  findPossibleKeys,
  findReturns,
  findSameKeys,
  loadPossibleMembers,
  loadSameMembers,
} from "./queries";

/** A place between two groups: after the group of this key. */
const cursorSchema = z.strictObject({
  c: z.enum(["same", "possible"]),
  k: z
    .string()
    .max(400)
    .regex(/^[^\0]*$/),
});
type Cursor = z.output<typeof cursorSchema>;

/**
 * A page of the contract's duplicates (article cause 3): `same` groups by their address, then `possible` ones. Only the
 * page's operators are read; the totals come with the first page, unless only `possible` groups are asked for.
 * Throws `invalid_cursor`.
 */
export async function listDuplicates(accountId: string, { limit, cursor, confidence }: DuplicateGroupsQuery) {
  const start: Cursor = cursor === undefined ? { c: confidence ?? "same", k: "" } : readCursor(cursor);
  const places = await findPlaces(accountId, start, limit + 1, confidence);
  const page = places.slice(0, limit);
  const groups = await loadGroups(accountId, page);
  const last = page.at(-1);
  const totals = cursor === undefined && confidence !== "possible" ? await countDuplicates(accountId) : undefined;
  return {
    groups: await toAnswer(accountId, groups),
    nextCursor: places.length > limit && last ? Buffer.from(JSON.stringify(last)).toString("base64url") : null,
    ...(totals === undefined ? {} : { total: totals.sameGroups + totals.possibleGroups, totals }),
  };
}

async function findPlaces(
  accountId: string,
  start: Cursor,
  limit: number,
  confidence: DuplicateConfidence | undefined,
): Promise<Cursor[]> {
  const same = start.c === "same" ? await findSameKeys(accountId, start.k, limit) : [];
  const after = start.c === "same" ? "" : start.k;
  const possible =
    confidence !== "same" && same.length < limit ? await findPossibleKeys(accountId, after, limit - same.length) : [];
  return [...same.map((k): Cursor => ({ c: "same", k })), ...possible.map((k): Cursor => ({ c: "possible", k }))];
}

async function loadGroups(accountId: string, places: readonly Cursor[]): Promise<DuplicateGroup<Member>[]> {
  const keys = (confidence: DuplicateConfidence) => places.filter(({ c }) => c === confidence).map(({ k }) => k);
  const [same, possible] = await Promise.all([
    loadSameMembers(accountId, keys("same")),
    loadPossibleMembers(accountId, keys("possible")),
  ]);
  // Each load is complete for its own kind of group only, so only groups of that kind are taken from it.
  const byKey = new Map<string, DuplicateGroup<Member>>();
  for (const group of groupDuplicates(same)) {
    if (group.confidence === "same") byKey.set(`same ${group.emailKey}`, group);
  }
  for (const group of groupDuplicates(possible)) {
    if (group.confidence === "possible") byKey.set(`possible ${group.members[0].possibleKey}`, group);
  }
  // A group that ended between the two reads is left out.
  return places.flatMap(({ c, k }) => byKey.get(`${c} ${k}`) ?? []);
}

async function toAnswer(accountId: string, groups: readonly DuplicateGroup<Member>[]) {
  const same = groups.filter((group) => group.confidence === "same");
  const returns = await findReturns(
    accountId,
    same.map((group) => group.emailKey),
  );
  const returnOf = new Map(returns.map((row) => [row.emailKey, row]));
  return groups.map((group) => {
    const back = group.confidence === "same" ? returnOf.get(group.emailKey) : undefined;
    return {
      emailKey: group.emailKey,
      confidence: group.confidence,
      members: group.members.map((member) => toOperator(member.record)),
      recommendedSurvivorId: group.recommendedSurvivorId,
      reason: group.reason,
      ...(back === undefined ? {} : { cameBackWith: back.importId, cameBackAt: back.importedAt }),
      openTodos: group.members.filter((member) => member.toBeDeleted).length,
    };
  });
}

function readCursor(given: string): Cursor {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(given, "base64url").toString("utf8"));
  } catch {
    throw new AppError("invalid_cursor");
  }
  const cursor = cursorSchema.safeParse(data).data;
  if (!cursor) throw new AppError("invalid_cursor");
  return cursor;
}
