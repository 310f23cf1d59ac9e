import type { PoolClient } from "pg";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { pool } from "@/lib/server/db";
import { countOperators } from "@/lib/server/operators/queries";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";

// That the numbers are those that are counted is asked after every file (tests/setup/fresh-database.ts); here is what no
// use case shows by itself.

let account: TestAccount;
let clients: PoolClient[];

beforeEach(async () => {
  account = await createAccount({ owner: await createOwner() });
  clients = [];
});
afterEach(() => {
  for (const client of clients) client.release(true);
});

async function inTransaction(): Promise<PoolClient> {
  const client = await pool().connect();
  clients.push(client);
  await client.query("begin");
  // A writer that waits for the other would wait until the test's end.
  await client.query("set local lock_timeout = '2s'");
  return client;
}

const counts = async () => ({
  active: await countOperators(account.id, { status: "active" }),
  deleted: await countOperators(account.id, { status: "deleted" }),
  all: await countOperators(account.id, { status: "all" }),
});
const rowsKept = async () =>
  (await pool().query("select from operator_counts where account_id = $1", [account.id])).rowCount;
const DELETE_ONE = `update operators set deleted_at = now(), deleted_reason = 'manual', deleted_by = 'x' where id = $1`;

describe("the number of a contract's operators", () => {
  it("is none where there is nobody", async () => {
    expect(await counts()).toEqual({ active: 0, deleted: 0, all: 0 });
  });

  it("follows who is added, deleted, restored and removed", async () => {
    await createOperators(account, 10);
    const { id } = await createOperator({ account, deletedAt: new Date() });
    expect(await counts()).toEqual({ active: 10, deleted: 1, all: 11 });
    await pool().query(
      "update operators set deleted_at = null, deleted_reason = null, deleted_by = null where id = $1",
      [id],
    );
    expect(await counts()).toEqual({ active: 11, deleted: 0, all: 11 });
    await pool().query("delete from operators where id = $1", [id]);
    expect(await counts()).toEqual({ active: 10, deleted: 0, all: 10 });
  });

  it("changes when the change is committed, and not at all when it is taken back", async () => {
    const { id } = await createOperator({ account });
    const client = await inTransaction();
    await client.query(DELETE_ONE, [id]);
    expect(await counts()).toEqual({ active: 1, deleted: 0, all: 1 });
    await client.query("rollback");
    expect(await counts()).toEqual({ active: 1, deleted: 0, all: 1 });
  });

  it("is right after writers that were at work at the same time, neither of which waited", async () => {
    const [first, second] = [await createOperator({ account }), await createOperator({ account })];
    const [one, other] = [await inTransaction(), await inTransaction()];
    await one.query(DELETE_ONE, [first.id]);
    await other.query(DELETE_ONE, [second.id]);
    await other.query("commit");
    await one.query("commit");
    expect(await counts()).toEqual({ active: 0, deleted: 2, all: 2 });
  });

  it("stays a row or two, however often it changes", async () => {
    for (let round = 0; round < 20; round += 1) await createOperator({ account });
    expect(await rowsKept()).toBe(1);
  });

  it("costs nothing where a change leaves it as it is", async () => {
    const { id } = await createOperator({ account });
    const kept = async () =>
      (await pool().query("select id from operator_counts where account_id = $1", [account.id])).rows;
    const before = await kept();
    await pool().query("update operators set last_login_at = now() where id = $1", [id]);
    expect(await kept()).toEqual(before);
  });

  it("goes with its contract", async () => {
    await createOperators(account, 3);
    await pool().query("delete from accounts where id = $1", [account.id]);
    expect(await rowsKept()).toBe(0);
  });

  it("is none after the table was emptied at once", async () => {
    await createOperators(account, 3);
    await pool().query("truncate operators cascade");
    expect(await counts()).toEqual({ active: 0, deleted: 0, all: 0 });
  });

  it("of a filtered list is counted", async () => {
    await createOperators(account, 3);
    await createOperator({ account, name: "田中 花子", email: "hanako@example.jp" });
    await createOperator({ account, name: "田中 花子", email: "hanako@example.jp" });
    expect(await countOperators(account.id, { status: "active", query: "花子" })).toBe(2);
    expect(await countOperators(account.id, { status: "active", duplicates: "same" })).toBe(2);
  });
});
