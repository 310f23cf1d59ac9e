import "server-only";
import type { z } from "zod";
import { remainingSeconds } from "@/lib/domain/remaining-time";
import type { bulkWork } from "@/lib/schemas/bulk-work";
import type { BulkWorkKind, BulkWorkOutcome } from "@/prisma/generated/enums";
import { AppError } from "../errors";
import { queryRows, sql } from "../sql";

/** Without a sign of life for so long, in seconds, the process that worked is taken for dead. */
const SILENCE_SECONDS = 60;
/** Ended work is shown for so long, in minutes, so that a page that was away sees how it ended. */
const SHOWN_MINUTES = 10;
const SHOWN = 5;

type Row = {
  id: string;
  kind: BulkWorkKind;
  createdBy: string;
  total: number;
  processed: number;
  startedAt: Date;
  outcome: BulkWorkOutcome | null;
  silent: boolean;
  elapsed: number;
};

/** Work on many operators of the account that runs, or ended a moment ago, the newest first. */
export async function listBulkWorks(accountId: string): Promise<z.input<typeof bulkWork>[]> {
  const rows = await queryRows<Row>(sql`
    select id, kind, created_by_name as "createdBy", total, processed, started_at as "startedAt", outcome,
           last_seen_at < now() - make_interval(secs => ${SILENCE_SECONDS}) as silent,
           extract(epoch from now() - started_at)::float8 as elapsed
    from bulk_works
    where account_id = ${accountId}::uuid and last_seen_at > now() - make_interval(mins => ${SHOWN_MINUTES})
    order by started_at desc limit ${SHOWN}`);
  return rows.map(toBulkWork);
}

/** Asks running work to stop; it rolls back at its next step, unless it ends before. Throws `not_found`. */
export async function cancelBulkWork(accountId: string, id: string): Promise<z.input<typeof bulkWork>> {
  await queryRows(sql`
    update bulk_works set cancel_requested = true
    where id = ${id}::uuid and account_id = ${accountId}::uuid and outcome is null`);
  const work = (await listBulkWorks(accountId)).find((one) => one.id === id);
  if (!work) throw new AppError("not_found");
  return work;
}

/** Forgets work nobody is shown any more. */
export async function purgeBulkWorks(): Promise<void> {
  await queryRows(sql`delete from bulk_works where last_seen_at < now() - interval '1 day'`);
}

function toBulkWork({ outcome, silent, elapsed, ...work }: Row): z.input<typeof bulkWork> {
  const progress = work.total === 0 ? 0 : Math.floor((100 * work.processed) / work.total);
  const status = outcome ?? (silent ? "interrupted" : "running");
  const left = status === "running" ? remainingSeconds({ elapsedSeconds: elapsed, progress }) : null;
  return { ...work, status, progress, remainingSeconds: left };
}
