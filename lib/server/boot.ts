import "server-only";
import { env, SettingsError } from "@/lib/env";
import { startJobs } from "./jobs/start-jobs";

/** What happens once in every server process before it takes requests: settings first, then the background jobs. */
export async function boot(): Promise<void> {
  try {
    env();
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    // One line and no stack: the message says all there is to mend (S55).
    process.stderr.write(`kenshin: ${error.message}\n`);
    process.exit(1);
  }
  startJobs();
}
