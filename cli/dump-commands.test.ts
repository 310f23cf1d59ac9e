import { Readable, Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import type { Command } from "./command";
import { exportCommand } from "./export-database";
import { importCommand } from "./import-database";

async function run(command: Command, args: readonly string[]) {
  const written = { stdout: "", stderr: "" };
  const gather = (name: "stdout" | "stderr") =>
    new Writable({
      decodeStrings: false,
      write(text, _encoding, done) {
        written[name] += text;
        done();
      },
    });
  const terminal = { stdin: Readable.from([]), stdout: gather("stdout"), stderr: gather("stderr") };
  return { exitCode: await command(args, terminal), ...written };
}

describe.each([
  ["export", exportCommand],
  ["import", importCommand],
] as const)("kenshin %s", (name, command) => {
  it.each([
    [[], "say one file"],
    [["a", "b"], "say one file"],
    [["a", "--force"], "--force"],
  ])("refuses %j with its usage", async (args, reason) => {
    const { exitCode, stdout, stderr } = await run(command, args);
    expect([exitCode, stdout]).toEqual([2, ""]);
    expect(stderr).toContain(reason);
    expect(stderr).toContain(`Usage: kenshin ${name} FILE|-`);
  });

  it("explains itself", async () => {
    const { exitCode, stdout, stderr } = await run(command, ["--help"]);
    expect([exitCode, stderr]).toEqual([0, ""]);
    expect(stdout).toContain("KENSHIN_SECRET");
  });
});

it.each([
  ["/nowhere/kenshin.dump.gz", "no such file: /nowhere/kenshin.dump.gz"],
  ["/", "a folder, not a file: /"],
])("kenshin import of %s says so in a sentence, before it looks for a database", async (file, sentence) => {
  const said = { exitCode: 2, stdout: "", stderr: `kenshin import: ${sentence}\n` };
  expect(await run(importCommand, [file])).toEqual(said);
});
