import { afterAll, describe, expect, it } from "vitest";
import { POST as restore } from "@/app/api/v1/accounts/[code]/deleted-operators/[id]/restore/route";
import { POST as cancel } from "@/app/api/v1/accounts/[code]/imports/[id]/cancel/route";
import { POST as confirm } from "@/app/api/v1/accounts/[code]/imports/[id]/confirm/route";
import { POST as addOperator } from "@/app/api/v1/accounts/[code]/operators/route";
import { pool } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";
import { closeJobQueue, jobQueue } from "@/lib/server/jobs/queue";
import { startJobs } from "@/lib/server/jobs/start-jobs";
import { activeOf, heldUp, importScene, operatorsOf } from "../factories/import-scene";

const WHOLE = "?complete=true";
const JSON_TYPE = { "content-type": "application/json" };

const people = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
const rowOf = (number: number) => `人${number},p${number}@example.jp`;
const listOf = (numbers: readonly number[], ...more: string[]) =>
  ["名前,メール", ...numbers.map(rowOf), ...more].join("\r\n");
const addressesOf = (numbers: readonly number[]) => numbers.map((number) => `p${number}@example.jp`);

type Scene = Awaited<ReturnType<typeof importScene>>;

async function handedIn({ upload }: Scene, list: string, query = WHOLE): Promise<string> {
  const response = await upload(list, query);
  expect(response.status).toBe(202);
  return (await response.json()).id;
}

async function activeAddresses({ account }: Scene): Promise<string[]> {
  return (await activeOf(account)).map((row) => row.email_key);
}

async function idOf({ account }: Scene, emailKey: string): Promise<string> {
  const { rows } = await pool().query("select id from operators where account_id = $1 and email_key = $2", [
    account.id,
    emailKey,
  ]);
  return rows[0].id;
}

afterAll(closeJobQueue);

describe("a refused row of a complete list", () => {
  it("keeps whom it names by address, wherever the cells have moved to", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 10)));
    const again = await scene.bringIn(listOf(people(1, 9), "余分,人10,p10@example.jp"), WHOLE);
    expect(again).toMatchObject({ status: "done", missing: 0, rejectedCount: 1 });
    expect(await activeAddresses(scene)).toEqual(addressesOf(people(1, 10)));
  });

  it("keeps whom it names by name, when the address is damaged or left out", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const again = await scene.bringIn(listOf(people(1, 8), "人9,p9@example", "人10,"), WHOLE);
    expect(again).toMatchObject({ status: "done", missing: 0, rejectedCount: 2 });
    expect(await activeAddresses(scene)).toEqual(addressesOf(people(1, 10)));
  });

  it("keeps nobody else", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const again = await scene.bringIn(listOf(people(1, 8), "人9,p9@example", ",壊れた@"), WHOLE);
    expect(again).toMatchObject({ status: "done", missing: 1, rejectedCount: 2 });
    expect(await activeAddresses(scene)).toEqual(addressesOf(people(1, 9)));
  });
});

it("a list that waits behind a cancelled one is called at once", async () => {
  const scene = await importScene();
  const [first, second] = [await handedIn(scene, listOf([1])), await handedIn(scene, listOf([2]))];
  const boss = await jobQueue();
  const called = async () => {
    const jobs = (await boss.fetch<{ importId: string }>("run-import", { batchSize: 100 })) ?? [];
    const ids = jobs.map(({ id }) => id);
    if (ids.length > 0) await boss.complete("run-import", ids);
    return jobs.map(({ data }) => data.importId).filter((id) => id === first || id === second);
  };
  expect((await called()).toSorted()).toEqual([first, second].toSorted());
  await runImport(second);
  expect(await scene.read(second)).toMatchObject({ status: "queued" });
  expect((await scene.call(cancel, `/${first}/cancel`, { method: "POST" }, first)).status).toBe(200);
  expect(await called()).toEqual([second]);
  await runImport(second);
  expect(await activeAddresses(scene)).toEqual(addressesOf([2]));
});

describe("what changed after a complete list was handed in", () => {
  it("an operator added since then stays", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 10)));
    const id = await handedIn(scene, listOf(people(1, 9)));
    const added = await scene.call(addOperator, "", {
      method: "POST",
      headers: JSON_TYPE,
      body: JSON.stringify({ name: "今日入社", email: "new@example.jp" }),
    });
    expect(added.status).toBe(201);
    await runImport(id);
    expect(await scene.read(id)).toMatchObject({ status: "done", missing: 1 });
    expect(await activeAddresses(scene)).toEqual([...addressesOf(people(1, 9)), "new@example.jp"]);
  });

  it("an operator brought back since then stays", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 10)));
    await scene.bringIn(listOf(people(1, 9)), WHOLE);
    const id = await handedIn(scene, listOf(people(1, 8)));
    const gone = await idOf(scene, "p10@example.jp");
    const restored = await scene.call(restore, "", { method: "POST", headers: JSON_TYPE, body: "{}" }, gone);
    expect(restored.status).toBe(200);
    await runImport(id);
    expect(await scene.read(id)).toMatchObject({ status: "done", missing: 1 });
    expect(await activeAddresses(scene)).toEqual([...addressesOf(people(1, 8)), "p10@example.jp"]);
  });

  it("as many are deleted as were counted, however long the list takes", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 10)));
    const id = await handedIn(scene, listOf(people(1, 9)).replace("人1,", "人1改名,"));
    const held = await heldUp(scene.account, id, scene.read);
    await held.meanwhile.query(
      `insert into operators (account_id, name, email, email_key, possible_key, search_text, permissions, created_at, updated_at)
       select account_id, '代理', 'late@example.jp', 'late@example.jp', 'late@example.jp', '', '{}', created_at, updated_at
       from operators where account_id = $1 limit 1`,
      [scene.account.id],
    );
    await held.release();
    const { missing } = await scene.read(id);
    expect((await operatorsOf(scene.account)).filter((row) => row.deleted_at !== null)).toHaveLength(missing);
  });

  it("an address changed while the list is merged stays as it was changed, whole", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 10)));
    const id = await handedIn(scene, listOf(people(1, 10)).replace("人1,p1@", "人1改名,P1@"), "");
    const held = await heldUp(scene.account, id, scene.read);
    await held.meanwhile.query(
      `update operators set name = '本人', email = 'other@example.jp', email_key = 'other@example.jp',
         possible_key = 'other@example.jp', version = version + 1, updated_at = now()
       where account_id = $1 and email_key = 'p1@example.jp'`,
      [scene.account.id],
    );
    await held.release();
    expect(await scene.read(id)).toMatchObject({ status: "done", updated: 0 });
    const [first] = await operatorsOf(scene.account);
    expect(first).toMatchObject({ name: "本人", email: "other@example.jp", email_key: "other@example.jp", version: 2 });
    const changes = await pool().query("select from import_changes where import_id = $1", [id]);
    expect(changes.rowCount).toBe(0);
  });
});

describe("several lists of one contract", () => {
  it("are applied in the order in which they were handed in, whichever is begun first", async () => {
    const scene = await importScene();
    const [first, second] = [
      await handedIn(scene, listOf(people(1, 10))),
      await handedIn(scene, listOf(people(1, 13))),
    ];
    await runImport(second);
    expect(await scene.read(second)).toMatchObject({ status: "queued" });
    const stopJobs = startJobs();
    try {
      const settled = async () => (await scene.read(second)).status;
      await expect.poll(settled, { timeout: 60_000, interval: 100 }).toBe("done");
    } finally {
      await stopJobs();
    }
    expect(await scene.read(first)).toMatchObject({ status: "done", added: 10 });
    expect(await scene.read(second)).toMatchObject({ status: "done", added: 3, missing: 0 });
    expect(await activeAddresses(scene)).toEqual(addressesOf(people(1, 13)));
  });

  it("one that waits for a word is out of date when a newer one is in, and says so", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const waiting = await scene.bringIn(listOf(people(1, 2)), WHOLE);
    expect(waiting.status).toBe("needs_confirmation");
    expect(await scene.bringIn(listOf(people(11, 50)), "")).toMatchObject({ status: "done", added: 40 });
    expect(await scene.read(waiting.id)).toMatchObject({ status: "cancelled", failure: { code: "superseded" } });
    const answer = await scene.call(confirm, `/${waiting.id}/confirm`, { method: "POST" }, waiting.id);
    expect(answer.status).toBe(409);
    const { rows } = await pool().query("select from import_chunks where import_id = $1", [waiting.id]);
    expect(rows).toEqual([]);
    expect(await activeAddresses(scene)).toHaveLength(50);
  });

  it("one that was given its word while a newer one was on its way in takes nothing back", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const older = await scene.bringIn(listOf(people(1, 2)), WHOLE);
    const newer = await handedIn(scene, listOf(people(1, 12)));
    const { release } = await heldUp(scene.account, newer, scene.read);
    const answer = await scene.call(confirm, `/${older.id}/confirm`, { method: "POST" }, older.id);
    await release();
    expect([answer.status, (await scene.read(newer)).status]).toEqual([200, "done"]);
    await runImport(older.id);
    expect(await scene.read(older.id)).toMatchObject({ status: "cancelled", failure: { code: "superseded" } });
    expect(await activeAddresses(scene)).toHaveLength(12);
  });

  it("one that waits for a word goes on waiting when an older one is in", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const older = await scene.bringIn(listOf(people(1, 3)), WHOLE);
    const newer = await scene.bringIn(listOf(people(1, 2)), WHOLE);
    const answer = await scene.call(confirm, `/${older.id}/confirm`, { method: "POST" }, older.id);
    expect(answer.status).toBe(200);
    await runImport(older.id);
    expect(await scene.read(older.id)).toMatchObject({ status: "done", missing: 7 });
    expect(await scene.read(newer.id)).toMatchObject({ status: "needs_confirmation" });
  });
});

describe("an import that is begun again", () => {
  it("counts its time from the new beginning", async () => {
    const scene = await importScene();
    await scene.bringIn(listOf(people(1, 10)));
    const waiting = await scene.bringIn(listOf(people(1, 2)), WHOLE);
    await pool().query("update imports set started_at = now() - interval '2 days' where id = $1", [waiting.id]);
    expect((await scene.call(confirm, `/${waiting.id}/confirm`, { method: "POST" }, waiting.id)).status).toBe(200);
    await runImport(waiting.id);
    const { rows } = await pool().query(
      "select status, started_at > now() - interval '1 hour' as fresh from imports where id = $1",
      [waiting.id],
    );
    expect(rows).toEqual([{ status: "done", fresh: true }]);
  });

  it("is not lost to a deadlock: it stays as it was and runs again", async () => {
    const scene = await importScene("hosted");
    await scene.bringIn(listOf(people(1, 4)));
    const id = await handedIn(scene, listOf(people(1, 4)).replaceAll("人", "新人"), "");
    // Told as PostgreSQL tells a deadlock to the side that it ends.
    await pool().query(
      `create function lose_deadlock() returns trigger language plpgsql as
         'begin raise exception ''deadlock detected'' using errcode = ''40P01''; end'`,
    );
    await pool().query("create trigger lose_deadlock before update on operators execute function lose_deadlock()");
    await runImport(id);
    await pool().query("drop trigger lose_deadlock on operators");
    expect(await scene.read(id)).toMatchObject({ status: "running", failure: null });
    await runImport(id);
    expect(await scene.read(id)).toMatchObject({ status: "done", updated: 4 });
  });
});
