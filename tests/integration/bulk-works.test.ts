import { afterAll, describe, expect, it } from "vitest";
import { POST as cancelRoute } from "@/app/api/v1/accounts/[code]/bulk-works/[id]/cancel/route";
import { GET as listRoute } from "@/app/api/v1/accounts/[code]/bulk-works/route";
import { POST as undoRoute } from "@/app/api/v1/accounts/[code]/deletions/[batchId]/undo/route";
import { POST as deleteRoute } from "@/app/api/v1/accounts/[code]/operators/bulk-delete/route";
import { POST as resetRoute } from "@/app/api/v1/accounts/[code]/password-resets/bulk/route";
import type { BulkWorkDto, BulkWorkListDto } from "@/lib/schemas/bulk-work";
import { pool } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperators } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { callRoute } from "../setup/call-route";

afterAll(closeJobQueue);

const MANY = 12_000;

async function scene(operators = MANY) {
  const owner = await createOwner();
  const account = await createAccount({ owner, directory: "hosted" });
  await createOperators(account, operators);
  const cookie = await signedInCookie(owner);
  const call = async (route: Parameters<typeof callRoute>[0], method: "GET" | "POST", body?: unknown, more = {}) =>
    callRoute(route, { method, params: { code: account.code, ...more }, cookie, ...(body ? { body } : {}) });
  const works = async () => ((await call(listRoute, "GET")).body as BulkWorkListDto).items;
  const everybody = { filter: { status: "active" }, expectedCount: operators };
  const deleteAll = () => call(deleteRoute, "POST", everybody);
  return { account, owner, call, works, everybody, deleteAll };
}

async function countActive({ id }: TestAccount): Promise<number> {
  const { rows } = await pool().query<{ count: number }>(
    "select count(*)::int as count from operators where account_id = $1 and deleted_at is null",
    [id],
  );
  return rows[0]?.count ?? -1;
}

/** Asks until the work that somebody else does is far enough. */
async function until(works: () => Promise<BulkWorkDto[]>, isThere: (work: BulkWorkDto) => boolean) {
  for (;;) {
    const found = (await works()).find(isThere);
    if (found) return found;
  }
}

describe("work on many operators", () => {
  it("can be watched by anybody of the account while it runs, and says how it ended", async () => {
    const { works, deleteAll, owner, call } = await scene();
    const answer = deleteAll();
    const running = await until(works, ({ processed }) => processed > 0);
    expect(running).toMatchObject({ kind: "deletion", total: MANY, createdBy: owner.name });
    expect(running.progress).toBe(Math.floor((100 * running.processed) / MANY));
    const { status, body } = await answer;
    expect(status).toBe(200);
    expect(await works()).toEqual([expect.objectContaining({ status: "done", progress: 100, remainingSeconds: null })]);

    const { batchId } = body as { batchId: string };
    expect((await call(undoRoute, "POST", {}, { batchId })).status).toBe(200);
    expect((await works()).map(({ kind, status }) => [kind, status])).toEqual([
      ["undo", "done"],
      ["deletion", "done"],
    ]);
  });

  it("cancelled on the way it changes nothing", async () => {
    const { account, call, works, deleteAll } = await scene();
    const answer = deleteAll();
    const { id } = await until(works, ({ status }) => status === "running");
    expect((await call(cancelRoute, "POST", undefined, { id })).status).toBe(200);
    expect(await answer).toMatchObject({ status: 409, body: { code: "work_cancelled" } });
    expect(await countActive(account)).toBe(MANY);
    expect((await works()).map(({ status }) => status)).toEqual(["cancelled"]);
    const { rows } = await pool().query("select from batches where account_id = $1", [account.id]);
    expect(rows).toEqual([]);
  });

  it("makes a link for each of thousands, or for nobody when cancelled", async () => {
    const { account, call, works, everybody } = await scene();
    const counted = async () => {
      const { rows } = await pool().query<{ resets: number; mails: number }>(
        `select (select count(*)::int from password_resets where account_id = $1) as resets,
                (select count(*)::int from mail_messages where account_id = $1) as mails`,
        [account.id],
      );
      return rows[0];
    };
    const first = call(resetRoute, "POST", { delivery: "mail", ...everybody });
    const { id } = await until(works, ({ status }) => status === "running");
    await call(cancelRoute, "POST", undefined, { id });
    expect(await first).toMatchObject({ status: 409, body: { code: "work_cancelled" } });
    expect(await counted()).toEqual({ resets: 0, mails: 0 });
    const second = await call(resetRoute, "POST", { delivery: "mail", ...everybody });
    expect(second).toMatchObject({ status: 201, body: { count: MANY } });
    expect(await counted()).toEqual({ resets: MANY, mails: MANY });
  });

  it("makes no links while a list is being merged, which locks people in another order, but says so", async () => {
    const { account, call, everybody } = await scene(20);
    const importer = await pool().connect();
    try {
      await importer.query("begin");
      await importer.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`kenshin.imports:${account.id}`]);
      const answer = await call(resetRoute, "POST", { delivery: "mail", ...everybody });
      expect(answer).toMatchObject({ status: 409, body: { code: "import_in_progress" } });
    } finally {
      await importer.query("rollback");
      importer.release();
    }
    expect((await call(resetRoute, "POST", { delivery: "mail", ...everybody })).status).toBe(201);
  });

  it("of a process that died is shown as interrupted, not as running for ever", async () => {
    const { account, works } = await scene(1);
    await pool().query(
      `insert into bulk_works (account_id, kind, created_by_name, total, processed, started_at, last_seen_at)
       values ($1, 'cleanup', '山田', 9000, 5000, now() - interval '3 minutes', now() - interval '2 minutes')`,
      [account.id],
    );
    expect(await works()).toMatchObject([{ status: "interrupted", remainingSeconds: null }]);
  });

  it("is not told of a handful", async () => {
    const { works, deleteAll } = await scene(20);
    expect((await deleteAll()).status).toBe(200);
    expect(await works()).toEqual([]);
  });

  it("S3: nobody sees or cancels another contract's", async () => {
    const { account, works, deleteAll } = await scene();
    const stranger = await scene(1);
    const answer = deleteAll();
    const { id } = await until(works, ({ status }) => status === "running");
    expect(await stranger.works()).toEqual([]);
    expect((await stranger.call(cancelRoute, "POST", undefined, { id })).status).toBe(404);
    expect((await answer).status).toBe(200);
    expect(await countActive(account)).toBe(0);
  });
});
