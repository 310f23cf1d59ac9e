import { execFile, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { constants, tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzipSync } from "node:zlib";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LEFT_OUT } from "@/lib/server/dump/dump-tables";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { startEmbeddedDatabase } from "../../scripts/lib/embedded-database.mjs";
import { applyMigrations } from "../../scripts/lib/migrations.mjs";
import { waitUntil } from "../../scripts/lib/processes.mjs";
import { createFullHouse } from "../factories/full-house";
import { contentsOf, without } from "../setup/table-contents";
import { createDatabase, type TestDatabase } from "../setup/test-databases";

const TIMEOUT = 120_000;
const folder = mkdtempSync(join(tmpdir(), "kenshin-dump-"));
const dump = join(folder, "kenshin.dump.gz");
const databases: TestDatabase[] = [];

type Outcome = { code: number; stdout: string; stderr: string };

/** The installed command, on a database of its choice. */
async function kenshin(parameters: readonly string[], environment: Record<string, string> = {}): Promise<Outcome> {
  const env = { ...process.env, ...environment };
  try {
    return { code: 0, ...(await promisify(execFile)(process.execPath, ["cli/kenshin.mjs", ...parameters], { env })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Outcome;
    return { code, stdout, stderr };
  }
}

async function anotherDatabase(template?: string): Promise<TestDatabase> {
  const database = await createDatabase(template);
  databases.push(database);
  return database;
}

const here = () => process.env["DATABASE_URL"] ?? "";
const travelling = async (url: string) => without(await contentsOf(url), LEFT_OUT);
/** A dump as text, without the line that says when it was made and the one that seals it. */
const bodyOf = (file: string) => gunzipSync(readFileSync(file)).toString("utf8").split("\n").slice(1, -2).join("\n");

beforeAll(async () => {
  await createFullHouse();
  const exported = await kenshin(["export", dump]);
  expect([exported.code, exported.stderr]).toEqual([0, ""]);
  expect(exported.stdout).toMatch(/^file: .*\ntables: \d+\nrows: \d+\nKENSHIN_SECRET is not in it/);
}, TIMEOUT);

afterAll(async () => {
  await closeJobQueue();
  for (const database of databases) await database.drop();
  rmSync(folder, { recursive: true, force: true });
});

describe("kenshin export", { timeout: TIMEOUT }, () => {
  it("has every table that is not left out on purpose, and these tests have rows in each", async () => {
    const contents = await contentsOf(here());
    const empty = Object.keys(contents).filter((table) => contents[table]?.rows === 0);
    expect(empty, "tests/factories/full-house.ts makes no row of these").toEqual([]);
    const dumped = [...bodyOf(dump).matchAll(/^\{"table":"(\w+)","columns"/gm)].map(([, table]) => table);
    expect(dumped.sort()).toEqual(Object.keys(without(contents, LEFT_OUT)).sort());
    expect(LEFT_OUT.filter((table) => !(table in contents))).toEqual([]);
  });

  it("writes a file that only its owner can read, and never over another one", async () => {
    expect(statSync(dump).mode & 0o777).toBe(0o600);
    const before = readFileSync(dump);
    const again = await kenshin(["export", dump]);
    expect(again).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("is there already") });
    expect(readFileSync(dump).equals(before)).toBe(true);
  });

  it("of two at the same moment into one file, one writes it whole and the other says that it is there", async () => {
    const file = join(folder, "twice.dump.gz");
    const outcomes = await Promise.all([kenshin(["export", file]), kenshin(["export", file])]);
    const [done, refused] = outcomes.sort((one, other) => one.code - other.code);
    expect(done).toMatchObject({ code: 0, stderr: "" });
    expect(refused).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("is there already") });
    expect(bodyOf(file) === bodyOf(dump)).toBe(true);
    expect(readdirSync(folder).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("says in a sentence that there is no folder for its file", async () => {
    const file = join(folder, "nowhere", "kenshin.dump.gz");
    const sentence = `kenshin export: there is no such folder to write it into: ${file}\n`;
    expect(await kenshin(["export", file])).toEqual({ code: 2, stdout: "", stderr: sentence });
  });

  it("leaves no part of a file behind when it cannot be done", async () => {
    const file = join(folder, "failed.dump.gz");
    const { url } = await anotherDatabase("template0");
    const outcome = await kenshin(["export", file], { DATABASE_URL: url });
    expect(outcome).toMatchObject({ code: 2, stdout: "", stderr: expect.stringContaining("never migrated") });
    expect(readdirSync(folder).filter((name) => name.startsWith("failed"))).toEqual([]);
  });

  it.each(["SIGINT", "SIGTERM", "SIGHUP"] as const)(
    "leaves no part of a file behind when %s stops it",
    async (signal) => {
      const lock = new Client({ connectionString: here() });
      await lock.connect();
      try {
        await lock.query("begin; lock table operators");
        const child = spawn(process.execPath, ["cli/kenshin.mjs", "export", join(folder, "stopped.dump.gz")]);
        const ended = new Promise((resolve) => child.once("exit", resolve));
        const parts = () => readdirSync(folder).filter((name) => name.startsWith("stopped"));
        expect(await waitUntil(() => parts().length > 0, 30_000)).toBe(true);
        child.kill(signal);
        expect(await ended).toBe(128 + constants.signals[signal]);
        expect(parts()).toEqual([]);
      } finally {
        await lock.end();
      }
    },
  );
});

describe("kenshin import", { timeout: TIMEOUT }, () => {
  it("brings everything into another database, and an export of that one has the same bytes", async () => {
    const { url } = await anotherDatabase();
    const imported = await kenshin(["import", dump], { DATABASE_URL: url });
    expect([imported.code, imported.stderr]).toEqual([0, ""]);
    expect(await travelling(url)).toEqual(await travelling(here()));
    expect((await contentsOf(url))["sessions"]).toMatchObject({ rows: 0 });
    const again = join(folder, "again.dump.gz");
    expect((await kenshin(["export", again], { DATABASE_URL: url })).code).toBe(0);
    expect(bodyOf(again) === bodyOf(dump)).toBe(true);
  });

  it("says why it cannot be done in one line, and answers 2", async () => {
    const unmigrated = await anotherDatabase("template0");
    const [full, empty] = await Promise.all([
      kenshin(["import", dump]),
      kenshin(["import", dump], { DATABASE_URL: unmigrated.url }),
    ]);
    expect(full).toMatchObject({
      code: 2,
      stdout: "",
      stderr: expect.stringMatching(/^.*is not empty \(.*owners.*\n$/),
    });
    expect(empty).toMatchObject({ code: 2, stdout: "", stderr: expect.stringMatching(/^.*has no tables yet.*\n$/) });
  });

  it("moves a stopped Kenshin's embedded database to another one, through a pipe, and leaves it stopped", async () => {
    const data = join(folder, "data");
    const server = await startEmbeddedDatabase({ directory: data });
    await server.ensureDatabase("kenshin");
    await applyMigrations(server.urlFor("kenshin"));
    await server.stop();
    const embedded = { DATABASE_URL: "", KENSHIN_DATA: data };
    expect(await kenshin(["import", dump], embedded)).toMatchObject({ code: 0, stderr: "" });
    expect(existsSync(join(data, "lock.json"))).toBe(false);
    expect(existsSync(join(data, "postgres/postmaster.pid"))).toBe(false);

    const { url } = await anotherDatabase();
    const file = join(folder, "piped.dump.gz");
    const pipe = `DATABASE_URL= "$0" cli/kenshin.mjs export - > "${file}" && "$0" cli/kenshin.mjs import - < "${file}"`;
    const env = { ...process.env, KENSHIN_DATA: data, DATABASE_URL: url };
    const { stdout, stderr } = await promisify(execFile)("/bin/sh", ["-c", pipe, process.execPath], { env });
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^tables: /), expect.stringMatching(/^file: -\n/)]);
    expect(await travelling(url)).toEqual(await travelling(here()));
  });
});

it("work on a resting database that was done when somebody asked to stop counts as done", {
  timeout: TIMEOUT,
}, async () => {
  const data = join(folder, "stopped");
  await (await startEmbeddedDatabase({ directory: data })).stop();
  const script = `
    import { withDatabase } from "./scripts/lib/running-database.mjs";
    const asked = new Promise((resolve) => process.once("SIGTERM", resolve));
    const said = await withDatabase(async () => {
      process.kill(process.pid, "SIGTERM");
      await asked;
      return "done";
    });
    process.stdout.write(said);`;
  const env = { ...process.env, KENSHIN_DATA: data, DATABASE_URL: "" };
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "-e", script], { env });
  expect(stdout).toBe("done");
  expect(existsSync(join(data, "lock.json"))).toBe(false);
  expect(existsSync(join(data, "postgres/postmaster.pid"))).toBe(false);
});
