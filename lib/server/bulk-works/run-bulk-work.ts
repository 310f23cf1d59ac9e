import "server-only";
import type { BulkWorkKind, BulkWorkOutcome } from "@/prisma/generated/enums";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { log } from "../log";
import { queryRows, sql } from "../sql";

/** Operators worked on between two looks at whether somebody cancelled: well under a second. */
const CHUNK = 5_000;
/** Fewer are done before anybody could read a progress bar. */
const WORTH_TELLING = 2_000;
/** How often a sign of life is given, milliseconds: a statement that waits for a lock is not dead. */
const PULSE_MS = 15_000;

export type BulkProgress = {
  /** Says how many operators the work is about, once that is known. */
  begin(total: number): Promise<void>;
  /** Works through a list in pieces, telling how far it is after each. Throws `work_cancelled` when the owner asked to stop. */
  inChunks<Item>(items: readonly Item[], work: (chunk: readonly Item[]) => Promise<void>): Promise<void>;
};

/**
 * Work on many operators of one account in one transaction, with progress that others can see and a way to cancel: then
 * everything is rolled back. The browser that asked need not stay. Throws what the work throws.
 */
export async function runBulkWork<T>(
  accountId: string,
  { kind, by }: { readonly kind: BulkWorkKind; readonly by: string },
  work: (db: AccountSql, progress: BulkProgress) => Promise<T>,
): Promise<T> {
  const teller = createTeller(accountId, kind, by);
  try {
    const result = await forAccount(accountId).sql((db) => work(db, teller.progress));
    await teller.end("done");
    return result;
  } catch (error) {
    const cancelled = error instanceof AppError && error.code === "work_cancelled";
    await teller.end(cancelled ? "cancelled" : "failed");
    throw error;
  }
}

/** Writes on a connection of its own. Not being able to tell is no reason to stop working. */
function createTeller(accountId: string, kind: BulkWorkKind, by: string) {
  let id: string | undefined;
  let processed = 0;
  let pulse: NodeJS.Timeout | undefined;
  const report = async () => {
    if (id === undefined) return;
    const rows = await tell<{ cancel: boolean }>(sql`
      update bulk_works set processed = least(${processed}, total), last_seen_at = now()
      where id = ${id}::uuid returning cancel_requested as cancel`);
    if (rows[0]?.cancel) throw new AppError("work_cancelled");
  };
  const progress: BulkProgress = {
    async begin(total) {
      if (total < WORTH_TELLING) return;
      const rows = await tell<{ id: string }>(sql`
        insert into bulk_works (account_id, kind, created_by_name, total)
        values (${accountId}::uuid, ${kind}::bulk_work_kind, ${by}, ${total}) returning id`);
      id = rows[0]?.id;
      pulse = setInterval(
        () => void tell(sql`update bulk_works set last_seen_at = now() where id = ${id}::uuid`),
        PULSE_MS,
      );
    },
    async inChunks(items, work) {
      for (let start = 0; start < items.length; start += CHUNK) {
        const chunk = items.slice(start, start + CHUNK);
        await work(chunk);
        processed += chunk.length;
        await report();
      }
    },
  };
  const end = async (outcome: BulkWorkOutcome) => {
    clearInterval(pulse);
    if (id === undefined) return;
    await tell(sql`
      update bulk_works set outcome = ${outcome}::bulk_work_outcome, last_seen_at = now(),
        processed = case when ${outcome} = 'done' then total else processed end
      where id = ${id}::uuid`);
  };
  return { progress, end };
}

async function tell<Row extends object>(statement: ReturnType<typeof sql>): Promise<Row[]> {
  try {
    return await queryRows<Row>(statement);
  } catch (error) {
    log().warn({ err: error }, "progress could not be told");
    return [];
  }
}
