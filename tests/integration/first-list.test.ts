import { describe, expect, it } from "vitest";
import { storedEmailKey } from "@/lib/domain/email";
import type { ListRow } from "@/lib/domain/import/rows";
import { pool } from "@/lib/server/db";
import { forAccount } from "@/lib/server/for-account";
import { ContractFilledMeanwhile, fillContract, isUnfilled } from "@/lib/server/imports/fill-contract";
import { createOrderedIds } from "@/lib/server/imports/ordered-ids";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";

const row = (number: number): ListRow => ({
  kind: "operator",
  row: number,
  name: `佐藤 ${number}`,
  email: `op${number}@example.jp`,
  emailKey: storedEmailKey(`op${number}@example.jp`),
  permissions: [],
  registeredOn: null,
  lastLoginAt: null,
});

async function fill(accountId: string, batches: AsyncIterable<readonly ListRow[]>) {
  const importId = await insertImport(accountId);
  return forAccount(accountId).sql((db) =>
    fillContract(db, { importId, batches, onBatch: async () => {} }, { directory: "hosted", listedAt: new Date() }),
  );
}

async function insertImport(accountId: string): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `insert into imports (account_id, created_by_name, byte_size, complete) values ($1, 'test', 0, false) returning id`,
    [accountId],
  );
  return rows[0]?.id ?? "";
}

describe("the first list of a contract", () => {
  it("gives ids in the order of the list, however long it is", async () => {
    const account = await createAccount({ owner: await createOwner() });
    async function* batches() {
      for (let start = 1; start < 3_000; start += 500)
        yield Array.from({ length: 500 }, (_, index) => row(start + index));
    }
    expect(await fill(account.id, batches())).toEqual({ accepted: 3_000, rejected: [] });
    const { rows } = await pool().query<{ name: string }>(
      "select name from operators where account_id = $1 order by id",
      [account.id],
    );
    expect(rows.map(({ name }) => name)).toEqual(Array.from({ length: 3_000 }, (_, index) => `佐藤 ${index + 1}`));
  });

  it("is refused as first when somebody was added while it was read, and leaves nothing", async () => {
    const account = await createAccount({ owner: await createOwner() });
    async function* batches() {
      yield [row(1)];
      await createOperator({ account, email: "op1@example.jp" });
      yield [row(2)];
    }
    await expect(fill(account.id, batches())).rejects.toThrow(ContractFilledMeanwhile);
    const { rows } = await pool().query("select email from operators where account_id = $1", [account.id]);
    expect(rows).toEqual([{ email: "op1@example.jp" }]);
  });

  it("is no first list where everybody was deleted", async () => {
    const account = await createAccount({ owner: await createOwner() });
    const importId = await insertImport(account.id);
    const unfilled = () => forAccount(account.id).sql((db) => isUnfilled(db, importId));
    expect(await unfilled()).toBe(true);
    const operator = await createOperator({ account, email: "op1@example.jp" });
    expect(await unfilled()).toBe(false);
    await pool().query("update operators set deleted_at = now() where id = $1", [operator.id]);
    expect(await unfilled()).toBe(false);
  });

  it("writes ids of the same form as the database does", async () => {
    const idOf = createOrderedIds(new Date());
    for (const ordinal of [1, 63, 64, 4095, 4096, 1_000_000, 2_000_000]) {
      const { rows } = await pool().query<{ id: string }>("select kenshin_uuid7($1::int) as id", [ordinal]);
      const version = (id: string | undefined) => id?.slice(14, 23);
      expect(version(idOf(ordinal))).toBe(version(rows[0]?.id));
    }
  });
});
