import "server-only";
import PgBoss from "pg-boss";
import { pool } from "../db";
import type { AccountSql } from "../for-account";
import { log } from "../log";

/** Every kind of job and what it carries. */
export type Jobs = {
  readonly "run-import": { readonly importId: string };
  /** A wish for a reset link, sealed. */
  readonly "answer-reset-request": { readonly sealed: string };
  /** What somebody found out who cannot sign in, sealed. */
  readonly "receive-self-check": { readonly sealed: string };
  readonly "send-mails": Readonly<Record<string, never>>;
};
export type JobName = keyof Jobs;

const QUEUES: Readonly<Record<JobName, Omit<PgBoss.Queue, "name">>> = {
  // The imports table says what is left to do and its lock who does it; a job is only the call to look now.
  // `short`: one waiting job per import is enough.
  "run-import": { policy: "short", retryLimit: 2, expireInHours: 12 },
  "answer-reset-request": { policy: "short", retryLimit: 3, retryDelay: 5, expireInMinutes: 5 },
  "receive-self-check": { policy: "short", retryLimit: 10, retryDelay: 5, retryBackoff: true, expireInMinutes: 5 },
  // As with imports: the table of mails says which are due, and each has tries of its own.
  "send-mails": { policy: "short", retryLimit: 0, expireInHours: 1 },
};

const KEY = Symbol.for("kenshin.jobs");
const holder: { [KEY]?: Promise<PgBoss> | undefined } & object = globalThis;

/** The queue of this process, opened on first use; it lives in the same database as what its jobs are about. */
export function jobQueue(): Promise<PgBoss> {
  holder[KEY] ??= openQueue().catch((error: unknown) => {
    // A database that is away now may be back at the next call.
    holder[KEY] = undefined;
    throw error;
  });
  return holder[KEY];
}

/** How long jobs under way may take once the queue is closed, milliseconds: within what the server waits for them. */
const LAST_JOBS_MS = 7_000;

/** Closes the queue: no further job is begun, those under way may finish. One that never opened is closed already. */
export async function closeJobQueue(): Promise<void> {
  const open = holder[KEY];
  holder[KEY] = undefined;
  const boss = await open?.catch(() => undefined);
  await boss?.stop({ graceful: true, wait: true, timeout: LAST_JOBS_MS });
}

/**
 * Asks for a job in the transaction of its cause: neither is there without the other (S50).
 * @param key jobs of one key need not wait twice
 */
export async function enqueue<Name extends JobName>(
  name: Name,
  data: Jobs[Name],
  key: string,
  db: Pick<AccountSql, "client">,
): Promise<void> {
  const boss = await jobQueue();
  await boss.send(name, data, {
    singletonKey: key,
    db: { executeSql: (text, values) => db.client.query(text, values) },
  });
}

/** Asks for a job outside any transaction, for work that is there already. */
export async function askAgain<Name extends JobName>(name: Name, data: Jobs[Name], key: string): Promise<void> {
  const boss = await jobQueue();
  await boss.send(name, data, { singletonKey: key });
}

async function openQueue(): Promise<PgBoss> {
  const boss = new PgBoss({
    schema: "pgboss",
    db: { executeSql: (text, values) => pool().query(text, values) },
    // Only what is sent is worked on; what time brings about is looked for by the sweeps of start-jobs.ts.
    schedule: false,
  });
  boss.on("error", (error) => log().warn({ err: error }, "job queue"));
  await boss.start();
  for (const [name, options] of Object.entries(QUEUES)) await boss.createQueue(name, { name, ...options });
  return boss;
}
