import "server-only";
import { keyedName } from "./keyed-name";
import { queryRows, sql } from "./sql";

/** So many calls of one subject, such as a network, within WINDOW_SECONDS. */
export type CallLimit = { readonly kind: string; readonly subject: string; readonly calls: number };

const WINDOW_SECONDS = 60 * 60;

/**
 * Counts one call against each limit and says whether it is within all of them. One statement, so that calls at the same
 * moment cannot slip through together, and a row, so that a restart forgets nothing.
 */
export async function countCall(limits: readonly CallLimit[]): Promise<boolean> {
  // In one order for everybody: two calls that count the same buckets must not wait for each other.
  const buckets = limits
    .map(({ kind, subject, calls }) => ({ bucket: keyedName(kind, subject), calls }))
    .toSorted((a, b) => (a.bucket < b.bucket ? -1 : 1));
  const counted = await queryRows<{ bucket: string; calls: number }>(sql`
    insert into call_counts as c (bucket, calls, started_at)
    select bucket, 1, now() from unnest(${buckets.map(({ bucket }) => bucket)}::text[]) as called (bucket)
    on conflict (bucket) do update set
      calls = case when c.started_at < now() - make_interval(secs => ${WINDOW_SECONDS}) then 1 else c.calls + 1 end,
      started_at = case when c.started_at < now() - make_interval(secs => ${WINDOW_SECONDS}) then now() else c.started_at end
    returning bucket, calls`);
  return buckets.every(({ bucket, calls }) => {
    const now = counted.find((row) => row.bucket === bucket)?.calls ?? Number.POSITIVE_INFINITY;
    return now <= calls;
  });
}

/** Forgets counts whose time is over; called now and then by the jobs. */
export async function purgeCallCounts(): Promise<void> {
  await queryRows(sql`delete from call_counts where started_at < now() - make_interval(secs => ${WINDOW_SECONDS})`);
}
