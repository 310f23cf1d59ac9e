import { randomBytes } from "node:crypto";
import { Readable, Writable } from "node:stream";
import { gunzipSync, gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/server/db";
import { LEFT_OUT } from "@/lib/server/dump/dump-tables";
import { exportDatabase } from "@/lib/server/dump/export-database";
import { importDatabase } from "@/lib/server/dump/import-database";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { startJobs } from "@/lib/server/jobs/start-jobs";
import { createFullHouse, type FullHouse } from "../factories/full-house";
import { emptyDatabase } from "../setup/empty-database";
import { contentsOf, type TableContents, without } from "../setup/table-contents";

const RELEASE = { version: "1.0.0", now: new Date("2026-11-25T00:00:00Z") };
const SAME_SECRET = { anotherSecret: false };

async function exported(): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const sink = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await exportDatabase(sink, RELEASE);
  return Buffer.concat(pieces);
}

const imported = (dump: Buffer, options = SAME_SECRET) => importDatabase(Readable.from([dump]), options);
const contents = async () => without(await contentsOf(process.env["DATABASE_URL"] ?? ""), LEFT_OUT);
const rowsIn = (of: TableContents) => Object.values(of).reduce((sum, { rows }) => sum + rows, 0);

let house: FullHouse;
let before: TableContents;
let dump: Buffer;
let text: string;

beforeAll(async () => {
  house = await createFullHouse();
  before = await contents();
  dump = await exported();
  text = gunzipSync(dump).toString("utf8");
  await closeJobQueue();
  await pool().query("drop schema pgboss cascade");
});
beforeEach(emptyDatabase);
afterAll(closeJobQueue);

describe("a dump", () => {
  it("is one moment: what is committed after its first line is not in it", async () => {
    await imported(dump);
    const pieces: Buffer[] = [];
    const sink = new Writable({
      async write(piece: Buffer, _encoding, done) {
        if (pieces.length === 0) {
          await pool().query("insert into sign_in_throttles values ('added meanwhile', 1, now(), now())");
          await pool().query("delete from audit_events");
        }
        pieces.push(piece);
        done();
      },
    });
    await exportDatabase(sink, RELEASE);
    await emptyDatabase();
    await imported(Buffer.concat(pieces));
    expect(await contents()).toEqual(before);
  });

  it("put back, what was waiting in it is done by who works there next", async () => {
    await imported(dump);
    const stop = startJobs();
    try {
      const statusOf = async (table: "imports" | "mail_messages", condition: string) =>
        (await pool().query(`select status from ${table} where ${condition}`)).rows.map(({ status }) => status);
      await expect
        .poll(() => statusOf("imports", `id = '${house.waitingImport}'`), { timeout: 30_000 })
        .toEqual(["done"]);
      await expect.poll(() => statusOf("mail_messages", "true"), { timeout: 30_000 }).toEqual(["kept"]);
    } finally {
      await stop();
    }
  });

  it("covers what a later migration may bring: counted keys, computed columns, tables between tables", async () => {
    await pool().query(`
      create table later (id bigint generated always as identity primary key, "Odd ""Name" text,
        upper_name text generated always as (upper("Odd ""Name")) stored, parent bigint references later,
        account_id uuid not null references accounts);
      create table earlier (later_id bigint references later, name text, primary key (name, later_id))`);
    try {
      await expect(imported(dump)).rejects.toThrow("cut off or damaged");
      await pool().query(`
        insert into owners (id, name, email, email_key) values (kenshin_uuid7(), 'a', 'a@example.jp', 'a@example.jp');
        insert into accounts (owner_id, code, name, directory) select id, 'Code', 'b', 'utage' from owners;
        insert into later ("Odd ""Name", parent, account_id) select 'name ' || n, nullif(n - 1, 0), a.id
          from accounts a, generate_series(1, 5) n;
        insert into earlier select id, 'x' from later`);
      const filled = await contents();
      const whole = await exported();
      await emptyDatabase();
      await imported(whole);
      expect(await contents()).toEqual(filled);
      const { rows } = await pool().query(
        "insert into later (account_id) select id from accounts returning id::int, (select count(*)::int from later)",
      );
      expect(rows).toEqual([{ id: 6, count: 5 }]);
    } finally {
      await pool().query("drop table later, earlier");
    }
  });
});

describe("what cannot be brought in leaves the database empty", () => {
  const cut: [string, () => Buffer][] = [
    ["nothing", () => Buffer.alloc(0)],
    ["no dump at all", () => Buffer.from("名前,メール\n")],
    ["a gzip of something else", () => gzipSync("名前,メール\n")],
    ["a download that broke off", () => dump.subarray(0, dump.length - 20)],
    ["half a file", () => dump.subarray(0, dump.length / 2)],
    ["a text that ends after a table", () => gzipSync(text.slice(0, text.indexOf('{"table":"imports","columns"')))],
    ["a text without its last line", () => gzipSync(text.replace(/.*\n$/, ""))],
    ["a text with something behind it", () => gzipSync(`${text}more\n`)],
    [
      "a table less",
      () => gzipSync(text.replace(/\{"table":"imports","columns".*"table":"imports","rows"[^\n]*\n/s, "")),
    ],
  ];
  const changed: [string, string | RegExp, string, string][] = [
    ["a row less", /(\{"table":"operators","columns".*\n).*\n/, "$1", "count or hash of operators"],
    ["another row", "サンプル株式会社", "サンプル有限会社", "count or hash of accounts"],
    ["a row that does not fit", "\thosted\t", "\tmoon\t", "count or hash of accounts"],
    ["another first line", '"version":"1.0.0"', '"version":"1.0.1"', "was changed after it was exported"],
    ["an older format", '"format":1', '"format":0', "has format 0; this Kenshin (1) cannot read it"],
    ["a later format, with more to say", '"format":1', '"format":2,"packed":"zstd"', "has format 2; this Kenshin (1)"],
    ["a migration more", '"migrations":[', '"migrations":["2099_new",', "this database lacks 2099_new"],
    ["a migration less", '"20261122000000_first",', "", "the exported one lacked 20261122000000_first"],
    ["another secret", /"secret":"[^"]+"/, '"secret":"x"', "exported with another KENSHIN_SECRET"],
  ];

  async function expectRefusal(bytes: Buffer, reason: RegExp | string): Promise<void> {
    await expect(imported(bytes)).rejects.toThrow(reason);
    expect(rowsIn(await contents())).toBe(0);
  }

  it.each(cut)("%s", async (_title, bytes) => expectRefusal(bytes(), "cut off or damaged"));

  it.each(changed)("%s", async (_title, what, by, reason) => expectRefusal(gzipSync(text.replace(what, by)), reason));

  it("a flipped bit", async () => {
    const flipped = Buffer.from(dump);
    const middle = flipped.length >> 1;
    flipped.writeUInt8(flipped.readUInt8(middle) ^ 1, middle);
    await expectRefusal(flipped, /cut off or damaged|is not what the file says/);
  });

  it("a dump of another secret comes in when that is said", async () => {
    await imported(gzipSync(text.replace(/"secret":"[^"]+"/, '"secret":"x"')), { anotherSecret: true });
    expect(await contents()).toEqual(before);
  });

  it("a database that makes something else of the rows", async () => {
    await pool().query(`
      create function loud() returns trigger language plpgsql as $$ begin new.name := new.name || ' '; return new; end $$;
      create trigger loud before insert on accounts for each row execute function loud()`);
    try {
      await expectRefusal(dump, "count or hash of accounts");
    } finally {
      await pool().query("drop trigger loud on accounts; drop function loud");
    }
  });

  it("a database in which there is a row already", async () => {
    await pool().query("insert into sign_in_throttles values ('mine', 1, now(), now())");
    await expect(imported(dump)).rejects.toThrow("the database is not empty (sign_in_throttles)");
    expect(rowsIn(await contents())).toBe(1);
  });
});

describe("a large table is never held in memory", () => {
  const MEGABYTE = 1024 * 1024;
  /** What the connection to this file's database waits for whose statement begins like this. */
  const waitEvent = async (statement: string) => {
    const { rows } = await pool().query(
      `select wait_event from pg_stat_activity
       where datname = current_database() and query like $1 and pid <> pg_backend_pid()`,
      [`${statement}%`],
    );
    return rows[0]?.wait_event;
  };

  async function storeMegabytes(count: number): Promise<void> {
    await imported(dump);
    for (let seq = 0; seq < count; seq += 1) {
      const bytes = randomBytes(MEGABYTE);
      const values = [house.waitingImport, 1_000 + seq, bytes];
      await pool().query("insert into import_chunks (import_id, seq, bytes) values ($1, $2, $3)", values);
    }
  }

  it("going out: with a reader that stops, the database itself waits", async () => {
    await storeMegabytes(24);
    const stalled = new Writable({ write: () => undefined });
    const outcome = exportDatabase(stalled, RELEASE).catch((error: unknown) => error);
    const copying = "copy (select%from import_chunks";
    await expect.poll(() => waitEvent(copying), { timeout: 30_000 }).toBe("ClientWrite");
    // As long as it takes another reader to be done with all of it, which an unbounded one would be by then as well.
    await exported();
    expect(await waitEvent(copying)).toBe("ClientWrite");
    stalled.destroy(new Error("the disk is full"));
    expect(await outcome).toMatchObject({ message: "the disk is full" });
  });

  it("coming in: while the database waits, the file is not read on", async () => {
    await storeMegabytes(24);
    const large = await exported();
    await emptyDatabase();
    let read = 0;
    async function* source() {
      for (let at = 0; at < large.length; at += MEGABYTE / 16) {
        const piece = large.subarray(at, at + MEGABYTE / 16);
        read += piece.length;
        yield piece;
      }
    }
    const holder = await pool().connect();
    await holder.query("begin");
    await holder.query("lock table operators in row exclusive mode");
    const running = importDatabase(source(), SAME_SECRET);
    await expect.poll(() => waitEvent("lock table%share row exclusive"), { timeout: 30_000 }).toBe("relation");
    expect(read).toBeLessThan(large.length / 4);
    await holder.query("commit");
    holder.release();
    await running;
    expect(read).toBe(large.length);
  });
});
