import { type ChildProcess, spawn } from "node:child_process";
import { closeSync, existsSync, openSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EXPECTED, SAMPLE_FILES, samplePath } from "@/lib/server/imports/reading/sample-lists";

const COMMAND = fileURLToPath(new URL("./kenshin.mjs", import.meta.url));
const TIMEOUT = 60_000;

type Answer = { readonly exitCode: number | null; readonly stdout: string; readonly stderr: string };

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kenshin-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the installed command in a foreign working directory, as people do. */
function start(args: readonly string[], stdin = ""): { process: ChildProcess; answer: Promise<Answer> } {
  const child = spawn(process.execPath, [COMMAND, ...args], { cwd: folder });
  let [stdout, stderr] = ["", ""];
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.end(stdin);
  const answer = new Promise<Answer>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (exitCode) => resolve({ exitCode, stdout, stderr }));
  });
  return { process: child, answer };
}

const run = (args: readonly string[], stdin = "") => start(args, stdin).answer;

describe("the installed command", () => {
  it.each(SAMPLE_FILES)(
    "finds in %s exactly what is expected",
    { timeout: TIMEOUT },
    async (file, format, encoding) => {
      const { exitCode, stdout, stderr } = await run(["audit", samplePath(file), "--format", "json"]);
      const report = JSON.parse(stdout);
      const groupsOf = (confidence: string) =>
        report.duplicates.filter((group: { confidence: string }) => group.confidence === confidence);
      const rowsOf = (members: readonly { row: number }[]) => members.map(({ row }) => row);
      expect(stderr).toBe("");
      expect(exitCode).toBe(1);
      expect(Object.keys(report)).toEqual(["source", "grade", "totals", "duplicates", "rejected"]);
      expect(report.source).toEqual({ file: samplePath(file), encoding, format, rows: EXPECTED.rows });
      expect(report.grade).toBe("D");
      expect(report.totals).toEqual({
        operators: EXPECTED.operators,
        duplicateGroups: EXPECTED.same.length,
        duplicateOperators: EXPECTED.same.flatMap(({ rows }) => rows).length,
        possibleGroups: EXPECTED.possible.length,
        rejectedRows: EXPECTED.rejectedRows.length,
      });
      const same = groupsOf("same");
      expect(
        same.map((group: { emailKey: string; members: { row: number }[] }) => ({
          emailKey: group.emailKey,
          rows: rowsOf(group.members),
        })),
      ).toEqual(EXPECTED.same);
      expect(
        groupsOf("possible").map((group: { members: { row: number }[] }) => ({ rows: rowsOf(group.members) })),
      ).toEqual(EXPECTED.possible);
      expect(rowsOf(report.rejected)).toEqual(EXPECTED.rejectedRows);
      expect(Object.keys(report.duplicates[0].members[0])).toEqual(["row", "name", "email"]);
      expect(Object.keys(report.rejected[0])).toEqual(["row", "column", "code", "value"]);
    },
  );

  it("reads standard input", { timeout: TIMEOUT }, async () => {
    const { exitCode, stdout } = await run(["audit", "-", "--format", "json"], "メール\nA@example.jp\na@example.jp\n");
    expect(exitCode).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ source: { file: "-" }, totals: { duplicateGroups: 1 } });
  });

  it("shows its usage, and answers an unknown command with 2", { timeout: TIMEOUT }, async () => {
    expect(await run(["--help"])).toMatchObject({ exitCode: 0, stderr: "", stdout: expect.stringContaining("audit") });
    expect((await run(["--version"])).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
    const unknown = await run(["diagnose"]);
    expect(unknown).toMatchObject({
      exitCode: 2,
      stdout: "",
      stderr: expect.stringContaining("unknown command diagnose"),
    });
  });
});

describe("the installed command in a pipe", () => {
  it("ends quietly when its reader has seen enough", { timeout: TIMEOUT }, async () => {
    const rows = Array.from({ length: 20_000 }, (_, index) => `操作 ${index},same${index % 5000}@example.jp`);
    const { process: child, answer } = start(["audit", "-", "--format", "json"], `名前,メール\n${rows.join("\n")}\n`);
    child.stdout?.once("data", () => child.stdout?.destroy());
    expect(await answer).toMatchObject({ exitCode: 1, stderr: "" });
  });

  // A device that is always full; only Linux has it.
  it.skipIf(!existsSync("/dev/full"))(
    "answers 2, in one line, when the disk takes no more of the report",
    { timeout: TIMEOUT },
    async () => {
      const full = openSync("/dev/full", "w");
      const child = spawn(process.execPath, [COMMAND, "audit", "-"], { cwd: folder, stdio: ["pipe", full, "pipe"] });
      child.stdin?.end("メール\nA@example.jp\na@example.jp\n");
      let stderr = "";
      child.stderr?.setEncoding("utf8").on("data", (text: string) => {
        stderr += text;
      });
      const exitCode = await new Promise((resolve) => child.on("close", resolve));
      closeSync(full);
      expect(stderr).toMatch(/^kenshin: ENOSPC.*\n$/);
      expect(exitCode).toBe(2);
    },
  );

  it("passes a signal on and answers with its exit code", { timeout: TIMEOUT }, async () => {
    const child = spawn(process.execPath, [COMMAND, "audit", "-"], { cwd: folder });
    // It waits for the end of its input, so it can only end by the signal.
    child.stdin.write("メール\n");
    const exited = new Promise((resolve) => child.on("exit", resolve));
    await new Promise((resolve) => child.on("spawn", resolve));
    child.kill("SIGTERM");
    expect([143, null]).toContain(await exited);
  });
});
