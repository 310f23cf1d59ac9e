import "server-only";
import type { z } from "zod";
import { examineHealth } from "@/lib/domain/health";
import { isWaivable, isWaiverDay, MAX_WAIVER_DAYS } from "@/lib/domain/waiver";
import type { waiver, waiverBody } from "@/lib/schemas/waiver";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { loadOneAccount } from "../health/load-account-facts";
import { dateOf } from "../stored-day";
import { findingHash } from "./finding-hash";
import { toWaiver, WAIVER_SELECT } from "./waiver-record";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId: string };

/**
 * Waives what the sheet says about one cause now, for a reason, until a day. Another waiver of the same row is replaced.
 * Throws `invalid_request` for a day that has passed or is more than a year away, `not_waivable` where there is nothing to
 * decide, `stale_finding` when the row is not the one that was seen.
 */
export async function addWaiver(
  accountId: string,
  { slug, reason, until, seen }: z.output<typeof waiverBody>,
  { actor, now, requestId }: Act,
): Promise<z.input<typeof waiver>> {
  if (!isWaiverDay(until, now)) {
    const message = `A day from today to ${MAX_WAIVER_DAYS} days from now.`;
    throw new AppError("invalid_request", { errors: [{ path: "until", code: "out_of_range", message }] });
  }
  const known = await loadOneAccount(accountId, now);
  const row = examineHealth(known.facts, now).causes.find((one) => one.slug === slug);
  if (!row) throw new AppError("not_found");
  if (seen && (seen.grade !== row.grade || seen.count !== row.count)) throw new AppError("stale_finding");
  if (!isWaivable(row.grade)) throw new AppError("not_waivable");
  return forAccount(accountId).prisma(async ({ tx }) => {
    // One after the other: of two at once the second replaces the first. Not the key, which a list that is coming in holds.
    await tx.$queryRaw`select id from accounts where id = ${accountId}::uuid for no key update`;
    await tx.waiver.updateMany({
      where: { accountId, slug, endedAt: null },
      data: { endedAt: now, endedAs: "replaced", endedByName: actor.name },
    });
    const added = await tx.waiver.create({
      data: {
        ...{ accountId, slug, reason, until: dateOf(until), createdAt: now },
        ...{ code: row.finding.code, factsHash: findingHash(row, known, now), createdByName: actor.name },
      },
      select: WAIVER_SELECT,
    });
    const subject = { type: "waiver", id: added.id };
    const after = { cause: slug, reason, until };
    await recordAuditEvent(tx, { accountId, actor, action: "waiver_added", subject, after, requestId });
    return toWaiver(added);
  });
}
