import "server-only";
import { once } from "node:events";
import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import { Turns } from "./turns";

/** A password to be hashed, or with a `hash` to be compared with it. */
type Task = { readonly password: string; readonly hash: string | null };
type Reply<Answer> = { readonly answer: Answer } | { readonly error: Error };

/** A tenth of the weight of everything else: with all processors busy a sign-in takes a fifth of a second, not an age. */
const NICENESS = process.platform === "linux" ? 10 : 0;

/**
 * Threads that hash on what the processors have to spare, and never on all of them: measured in a storm of sign-ins, with
 * one more of them a fifth more people came in a second, and who was in waited a fifth longer.
 */
export function createHashThreads(parameters: object): <Answer>(task: Task) => Promise<Answer> {
  const turns = new Turns(Math.max(1, availableParallelism() - 1));
  const idle: Worker[] = [];

  const start = () =>
    new Worker(new URL("./hash-thread.mjs", import.meta.url), { workerData: { parameters, niceness: NICENESS } });

  return <Answer>(task: Task) =>
    turns.run(async () => {
      const thread = idle.pop() ?? start();
      // A process may end while its threads have nothing to do.
      thread.ref();
      thread.postMessage(task);
      const [reply] = (await once(thread, "message")) as [Reply<Answer>];
      thread.unref();
      idle.push(thread);
      if ("error" in reply) throw reply.error;
      return reply.answer;
    });
}
