#!/usr/bin/env node
// The installed command: runs cli/main.ts, TypeScript as it is, in a child process that gets this one's streams.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";

const child = spawn(
  process.execPath,
  [
    // `server-only` throws under every condition but this one.
    "--conditions=react-server",
    "--import",
    new URL("./load-typescript.mjs", import.meta.url).href,
    fileURLToPath(new URL("./main.ts", import.meta.url)),
    ...process.argv.slice(2),
  ],
  { stdio: "inherit" },
);

const passed = ["SIGINT", "SIGTERM", "SIGHUP"];
for (const signal of passed) process.on(signal, () => child.kill(signal));

child.on("error", (error) => {
  console.error(`kenshin: ${error.message}`);
  process.exitCode = 2;
});
child.on("exit", (code, signal) => {
  process.exitCode = code ?? 128 + (constants.signals[signal ?? "SIGTERM"] ?? 0);
});
