import "server-only";
import { env, SettingsError } from "@/lib/env";
import { startJobs } from "./jobs/start-jobs";

// The server that Next runs in cannot import what Next has bundled (scripts/lib/stop-server.mjs).
const KEY = Symbol.for("kenshin.stop-jobs");
const holder: { [KEY]?: () => Promise<void> } & object = globalThis;

/**
 * What happens once in every server process before it takes requests: settings first, then the background jobs. The way to
 * stop them is left where that server finds it.
 */
export async function boot(): Promise<void> {
  try {
    env();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // One line and no stack: the message says all there is to mend (S55).
    process.stderr.write(`kenshin: ${error.message}\n`);
    process.exit(1);
  }
  holder[KEY] = startJobs();
}
