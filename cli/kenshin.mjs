#!/usr/bin/env node
// The installed command. What the build has bundled runs right here; all else is TypeScript as it is, in a child process
// that gets this one's streams.
import { spawn } from "node:child_process";
import { constants } from "node:os";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { bundledCommand } from "../scripts/lib/command-bundle.mjs";

const parameters = process.argv.slice(2);
// A check of a file needs no server; what does has packages that want the condition below.
const bundle = parameters[0] === "audit" ? bundledCommand() : null;
if (bundle === null) {
  runSources();
} else {
  // The nursery of V8 stays as small as it begins: a scan leaves little for it, and 30 MB of memory are saved.
  setFlagsFromString("--semi-space-growth-factor=1");
  await import(bundle);
}

function runSources() {
  const child = spawn(
    process.execPath,
    [
      // `server-only` throws under every condition but this one.
      "--conditions=react-server",
      "--import",
      new URL("./load-typescript.mjs", import.meta.url).href,
      fileURLToPath(new URL("./main.ts", import.meta.url)),
      ...parameters,
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
}
