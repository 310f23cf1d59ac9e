import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable, Writable } from "node:stream";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { samplePath } from "@/lib/server/imports/reading/sample-lists";
import { audit } from "./audit";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "kenshin-test-"));
});
afterAll(() => rm(folder, { recursive: true }));

async function run(args: readonly string[], stdin = "") {
  const written = { stdout: "", stderr: "" };
  const gather = (name: "stdout" | "stderr") =>
    new Writable({
      decodeStrings: false,
      write(text, _encoding, done) {
        written[name] += text;
        done();
      },
    });
  const terminal = { stdin: Readable.from([Buffer.from(stdin)]), stdout: gather("stdout"), stderr: gather("stderr") };
  return { exitCode: await audit(args, terminal), ...written };
}

async function listFile(name: string, text: string): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

describe("kenshin audit: exit codes and grades", () => {
  const operatorPage = "https://utage-system.com/operator/Ab12Cd34Ef56/login";

  it.each([
    ["nothing found", "メール\na@example.jp\nb@example.jp\n", [], 0, "A"],
    ["a possible group", "メール\na@example.jp\na+x@example.jp\n", [], 1, "B"],
    ["somebody deleted", "メール,状態\na@example.jp,有効\na@example.jp,削除済み\n", [], 0, "A"],
    ["a refused row", "メール\na@example.jp\ntaro@\n", [], 1, "A"],
    ["the contract's login page", "メール\na@example.jp\n", ["--login-url", "https://utage-system.com/login"], 1, "D"],
    ["an operator login page", "メール\na@example.jp\n", ["--login-url", operatorPage], 0, "A"],
  ] as const)("%s", async (_, text, args, code, grade) => {
    const { exitCode, stdout } = await run(["-", "--format", "json", ...args], text);
    const report = JSON.parse(stdout);
    expect({ exitCode, grade: report.grade }).toEqual({ exitCode: code, grade });
    const pageKeys = args.length === 0 ? [] : ["kind", "correct", "advice", "correctUrl"];
    expect(Object.keys(report.loginPage ?? {})).toEqual(pageKeys);
  });

  it.each([
    [[], "no list given"],
    [["a", "b"], "one list at a time"],
    [["a", "--format", "xml"], "--format is one of text, json, csv, not xml"],
    [["a", "--encoding", "latin1"], "--encoding is one of auto"],
    [["a", "--fast"], "--fast"],
  ])("wrong usage %j is 2, explained on standard error", async (args, message) => {
    const { exitCode, stdout, stderr } = await run(args);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
  });

  it.each([
    ["a file that is not there", async () => join(folder, "none.csv"), "ファイルが見つかりません"],
    ["a folder", async () => folder, "フォルダー"],
    ["an empty file", () => listFile("empty.csv", ""), "空です"],
    ["a list without addresses", () => listFile("stock.csv", "品名,数量\nりんご,3\n"), "メールアドレスの列"],
    ["a PDF", () => listFile("letter.csv", "%PDF-1.7"), "読み取れません"],
  ])("%s is 2, explained in one line", async (_, file, message) => {
    const { exitCode, stdout, stderr } = await run([await file()]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr.trimEnd().split("\n")).toHaveLength(1);
  });

  it("a list in another encoding than said is 2, with the place", async () => {
    const { exitCode, stderr } = await run([samplePath("operators-cp932.csv"), "--encoding", "utf-8"]);
    expect(exitCode).toBe(2);
    expect(stderr).toMatch(/1行目、先頭から0バイト/);
  });
});

describe("kenshin audit: reports for people and spreadsheets", () => {
  const list = "名前,メール\n=1+1,a@example.jp\n\u001b[31m赤,A@example.jp\n佐藤,taro＠@example.jp\n";

  it("says it in Japanese, in English on request, and lets no cell steer the terminal", async () => {
    const japanese = (await run(["-"], list)).stdout;
    expect(japanese).toContain("判定：D 要対応");
    expect(japanese).toContain("4行目：メールアドレスが正しくありません（列「メール」：taro＠@example.jp）");
    expect(japanese).not.toContain("\u001b");
    expect((await run(["-", "--lang", "en"], list)).stdout).toContain("Grade: D needs action");
  });

  it("S35: neutralises formulas in CSV", async () => {
    const { stdout } = await run(["-", "--format", "csv"], list);
    expect(stdout.split("\r\n").slice(0, 2)).toEqual([
      "\ufefffinding,emailKey,row,name,email,column,code,value",
      `same,a@example.jp,2,"'=1+1",a@example.jp,,,`,
    ]);
    expect(stdout).toContain("rejected,,4,,,メール,invalid_email,taro＠@example.jp");
  });

  it.each([
    ["＝1+1", "full-width, as a Japanese spreadsheet takes it"],
    ["=1+1\nx", "with a line break behind it"],
  ])("S35: neutralises the formula %j, %s", async (formula) => {
    const { stdout } = await run(["-", "--format", "csv"], `名前,メール\nx,"${formula}"\n`);
    expect(stdout).toContain(`rejected,,2,,,メール,invalid_email,"'${formula}"\r\n`);
  });

  it("shows its options", async () => {
    expect(await run(["--help"])).toMatchObject({
      exitCode: 0,
      stderr: "",
      stdout: expect.stringContaining("--login-url"),
    });
  });
});

describe("kenshin audit: groups", () => {
  it("lists of a possible group one row for each address, same groups first", async () => {
    const text = "a+x@example.jp\na@example.jp\na+x@example.jp\nb@example.jp\nb@example.jp\n";
    const { stdout } = await run(["-", "--format", "json"], text);
    const groups: readonly { members: readonly { row: number }[] }[] = JSON.parse(stdout).duplicates;
    expect(groups.map(({ members }) => members.map(({ row }) => row))).toEqual([
      [1, 3],
      [4, 5],
      [1, 2],
    ]);
  });
});
