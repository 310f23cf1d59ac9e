import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as listLocks } from "@/app/api/v1/accounts/[code]/locks/route";
import { GET as readLock } from "@/app/api/v1/accounts/[code]/operators/[id]/lock/route";
import { GET as listAttempts } from "@/app/api/v1/accounts/[code]/operators/[id]/login-attempts/route";
import { DELETE as endOne } from "@/app/api/v1/accounts/[code]/operators/[id]/sessions/[sessionId]/route";
import { POST as endAll } from "@/app/api/v1/accounts/[code]/operators/[id]/sessions/end-all/route";
import { GET as listSessions } from "@/app/api/v1/accounts/[code]/operators/[id]/sessions/route";
import { POST as unlock } from "@/app/api/v1/accounts/[code]/operators/[id]/unlock/route";
import { DELETE as endOwn } from "@/app/api/v1/operator/sessions/[id]/route";
import { POST as endOwnOthers } from "@/app/api/v1/operator/sessions/end-others/route";
import { GET as listOwn } from "@/app/api/v1/operator/sessions/route";
import { LOCK_SECONDS } from "@/lib/domain/login/lock";
import type { LoginAttemptListDto } from "@/lib/schemas/login-attempt";
import type { OperatorSessionDto, OwnSessionDto } from "@/lib/schemas/operator-access";
import { prisma } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { startOperatorSession } from "@/lib/server/operators/start-operator-session";
import { hashPassword } from "@/lib/server/password-hash";
import type { RouteHandler } from "@/lib/server/route";
import { findLiveSession } from "@/lib/server/session";
import { purgeThrottles } from "@/lib/server/sign-in-throttle";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, type TestOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie, type TestOwner } from "../factories/owner";

const PASSWORD = "とても長い合言葉 correct horse";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let operator: TestOperator;
let passwordHash: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  account = await createAccount({ owner });
  operator = await createOperator({ account, passwordHash });
});

afterAll(closeJobQueue);

const call = (handler: RouteHandler, method: string, extra: Record<string, string> = {}, query = "", by = cookie) =>
  callApi(handler, method, `/${query}`, { cookie: by, params: { code: account.code, id: operator.id, ...extra } });

const logIn = (password = PASSWORD, code = account.code) =>
  tryOperatorLogin(
    { code, email: operator.email, password, signedInAs: null, origin: { browser: "Chrome / Windows", network: null } },
    new Date(),
  );

async function session(of = operator, browser = "Chrome / Windows"): Promise<string> {
  const { credentialVersion } = await prisma().operator.findUniqueOrThrow({
    where: { id: of.id },
    select: { credentialVersion: true },
  });
  const id = await startOperatorSession({ operatorId: of.id, credentialVersion }, browser, new Date());
  if (id === null) throw new Error("an active operator can have a session");
  return id;
}

const isLive = async (id: string) => (await findLiveSession(id, new Date())) !== null;
const sessions = async () => ((await call(listSessions, "GET")).body as { items: OperatorSessionDto[] }).items;

describe("the logins of an operator", () => {
  it("are listed for the owner, newest first, without those that are over", async () => {
    const [ended, old] = [await session(), await session()];
    await prisma().session.update({ where: { id: ended }, data: { revokedAt: new Date() }, select: { id: true } });
    await prisma().session.update({ where: { id: old }, data: { credentialVersion: 99 }, select: { id: true } });
    const phone = await session(operator, "Safari / iPhone");
    await session(await createOperator({ account }));
    const last = await session();
    expect((await sessions()).map(({ id, browser }) => [id, browser])).toEqual([
      [last, "Chrome / Windows"],
      [phone, "Safari / iPhone"],
    ]);
  });

  it("S16: are over at once when the owner ends one, or all", async () => {
    const [one, two, three] = [await session(), await session(), await session()];
    expect(await call(endOne, "DELETE", { sessionId: one })).toMatchObject({ status: 200, body: { endedSessions: 1 } });
    expect([await isLive(one), await isLive(two)]).toEqual([false, true]);
    expect((await call(endOne, "DELETE", { sessionId: one })).status).toBe(404);
    expect((await call(endAll, "POST")).body).toEqual({ endedSessions: 2 });
    expect([await isLive(two), await isLive(three)]).toEqual([false, false]);
    expect((await call(endAll, "POST")).body).toEqual({ endedSessions: 0 });
    const events = await prisma().auditEvent.findMany({
      where: { accountId: account.id, action: "operator_sessions_ended" },
      orderBy: { id: "asc" },
      select: { after: true, subjectId: true },
    });
    expect(events).toEqual([
      { after: { count: 1 }, subjectId: operator.id },
      { after: { count: 2 }, subjectId: operator.id },
    ]);
  });

  it("S3: are ended by nobody who has no business with them", async () => {
    const theirs = await createOperator({ account });
    const id = await session(theirs);
    expect((await call(endOne, "DELETE", { sessionId: id })).status).toBe(404);
    const elsewhere = await createAccount({ owner });
    const foreign = await createOperator({ account: elsewhere });
    const foreignId = await session(foreign);
    expect((await call(endOne, "DELETE", { id: foreign.id, sessionId: foreignId })).status).toBe(404);
    expect((await call(endAll, "POST", { id: foreign.id })).status).toBe(404);
    const mine = await cookieOfSession(await session());
    expect((await callApi(endOwn, "DELETE", "/", { cookie: mine, params: { id } })).status).toBe(404);
    expect([await isLive(id), await isLive(foreignId)]).toEqual([true, true]);
  });

  it("are the operator's own business too: this one marked, others ended one by one or all", async () => {
    const [mine, two, three] = [await session(), await session(), await session()];
    const stranger = await session(await createOperator({ account }));
    const own = { cookie: await cookieOfSession(mine) };
    const { items } = (await callApi(listOwn, "GET", "/", own)).body as { items: OwnSessionDto[] };
    expect(items.map(({ id, current }) => [id, current])).toEqual([
      [three, false],
      [two, false],
      [mine, true],
    ]);
    expect((await callApi(endOwn, "DELETE", "/", { ...own, params: { id: two } })).status).toBe(200);
    expect((await callApi(endOwnOthers, "POST", "/", own)).body).toEqual({ endedSessions: 1 });
    expect(await Promise.all([mine, two, three, stranger].map(isLive))).toEqual([true, false, false, true]);
    const event = await prisma().auditEvent.findFirst({
      where: { accountId: account.id, action: "operator_sessions_ended" },
      select: { actorKind: true, actorId: true },
    });
    expect(event).toEqual({ actorKind: "operator", actorId: operator.id });
  });
});

describe("the lock of an operator", () => {
  it("S13: shows the failures and until when, and unlocking lets the right password in at once", async () => {
    expect((await call(readLock, "GET")).body).toEqual({ failures: 0, lastFailureAt: null, lockedUntil: null });
    for (let tries = 0; tries < 8; tries += 1) await logIn("とても長い間違い wrong horse");
    // A slow machine must not sit the wait out.
    const blockedUntil = new Date(Date.now() + 600_000);
    await prisma().signInThrottle.updateMany({ where: { operatorId: operator.id }, data: { blockedUntil } });
    const { body } = await call(readLock, "GET");
    expect(body).toMatchObject({ lastFailureAt: expect.any(String), lockedUntil: expect.any(String) });
    expect((body as { failures: number }).failures).toBeGreaterThanOrEqual(5);
    expect((await logIn()).ok).toBe(false);
    const locked = async () => (await callApi(listLocks, "GET", "/", { cookie, params: { code: account.code } })).body;
    expect(await locked()).toMatchObject({ items: [{ id: operator.id, email: operator.email }], nextCursor: null });

    expect(await call(unlock, "POST")).toMatchObject({ status: 200, body: { failures: 0, lockedUntil: null } });
    expect(await locked()).toEqual({ items: [], nextCursor: null });
    expect((await logIn()).ok).toBe(true);
    await call(unlock, "POST");
    const audited = { accountId: account.id, action: "operator_unlocked" };
    expect(await prisma().auditEvent.count({ where: audited })).toBe(1);
  });

  it("S13: failures are forgotten once they count no longer, and never while they lock", async () => {
    const now = Date.now();
    const kept = async (bucket: string, failedAgo: number, blockedFor: number) => {
      const name = `${bucket} ${operator.id}`;
      const [lastFailureAt, blockedUntil] = [new Date(now - failedAgo * 1000), new Date(now + blockedFor * 1000)];
      await prisma().signInThrottle.create({ data: { bucket: name, failures: 1, lastFailureAt, blockedUntil } });
      await purgeThrottles(new Date(now));
      return (await prisma().signInThrottle.count({ where: { bucket: name } })) === 1;
    };
    expect(await kept("young", LOCK_SECONDS - 1, -1)).toBe(true);
    expect(await kept("old", LOCK_SECONDS + 1, -1)).toBe(false);
    expect(await kept("locked", LOCK_SECONDS + 1, 1)).toBe(true);
  });

  it("S3, S7: nobody unlocks a foreign or deleted operator", async () => {
    const foreign = await createOperator({ account: await createAccount({ owner }) });
    const deleted = await createOperator({ account, deletedAt: new Date() });
    for (const { id } of [foreign, deleted]) expect((await call(unlock, "POST", { id })).status).toBe(404);
  });
});

describe("the tries of an operator", () => {
  const attempts = async (query = "") => (await call(listAttempts, "GET", {}, query)).body as LoginAttemptListDto;

  it("are listed with page, cause and browser, and nobody else's", async () => {
    const other = await createAccount({ owner });
    await logIn("とても長い間違い wrong horse");
    await logIn(PASSWORD, other.code);
    await logIn();
    await tryOperatorLogin(
      {
        ...{ code: account.code, email: (await createOperator({ account })).email, password: "x", signedInAs: null },
        origin: { browser: "Safari", network: "192.0.2.0/24" },
      },
      new Date(),
    );
    expect((await attempts()).items.map(({ page, result, browser }) => [page, result, browser])).toEqual([
      ["operator_page", "success", "Chrome / Windows"],
      ["other_contract", "wrong_login_page", "Chrome / Windows"],
      ["operator_page", "wrong_password", "Chrome / Windows"],
    ]);
  });

  it("come in pages that miss none and repeat none, however many fall on one moment", async () => {
    const at = new Date();
    const data = Array.from({ length: 7 }, () => ({
      ...({ accountId: account.id, operatorId: operator.id, page: "operator_page", result: "wrong_password" } as const),
      ...{ browser: "", createdAt: at },
    }));
    await prisma().loginAttempt.createMany({ data });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: LoginAttemptListDto = await attempts(cursor === null ? "?limit=3" : `?limit=3&cursor=${cursor}`);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect([seen.length, new Set(seen).size]).toEqual([7, 7]);
    expect((await call(listAttempts, "GET", {}, "?cursor=x")).status).toBe(400);
  });
});

it("S3: what happens on UTAGE is not claimed to be known", async () => {
  const utage = await createAccount({ owner, directory: "utage" });
  const { id } = await createOperator({ account: utage });
  for (const [handler, method] of [
    [listAttempts, "GET"],
    [listSessions, "GET"],
    [readLock, "GET"],
    [unlock, "POST"],
    [endAll, "POST"],
  ] as const) {
    const answer = await callApi(handler, method, "/", { cookie, params: { code: utage.code, id } });
    expect(answer).toMatchObject({ status: 409, body: { code: "not_hosted" } });
  }
});
