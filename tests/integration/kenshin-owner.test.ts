import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { owner as kenshinOwner } from "@/cli/owner";
import { prisma } from "@/lib/server/db";
import { setOwnerPassword } from "@/lib/server/owners/set-owner-password";
import { setUpFirstOwner } from "@/lib/server/owners/set-up-first-owner";
import { verifyOwnerPassword } from "@/lib/server/owners/verify-owner-password";
import { startOf } from "../../scripts/lib/processes.mjs";
import { reachDatabase } from "../../scripts/lib/running-database.mjs";
import { emptyDatabase } from "../setup/empty-database";
import { createDatabase } from "../setup/test-databases";

const PASSWORD = "とてもながい合言葉をここに書きます";
const data = mkdtempSync(join(tmpdir(), "kenshin-owner-"));

type Outcome = { code: number; stdout: string; stderr: string };

async function run(parameters: string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...process.env, ...environment };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, parameters, { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

const kenshin = (...parameters: string[]) => run(["cli/kenshin.mjs", ...parameters]);

/** The same command inside this process: starting Node for every wrong word would take minutes. */
async function runHere(parameters: string[]): Promise<Outcome> {
  const out = vi.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = vi.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const code = await kenshinOwner(parameters);
    return { code, stdout: out.mock.calls.join(""), stderr: err.mock.calls.join("") };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}

const printSetupCode = () => run(["--conditions=react-server", "--import", "tsx", "scripts/print-setup-code.ts"]);
const tokenIn = ({ stdout }: Outcome) => /^link: http:\/\/kenshin\.test\/setup\/(\S+)$/m.exec(stdout)?.[1] ?? "";

beforeAll(() => {
  mkdirSync(data, { recursive: true });
  return emptyDatabase();
});
afterAll(() => rmSync(data, { recursive: true, force: true }));

describe("the code that is printed at a start", { timeout: 60_000 }, () => {
  it("opens the setup while there is no owner, and is not printed afterwards", async () => {
    const first = await printSetupCode();
    expect([first.code, first.stderr]).toEqual([0, ""]);
    const code = /^setup: http:\/\/kenshin\.test\/setup#([\w-]{43})\n$/.exec(first.stdout)?.[1] ?? "";
    const person = { code, name: "山田", email: "hanako@example.jp", password: PASSWORD, locale: "ja" } as const;
    await setUpFirstOwner(person, "test", new Date());
    expect(await printSetupCode()).toEqual({ code: 0, stdout: "", stderr: "" });
  });
});

describe("kenshin owner", { timeout: 60_000 }, () => {
  it("adds an owner and prints a link that sets the password once", async () => {
    const added = await kenshin("owner", "add", "Jiro@example.jp", "--name", "佐藤 次郎");
    expect([added.code, added.stderr]).toEqual([0, ""]);
    const token = tokenIn(added);
    expect(await setOwnerPassword({ token, password: PASSWORD }, "test", new Date())).toEqual({
      email: "Jiro@example.jp",
    });
    const owner = await prisma().owner.findUniqueOrThrow({ where: { emailKey: "jiro@example.jp" } });
    expect(owner.name).toBe("佐藤 次郎");
    expect(await verifyOwnerPassword("jiro@example.jp", PASSWORD)).toMatchObject({ id: owner.id });
    const events = await prisma().auditEvent.findMany({ where: { subjectId: owner.id }, orderBy: { id: "asc" } });
    expect(events.map(({ action, actorKind }) => [action, actorKind])).toEqual([
      ["owner_added", "system"],
      ["owner_password_changed", "owner"],
    ]);
  });

  it("prints a link for an owner who lost the password", async () => {
    const token = tokenIn(await runHere(["reset-password", "jiro@example.jp"]));
    await setOwnerPassword({ token, password: `${PASSWORD}2` }, "test", new Date());
    expect(await verifyOwnerPassword("jiro@example.jp", `${PASSWORD}2`)).not.toBeNull();
  });

  it("says what cannot be done, without a stack, and does nothing", async () => {
    const before = await prisma().owner.count();
    const faults: [string[], RegExp][] = [
      [[], /say add or reset-password/],
      [["delete", "a@example.jp"], /say add or reset-password/],
      [["add"], /say one e-mail address/],
      [["add", "a@example.jp", "b@example.jp"], /say one e-mail address/],
      [["add", "no address"], /no address is not an e-mail address/],
      [["add", "JIRO@example.jp"], /is an owner already/],
      [["add", "c@example.jp", "--name", "a\nb"], /--name/],
      [["add", "c@example.jp", "--nmae", "x"], /--nmae/],
      [["reset-password", "nobody@example.jp"], /no owner has the address/],
    ];
    for (const [parameters, reason] of faults) {
      const { code, stdout, stderr } = await runHere(parameters);
      expect([code, stdout]).toEqual([2, ""]);
      expect(stderr).toMatch(reason);
      expect(stderr).not.toMatch(/\n\s+at /);
    }
    expect(await prisma().owner.count()).toBe(before);
  });

  it("says clearly when no database runs", async () => {
    const outcome = await run(["cli/kenshin.mjs", "owner", "add", "a@example.jp"], {
      DATABASE_URL: "",
      KENSHIN_DATA: data,
    });
    expect([outcome.code, outcome.stdout]).toEqual([2, ""]);
    expect(outcome.stderr).toContain("DATABASE_URL is not set");
    expect(outcome.stderr).toContain(data);
  });
});

describe("finding the embedded database", () => {
  const me = { pid: process.pid, startedAt: startOf(process.pid) };
  const write = (lock: object) => {
    writeFileSync(join(data, "lock.json"), JSON.stringify(lock));
    writeFileSync(join(data, "postgres.json"), JSON.stringify({ port: 5999, password: "p/w", adminPassword: "x" }));
    writeFileSync(join(data, "secret"), "the-secret-of-this-data-folder-0000\n");
  };

  it("takes address, database and secret from the Kenshin that runs", () => {
    write({ ...me, address: "http://127.0.0.1:3999", database: "kenshin_demo", app: me });
    const environment: Record<string, string | undefined> = { KENSHIN_DATA: data };
    reachDatabase(environment);
    expect(environment).toEqual({
      KENSHIN_DATA: data,
      DATABASE_URL: "postgresql://kenshin:p%2Fw@127.0.0.1:5999/kenshin_demo",
      KENSHIN_URL: "http://127.0.0.1:3999",
      KENSHIN_SECRET: "the-secret-of-this-data-folder-0000",
    });
  });

  it("does not take a folder for running whose Kenshin was killed", () => {
    write({ pid: me.pid, startedAt: "another time", address: "http://x", database: "kenshin", app: me });
    expect(() => reachDatabase({ KENSHIN_DATA: data })).toThrow(/no Kenshin runs/);
  });

  it("leaves DATABASE_URL alone", () => {
    const environment = { DATABASE_URL: "postgresql://a:b@c:1/d", KENSHIN_SECRET: "s".repeat(32) };
    reachDatabase(environment);
    expect(environment).toEqual({ DATABASE_URL: "postgresql://a:b@c:1/d", KENSHIN_SECRET: "s".repeat(32) });
  });
});

it.each([
  ["owner", "add", "hanako@example.jp"],
  ["owner", "reset-password", "hanako@example.jp"],
  ["contract", "set", "Ab12Cd34Ef56", "active"],
])("kenshin %s %s says in one line that a database was never migrated", { timeout: 60_000 }, async (...parameters) => {
  const unmigrated = await createDatabase("template0");
  const outcome = await run(["cli/kenshin.mjs", ...parameters], { DATABASE_URL: unmigrated.url });
  await unmigrated.drop();
  expect(outcome).toMatchObject({
    code: 2,
    stdout: "",
    stderr: expect.stringMatching(/^kenshin: .*no tables yet.*\n$/),
  });
});
