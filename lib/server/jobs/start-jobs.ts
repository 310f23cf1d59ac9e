import "server-only";
import type PgBoss from "pg-boss";
import { purgeBulkWorks } from "../bulk-works/queries";
import { purgeCallCounts } from "../call-count";
import { recheckCases } from "../cases/recheck-cases";
import { recordDailyCheckUps } from "../check-ups/record-daily-check-ups";
import { actOnContractDates } from "../contracts/act-on-contract-dates";
import { purgeExpiredKeys } from "../idempotency";
import { resumeImports } from "../imports/resume-imports";
import { runImport } from "../imports/run-import";
import { log } from "../log";
import { hasDueMails, sendMails } from "../mail/send-mails";
import { answerResetRequest } from "../password-resets/request-reset";
import { purgeSelfChecks } from "../self-checks/purge-self-checks";
import { receiveSelfCheck } from "../self-checks/receive-self-check";
import { purgeThrottles } from "../sign-in-throttle";
import { askAgain, closeJobQueue, type JobName, type Jobs, jobQueue } from "./queue";

/** How often work that a crash left behind is looked for: well within the promised 60 seconds. */
const SWEEP_MS = 20_000;
const PURGE_EVERY_SWEEPS = 180;
/** Dates are days: ten minutes after midnight in Tokyo is early enough, for the daily check-up too. */
const DATES_EVERY_SWEEPS = 30;
/** A case that was settled elsewhere may stay on the list for a minute. */
const CASES_EVERY_SWEEPS = 3;
/** Imports worked on at once in one process; lists of one contract wait for each other all the same. */
const IMPORT_WORKERS = 2;

/**
 * Starts working on jobs in this process, and looking for what others left unfinished. Never throws: a database that is
 * away is asked again with the next sweep. Gives the way to stop.
 */
export function startJobs(): () => Promise<void> {
  let sweeps = 0;
  let isExamining = false;
  let isStopping = false;
  let listening: unknown;
  let listened = Promise.resolve();

  const listen = async () => {
    const boss = await jobQueue();
    if (listening === boss) return;
    listening = boss;
    for (let worker = 0; worker < IMPORT_WORKERS; worker += 1) {
      await workOn(boss, "run-import", ({ importId }) => runImport(importId));
    }
    await workOn(boss, "answer-reset-request", ({ sealed }) => answerResetRequest(sealed, new Date()));
    await workOn(boss, "receive-self-check", ({ sealed }) => receiveSelfCheck(sealed, new Date()));
    await boss.work<Jobs["send-mails"]>("send-mails", { batchSize: 10, pollingIntervalSeconds: 1 }, () =>
      sendMails(() => isStopping),
    );
  };
  const sweep = async () => {
    if (isStopping) return;
    try {
      listened = listen();
      await listened;
      await resumeImports();
      if (await hasDueMails(new Date())) await askAgain("send-mails", {}, "due");
      if (sweeps % DATES_EVERY_SWEEPS === 0) await actOnContractDates(new Date());
      // After the dates, because what they end is found on the same day.
      if (isExamining || sweeps % DATES_EVERY_SWEEPS === 0) isExamining = await recordDailyCheckUps(new Date());
      if (sweeps % CASES_EVERY_SWEEPS === 0) await recheckCases(new Date());
      if (sweeps++ % PURGE_EVERY_SWEEPS === 0) await purge();
    } catch (error) {
      log().warn({ err: error }, "looking for unfinished work failed");
    }
  };

  let last = sweep();
  const timer = setInterval(() => {
    last = last.then(sweep);
  }, SWEEP_MS);
  timer.unref();
  return async () => {
    clearInterval(timer);
    isStopping = true;
    // Workers end first, so that none begins another job while the last sweep takes its time; that sweep may have opened
    // the queue again.
    await listened.catch(() => undefined);
    await closeJobQueue();
    await last;
    await closeJobQueue();
  };
}

/**
 * Works on the jobs of a queue, one after the other for as long as any wait: left to itself a worker of pg-boss takes one
 * and looks again a second later, and what hundreds asked for would be too old before its turn came.
 */
async function workOn<Name extends JobName>(
  boss: PgBoss,
  name: Name,
  work: (data: Jobs[Name]) => Promise<void>,
): Promise<void> {
  const worker = await boss.work<Jobs[Name]>(name, { batchSize: 1, pollingIntervalSeconds: 1 }, async (jobs) => {
    for (const job of jobs) await work(job.data);
    // One that failed is left alone for that second.
    boss.notifyWorker(worker);
  });
}

/** Forgets what is no longer needed. */
async function purge(): Promise<void> {
  const now = new Date();
  await Promise.all([
    ...[purgeExpiredKeys(), purgeBulkWorks(), purgeCallCounts()],
    ...[purgeSelfChecks(now), purgeThrottles(now)],
  ]);
}
