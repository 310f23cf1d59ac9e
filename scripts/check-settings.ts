import { env, SettingsError } from "../lib/env";

// Run before anything is started, so that a bad setting is one line and not the trace of a server that fell over (S55).
try {
  env();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  console.error(`kenshin: ${error.message}`);
  process.exitCode = 1;
}
