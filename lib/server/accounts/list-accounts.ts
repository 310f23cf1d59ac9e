import "server-only";
import type { z } from "zod";
import { contractFindings } from "@/lib/domain/contract";
import { compareGrades } from "@/lib/domain/grade";
import { examineHealth } from "@/lib/domain/health";
import { countPreflight } from "@/lib/domain/login/preflight";
import type { accountList } from "@/lib/schemas/account";
import type { PageQuery } from "@/lib/schemas/pagination";
import { prisma } from "../db";
import { AppError } from "../errors";
import { type AccountFacts, loadAccountFacts } from "../health/load-account-facts";
import { decodeIdCursor, idPage } from "../id-cursor";
import { judge } from "../preflight/preflight-account";
import { weighWaivers } from "../waivers/weigh-waivers";
import { ACCOUNT_SELECT } from "./account-dto";

const byName = new Intl.Collator("ja").compare;

/**
 * An owner's contracts with their grades, the worst first, then by name; what is waived counts in none. Grades follow from facts and the day, so all of
 * them are judged before the page is cut. Throws `invalid_cursor`.
 */
export async function listAccounts(
  ownerId: string,
  { limit, cursor }: PageQuery,
  now: Date,
): Promise<z.input<typeof accountList>> {
  const accounts = await prisma().account.findMany({ where: { ownerId }, select: ACCOUNT_SELECT });
  const facts = await loadAccountFacts(
    accounts.map(({ id }) => id),
    now,
  );
  const checked = accounts.flatMap((account) => {
    const known = facts.get(account.id);
    return known ? [{ account, known, health: examineHealth(known.facts, now) }] : [];
  });
  const judged = (await weighWaivers(checked, now)).map(({ account, known, grade, waivers }) => ({
    ...account,
    ...{ known, grade, waived: waivers.size },
    contractStatus: contractFindings(known.facts.contract, now).status,
    operators: known.facts.totals.active,
    lastImportAt: known.lastImportAt,
  }));
  judged.sort(
    (one, other) =>
      compareGrades(one.grade, other.grade) || byName(one.name, other.name) || (one.code < other.code ? -1 : 1),
  );
  const { items, nextCursor } = idPage(judged.slice(startAfter(judged, cursor)), limit);
  return {
    items: items.map(({ known, ...row }) => ({ ...row, ...keptOut(known, now) })),
    nextCursor,
    total: judged.length,
  };
}

/** Nobody is judged but on the page that is shown: an owner may have many contracts. */
function keptOut(known: AccountFacts, now: Date) {
  const { operators, cannotLogIn, ownCauses } = countPreflight(judge(known, now));
  // Where the contract keeps out everybody, nobody is left who only may be.
  return { cannotLogIn, mayBeKeptOut: cannotLogIn === operators ? 0 : ownCauses.suspected };
}

function startAfter(accounts: readonly { id: string }[], cursor: string | undefined): number {
  const after = decodeIdCursor(cursor);
  if (after === null) return 0;
  const index = accounts.findIndex(({ id }) => id === after);
  if (index === -1) throw new AppError("invalid_cursor");
  return index + 1;
}
