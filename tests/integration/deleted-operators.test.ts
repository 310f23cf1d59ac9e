import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as RECREATE } from "@/app/api/v1/accounts/[code]/deleted-operators/[id]/recreate/route";
import { POST as RESTORE } from "@/app/api/v1/accounts/[code]/deleted-operators/[id]/restore/route";
import { GET } from "@/app/api/v1/accounts/[code]/deleted-operators/route";
import { POST as BULK_DELETE } from "@/app/api/v1/accounts/[code]/operators/bulk-delete/route";
import type { DeletedOperatorListDto, OperatorWithWarningsDto } from "@/lib/schemas/operator";
import { pool, prisma } from "@/lib/server/db";
import type { RouteHandler } from "@/lib/server/route";
import { findLiveSession } from "@/lib/server/session";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner({ name: "契約者 花子" });
  cookie = await signedInCookie(owner);
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

type Call = { query?: Record<string, string>; body?: unknown; id?: string; of?: TestAccount };

function call(handler: RouteHandler, { query = {}, body, id, of = account }: Call = {}) {
  const method = handler === GET ? "GET" : "POST";
  const request = new Request(`http://kenshin.test/api/v1/x?${new URLSearchParams(query)}`, {
    method,
    headers: { cookie, origin: "http://kenshin.test", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve({ code: of.code, ...(id === undefined ? {} : { id }) }) });
}

async function list(query: Record<string, string> = {}): Promise<DeletedOperatorListDto> {
  return (await call(GET, { query })).json();
}

async function remove(...operators: TestOperator[]): Promise<void> {
  const response = await call(BULK_DELETE, { body: { ids: operators.map(({ id }) => id) } });
  expect(response.status).toBe(200);
}

async function code(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

async function waitingForALock(): Promise<number> {
  const { rowCount } = await pool().query(
    "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rowCount ?? 0;
}

describe("the list of deleted operators", () => {
  it("says who, when, why, by whom and in which deletion, and whether the address is held again", async () => {
    const gone = await createOperator({ account, name: "退職者", email: "gone@example.jp" });
    await createOperator({ account, email: "active@example.jp" });
    await remove(gone);
    await createOperator({ account, name: "後任", email: "GONE@example.jp" });
    const { items, total } = await list();
    expect(total).toBe(1);
    expect(items[0]).toMatchObject({
      id: gone.id,
      name: "退職者",
      status: "deleted",
      deletedReason: "manual",
      deletedBy: "契約者 花子",
      deletedBatch: { kind: "deletion", createdByName: "契約者 花子" },
      deletedImport: null,
      emailInUse: true,
    });
  });

  it("is walked once and in order, newest deletion first, those of one moment included", async () => {
    for (let index = 0; index < 23; index++) {
      await createOperator({ account, deletedAt: new Date(Date.UTC(2026, 8, 1 + Math.floor(index / 6))) });
    }
    const whole = await list({ limit: "200" });
    const moments = whole.items.map((item) => item.deletedAt ?? "");
    expect(moments).toEqual(moments.toSorted().reverse());
    const walked: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await list({ limit: "5", ...(cursor ? { cursor } : {}) });
      walked.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(walked).toEqual(whole.items.map((item) => item.id));
    expect(new Set(walked).size).toBe(23);
  });
});

describe("restoring an operator", () => {
  it("S53: brings back everything but the logins", async () => {
    const operator = await createOperator({
      account,
      permissions: ["売上機能"],
      registeredOn: "2026-04-01",
      passwordHash: "$argon2id$test",
    });
    const session = await prisma().session.create({
      data: {
        kind: "operator",
        operatorId: operator.id,
        accountId: account.id,
        credentialVersion: 1,
        browser: "Chrome",
        expiresAt: new Date(Date.now() + 3_600_000),
      },
      select: { id: true },
    });
    expect(await findLiveSession(session.id, new Date())).not.toBeNull();
    await remove(operator);
    const restored: OperatorWithWarningsDto = await (await call(RESTORE, { id: operator.id })).json();
    expect(restored).toMatchObject({
      id: operator.id,
      status: "active",
      permissions: ["売上機能"],
      registeredOn: "2026-04-01",
      passwordSet: true,
      deletedAt: null,
      deletedReason: null,
      deletedBy: null,
      version: 3,
      warnings: [],
    });
    expect(await findLiveSession(session.id, new Date())).toBeNull();
    expect((await list()).total).toBe(0);
  });

  it("S53: ends a login that a deletion by an import left open", async () => {
    const operator = await createOperator({ account, deletedAt: new Date(), deletedReason: "missing-from-import" });
    const session = await prisma().session.create({
      data: {
        kind: "operator",
        operatorId: operator.id,
        accountId: account.id,
        credentialVersion: 1,
        browser: "Chrome",
        expiresAt: new Date(Date.now() + 3_600_000),
      },
      select: { id: true },
    });
    expect((await call(RESTORE, { id: operator.id })).status).toBe(200);
    expect(await findLiveSession(session.id, new Date())).toBeNull();
  });

  it.each([
    ["restore", () => RESTORE, 200],
    ["recreate", () => RECREATE, 201],
  ] as const)(
    "S53: %s refuses an address that is held again, names the holder, and obeys force",
    async (_way, of, done) => {
      const gone = await createOperator({ account, email: "sato@example.jp", deletedAt: new Date() });
      await createOperator({ account, name: "後任", email: "ＳＡＴＯ@example.jp" });
      const refused = await call(of(), { id: gone.id });
      expect(refused.status).toBe(409);
      expect(await refused.json()).toMatchObject({
        code: "email_in_use",
        detail: expect.stringContaining("（後任 ＳＡＴＯ@example.jp）"),
        errors: [{ path: "email", code: "email_in_use", message: "後任 ＳＡＴＯ@example.jp" }],
      });
      const forced = await call(of(), { id: gone.id, query: { force: "true" } });
      expect(forced.status).toBe(done);
      expect(await forced.json()).toMatchObject({ status: "active", warnings: ["duplicate_email"] });
    },
  );

  it("S53: of two restores of one address at the same time, lets only one through", async () => {
    const twins = await Promise.all(
      ["甲", "乙"].map((name) => createOperator({ account, name, email: "twin@example.jp", deletedAt: new Date() })),
    );
    const answers = await Promise.all(twins.map(({ id }) => call(RESTORE, { id })));
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
  });

  it("S53: recreated twice at the same moment, is there once", async () => {
    const gone = await createOperator({ account, email: "again@example.jp", deletedAt: new Date() });
    const holder = await pool().connect();
    await holder.query("begin");
    await holder.query("select from operators where id = $1 for update", [gone.id]);
    const calls = [call(RECREATE, { id: gone.id }), call(RECREATE, { id: gone.id })];
    await expect.poll(waitingForALock, { timeout: 30_000 }).toBe(2);
    await holder.query("commit");
    holder.release();
    const answers = await Promise.all(calls);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409]);
  });

  it.each([
    ["restore", () => RESTORE, 200],
    ["recreate", () => RECREATE, 201],
  ] as const)(
    "%s waits for nobody active, whom a list that is coming in may hold in any order",
    async (_way, of, done) => {
      const gone = await createOperator({ account, email: "held@example.jp", deletedAt: new Date() });
      const active = await createOperator({ account, email: "held@example.jp" });
      const list = await pool().connect();
      await list.query("begin");
      await list.query("update operators set version = version + 1 where id = $1", [active.id]);
      try {
        expect((await call(of(), { id: gone.id })).status).toBe(409);
        expect((await call(of(), { id: gone.id, query: { force: "true" } })).status).toBe(done);
      } finally {
        await list.query("rollback");
        list.release();
      }
    },
  );

  it("takes force in the body too, and nothing else", async () => {
    const gone = await createOperator({ account, email: "body@example.jp", deletedAt: new Date() });
    await createOperator({ account, email: "body@example.jp" });
    expect((await call(RESTORE, { id: gone.id, body: { force: "yes" } })).status).toBe(400);
    expect((await call(RESTORE, { id: gone.id, query: { force: "1" } })).status).toBe(400);
    expect((await call(RESTORE, { id: gone.id, body: { force: true } })).status).toBe(200);
    expect(await code(await call(RESTORE, { id: gone.id }))).toEqual([409, "not_deleted"]);
  });

  it("S3: answers 404 to the id of another contract's deleted operator", async () => {
    const elsewhere = await createAccount({ owner: await createOwner() });
    const foreign = await createOperator({ account: elsewhere, deletedAt: new Date() });
    for (const handler of [RESTORE, RECREATE]) {
      expect((await call(handler, { id: foreign.id })).status).toBe(404);
      expect((await call(handler, { id: "0190a0a0-0000-7000-8000-000000000000" })).status).toBe(404);
    }
    const kept = await prisma().operator.findUniqueOrThrow({ where: { id: foreign.id }, select: { deletedAt: true } });
    expect(kept.deletedAt).not.toBeNull();
  });

  it("on a utage contract corrects the record", async () => {
    const utage = await createAccount({ owner, directory: "utage" });
    const gone = await createOperator({ account: utage, deletedAt: new Date(), deletedReason: "missing-from-import" });
    expect((await call(RESTORE, { id: gone.id, of: utage })).status).toBe(200);
    const again = await createOperator({ account: utage, deletedAt: new Date() });
    expect(await code(await call(RECREATE, { id: again.id, of: utage }))).toEqual([409, "not_hosted"]);
  });
});

describe("recreating an operator", () => {
  it("starts afresh with name, address and permissions, and leaves the deleted one as evidence", async () => {
    const gone = await createOperator({
      account,
      name: "佐藤",
      email: "Ｓａｔｏ@example.jp",
      permissions: ["売上機能", "独自"],
      registeredOn: "2020-01-01",
      passwordHash: "$argon2id$test",
      deletedAt: new Date(),
    });
    const made: OperatorWithWarningsDto = await (await call(RECREATE, { id: gone.id })).json();
    expect(made).toMatchObject({
      name: "佐藤",
      email: "Ｓａｔｏ@example.jp",
      permissions: ["売上機能", "独自"],
      passwordSet: false,
      lastLoginAt: null,
      version: 1,
      warnings: [],
    });
    expect(made.id).not.toBe(gone.id);
    expect(made.registeredOn).not.toBe("2020-01-01");
    expect((await list()).items.map((item) => item.id)).toEqual([gone.id]);
  });
});
