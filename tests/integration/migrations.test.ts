import { type ChildProcess, spawn } from "node:child_process";
import { readdirSync } from "node:fs";
import { Client } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { applyMigrations } from "../../scripts/lib/migrations.mjs";
import { waitUntil } from "../../scripts/lib/processes.mjs";
import { createDatabase, type TestDatabase } from "../setup/test-databases";

const MIGRATIONS = readdirSync("prisma/migrations", { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .sort();
const FIRST = MIGRATIONS[0] ?? "";
// The first migration makes a table of this name, which is then a type's name too.
const OBSTACLE = "create type owners as enum ()";

let database: TestDatabase;
let client: Client;
let obstacle: Client;
beforeEach(async () => {
  database = await createDatabase("template0");
  client = new Client({ connectionString: database.url });
  obstacle = new Client({ connectionString: database.url });
  await Promise.all([client.connect(), obstacle.connect()]);
});
afterEach(async () => {
  await Promise.all([client.end(), obstacle.end()]);
  await database.drop();
});

async function history(): Promise<{ name: string; finished: boolean; rolledBack: boolean }[]> {
  const { rows } = await client.query(
    `select migration_name as name, finished_at is not null as finished, rolled_back_at is not null as "rolledBack"
     from _prisma_migrations order by migration_name, started_at`,
  );
  return rows;
}

/** Holds the first migration up in its middle, until the transaction ends. */
async function standInTheWay(): Promise<void> {
  await obstacle.query("begin");
  await obstacle.query(OBSTACLE);
}

function startMigrating(): { process: ChildProcess; ended: Promise<unknown> } {
  const child = spawn(process.execPath, ["scripts/migrate.mjs"], {
    env: { ...process.env, DATABASE_URL: database.url },
    stdio: "ignore",
  });
  return { process: child, ended: new Promise((resolve) => child.once("exit", resolve)) };
}

/** The process in the database that is held up, as soon as there is one. */
async function heldUp(): Promise<number> {
  let pid: number | undefined;
  await waitUntil(async () => {
    const { rows } = await client.query<{ pid: number }>(
      `select pid from pg_stat_activity
       where datname = current_database() and wait_event = 'transactionid'`,
    );
    pid = rows[0]?.pid;
    return pid !== undefined;
  }, 30_000);
  if (pid === undefined) throw new Error("no migration came as far as what is in its way");
  return pid;
}

describe("migrating", () => {
  it("S51: goes on by itself where a process was killed in the middle of a migration", async () => {
    await standInTheWay();
    const { process: killed, ended } = startMigrating();
    const pid = await heldUp();
    killed.kill("SIGKILL");
    await ended;
    await client.query("select pg_terminate_backend($1, 10000)", [pid]);
    await obstacle.query("rollback");
    expect(await history()).toEqual([{ name: FIRST, finished: false, rolledBack: false }]);

    expect(await applyMigrations(database.url)).toEqual(MIGRATIONS);
    expect(await applyMigrations(database.url)).toEqual([]);
  });

  it("S51: waits for what the database still does for a process that is gone, and does it once", async () => {
    await standInTheWay();
    const { process: killed, ended } = startMigrating();
    await heldUp();
    killed.kill("SIGKILL");
    await ended;
    const next = applyMigrations(database.url);
    // Where the next one is by now: at the first one's row, which is locked until the first one ends.
    const waits = await waitUntil(async () => {
      const { rowCount } = await client.query(
        "select from pg_stat_activity where datname = current_database() and wait_event = 'transactionid'",
      );
      return rowCount === 2;
    }, 30_000);
    expect(waits).toBe(true);
    await obstacle.query("rollback");

    expect(await next).toEqual(MIGRATIONS.slice(1));
    expect(await history()).toEqual(MIGRATIONS.map((name) => ({ name, finished: true, rolledBack: false })));
  });

  it("tries a migration that failed again, once what was in its way is gone", async () => {
    await client.query(OBSTACLE);
    await expect(applyMigrations(database.url)).rejects.toThrow(/"owners" already exists/);
    await expect(applyMigrations(database.url)).rejects.toThrow(/"owners" already exists/);
    await client.query("drop type owners");
    expect(await applyMigrations(database.url)).toEqual(MIGRATIONS);
  });
});
