import { describe, expect, it } from "vitest";
import { env } from "@/lib/env";
import { pool, prisma } from "@/lib/server/db";
import { isConnectionBroken, isDatabaseUnavailable } from "@/lib/server/errors";
import { forAccount } from "@/lib/server/for-account";
import { emptyDatabase } from "../setup/empty-database";

describe("the database", () => {
  it("orders address keys by code point, whatever the server's locale is", async () => {
    const { rows } = await pool().query<{ table_name: string }>(
      `select table_name from information_schema.columns
       where column_name = 'email_key' and collation_name is distinct from 'C'`,
    );
    expect(rows).toEqual([]);
  });

  it("gives the app a role that is no superuser", async () => {
    const { rows } = await pool().query("select rolsuper from pg_roles where rolname = current_user");
    expect(rows).toEqual([{ rolsuper: false }]);
  });

  it("reads a calendar day as the day it is, in every time zone", async () => {
    const { rows } = await pool().query("select date '2026-04-01' as day");
    expect(rows).toEqual([{ day: "2026-04-01" }]);
  });

  it("S51: gives up the connections, and so the locks, of a machine that is gone without a word, within half a minute", async () => {
    const { rows } = await pool().query(
      `select current_setting('tcp_keepalives_idle')::int
         + current_setting('tcp_keepalives_interval')::int * current_setting('tcp_keepalives_count')::int as seconds`,
    );
    expect(rows).toEqual([{ seconds: 30 }]);
  });

  it("S12: refuses a filter that is undefined, which would otherwise match everybody", async () => {
    // The types refuse it too; this is about a value that was lost on its way past them.
    const lost = undefined as unknown as string;
    await prisma().owner.create({ data: { name: "山田", email: "b@example.jp", emailKey: "b@example.jp" } });
    const owners = prisma().owner;
    await expect(owners.count({ where: { emailKey: lost } })).rejects.toThrow("undefined");
    await expect(owners.updateMany({ where: { id: lost }, data: { name: "佐藤" } })).rejects.toThrow("undefined");
    await expect(owners.deleteMany({ where: { OR: [{ name: lost }] } })).rejects.toThrow("undefined");
    expect(await owners.findMany({ select: { name: true } })).toEqual([{ name: "山田" }]);
    await emptyDatabase();
  });

  it("S51, S57: lost between two statements fails the work, as unavailable, and not the process", async () => {
    const lost = forAccount(crypto.randomUUID()).sql(async ({ client }) => {
      const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
      const ended = new Promise((resolve) => client.once("end", resolve));
      await pool().query("select pg_terminate_backend($1)", [rows[0]?.pid]);
      await ended;
    });
    const error = await lost.catch((thrown: unknown) => thrown);
    expect([isDatabaseUnavailable(error), isConnectionBroken(error)]).toEqual([true, true]);
    expect((await pool().query("select 1 as one")).rows).toEqual([{ one: 1 }]);
  });

  it("S57: without a free connection is unavailable to every kind of work, none of which was begun", async () => {
    const held = await Promise.all(Array.from({ length: env().DATABASE_POOL }, () => pool().connect()));
    const account = forAccount(crypto.randomUUID());
    const nothing = async () => undefined;
    const works = [account.prisma(nothing), account.sql(nothing), prisma().owner.count(), pool().query("select 1")];
    const errors = await Promise.all(works.map((work) => work.catch((error: unknown) => error)));
    for (const client of held) client.release();
    for (const error of errors) {
      expect([error, isDatabaseUnavailable(error), isConnectionBroken(error)]).toEqual([
        expect.any(Error),
        true,
        false,
      ]);
    }
  });

  it("lets Prisma and tagged SQL see the same rows, and empties them on request", async () => {
    await prisma().owner.create({ data: { name: "山田", email: "a@example.jp", emailKey: "a@example.jp" } });
    const count = async () => (await pool().query<{ count: string }>("select count(*) from owners")).rows[0]?.count;
    expect(await count()).toBe("1");
    await emptyDatabase();
    expect(await count()).toBe("0");
  });
});
