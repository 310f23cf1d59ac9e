import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { join } from "node:path";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { acquireLock } from "../../scripts/lib/instance-lock.mjs";
import { startOf, waitUntil } from "../../scripts/lib/processes.mjs";
import { Place, type Run } from "../setup/stand-in/running";

vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

let place: Place;
const runs: Run[] = [];

beforeEach(async () => {
  place = await Place.make();
});

afterEach(async () => {
  for (const run of runs.splice(0)) {
    run.child.kill("SIGTERM");
    await run.outcome;
  }
  const left = place.databasePid();
  if (left !== null && startOf(left) !== null) process.kill(left, "SIGKILL");
  place.remove();
});

function start(settings?: Record<string, string>): Run {
  const run = place.start(settings);
  runs.push(run);
  return run;
}

async function query(sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: place.databaseUrl() });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function isHealthy(): Promise<boolean> {
  return (await fetch(`${place.address}/api/health`)).ok;
}

describe("starting", () => {
  it("keeps secrets readable for their owner alone, and SIGTERM ends app and database", async () => {
    const run = start();
    await run.ready();
    expect(await isHealthy()).toBe(true);
    const files = readdirSync(place.data).filter((name) => name !== "postgres");
    expect(files).toEqual(expect.arrayContaining(["secret", "postgres.json", "lock.json"]));
    for (const name of files) expect([name, statSync(join(place.data, name)).mode & 0o777]).toEqual([name, 0o600]);
    expect(statSync(place.data).mode & 0o007).toBe(0);

    const [app, database] = [place.appPid(), place.databasePid()];
    run.child.kill("SIGTERM");
    expect(await run.outcome).toMatchObject({ code: 0 });
    expect(startOf(app)).toBeNull();
    expect(database === null ? null : startOf(database)).toBeNull();
    expect(readdirSync(place.data)).not.toContain("lock.json");
  });

  it("says that it is already running, and leaves the first one alone", async () => {
    await start().ready();
    const second = await start().outcome;
    expect(second.code).toBe(1);
    expect(second.output).toContain(`already running at ${place.address}`);
    expect(await isHealthy()).toBe(true);
  });

  it("names the port that somebody else has", async () => {
    const other = createServer().listen(place.port, "127.0.0.1");
    const { code, output } = await start().outcome;
    await new Promise((resolve) => other.close(resolve));
    expect(code).toBe(1);
    expect(output).toBe(`kenshin: PORT ${place.port} of 127.0.0.1 is taken. Set PORT to another one.\n`);
  });

  it.each([
    ["PORT", { PORT: "http" }],
    ["KENSHIN_SECRET", { DATABASE_URL: "postgresql://kenshin@127.0.0.1/kenshin" }],
    ["KENSHIN_URL", { KENSHIN_URL: "kenshin.example.jp" }],
    ["HOST", { HOST: "192.0.2.1" }],
    ["KENSHIN_DATA", { KENSHIN_DATA: "package.json" }],
    [
      "DATABASE_URL",
      { DATABASE_URL: "postgresql://kenshin:password@127.0.0.1:1/kenshin", KENSHIN_SECRET: "a".repeat(32) },
    ],
    ["LOG_LEVEL", { LOG_LEVEL: "loud" }],
  ])("S55: stops with the name of a bad %s and without a stack", async (name, settings) => {
    const { code, output } = await start(settings).outcome;
    expect(code).toBe(1);
    expect(output).toMatch(new RegExp(`^kenshin: .*${name}`, "m"));
    expect(output).not.toMatch(/^\s+at |password/m);
  });
});

describe("S51: after a kill -9", () => {
  it("of the app, everything stops and says so, and the next start has all that was saved", async () => {
    const run = start();
    await run.ready();
    await query("insert into sign_in_throttles values ('kept', 1, now(), now())");
    process.kill(place.appPid(), "SIGKILL");
    const { code, output } = await run.outcome;
    expect(code).toBe(1);
    expect(output).toContain("the app ended (SIGKILL)");
    expect(place.databasePid()).toBeNull();

    await start().ready();
    expect(await query("select bucket from sign_in_throttles")).toEqual([{ bucket: "kept" }]);
  });

  it("of the whole group, the next start ends the database that was left and has all that was saved", async () => {
    const run = start();
    await run.ready();
    await query("insert into sign_in_throttles values ('kept', 1, now(), now())");
    const orphan = place.databasePid() ?? 0;
    run.signalGroup("SIGKILL");
    await run.outcome;
    expect(startOf(orphan)).not.toBeNull();

    await start().ready();
    expect(startOf(orphan)).toBeNull();
    expect(await query("select bucket from sign_in_throttles")).toEqual([{ bucket: "kept" }]);
  });

  it("of the script alone, the app ends too and the next start comes up", async () => {
    const run = start();
    await run.ready();
    const app = place.appPid();
    run.child.kill("SIGKILL");
    expect(await waitUntil(() => startOf(app) === null, 15_000)).toBe(true);
    await start().ready();
    expect(await isHealthy()).toBe(true);
  });

  it("of the database too, a file that names a process id now used by another one stops nobody", async () => {
    const run = start();
    await run.ready();
    await query("insert into sign_in_throttles values ('kept', 1, now(), now())");
    const database = place.databasePid() ?? 0;
    run.signalGroup("SIGKILL");
    process.kill(database, "SIGKILL");
    await run.outcome;
    const file = join(place.data, "postgres/postmaster.pid");
    writeFileSync(file, readFileSync(file, "utf8").replace(String(database), String(process.pid)));

    await start().ready();
    expect(await query("select bucket from sign_in_throttles")).toEqual([{ bucket: "kept" }]);
  });
});

describe("the lock", () => {
  it("is given to one at a time, and again after its release", () => {
    const lock = acquireLock(place.data, "http://a");
    expect(() => acquireLock(place.data, "http://b")).toThrow("already running at http://a");
    lock.release();
    expect(acquireLock(place.data, "http://b").leftover).toBeNull();
  });

  it.each([
    ["a process that is gone", { pid: 2 ** 22 + 1, startedAt: "boot:1" }],
    ["a process id that another process has now", { pid: process.pid, startedAt: "another boot:1" }],
  ])("of %s stops nobody", (_, holder) => {
    writeFileSync(join(place.data, "lock.json"), JSON.stringify({ ...holder, address: "http://a" }));
    expect(acquireLock(place.data, "http://b").leftover).toMatchObject(holder);
  });
});

it("package-lock.json has every platform's packages, because npm ci refuses to work without them", () => {
  const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  );
  const optional = Object.values(packages).flatMap((entry) => Object.keys(entry.optionalDependencies ?? {}));
  expect(
    optional.filter((name) => !Object.keys(packages).some((path) => path.endsWith(`node_modules/${name}`))),
  ).toEqual([]);
});
