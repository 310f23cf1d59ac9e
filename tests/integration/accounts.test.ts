import { beforeAll, describe, expect, it } from "vitest";
import { PATCH, GET as readRoute } from "@/app/api/v1/accounts/[code]/route";
import { GET, POST } from "@/app/api/v1/accounts/route";
import { newAccountCode } from "@/lib/server/accounts/create-account";
import { prisma } from "@/lib/server/db";
import { forAccount } from "@/lib/server/for-account";
import { insertOperator } from "@/lib/server/operators/create-operator";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

const CODE = "aB3dE5fG7hI9";
const URL_OF_CODE = `https://utage-system.com/operator/${CODE}/login`;

let owner: TestOwner;
let cookie: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

const add = (body: unknown, headers: Record<string, string> = {}) =>
  callRoute(POST, { method: "POST", params: {}, cookie, body, headers });
const anyOwner = async () => signedInCookie(await createOwner());

describe("adding a contract on UTAGE", () => {
  it("takes code and custom domain from the operator login page, and nothing about the contract for granted", async () => {
    const url = `https://members.example.jp/operator/${CODE}/login?x=1`;
    const { status, body } = await add({ name: " サンプル株式会社 ", directory: "utage", loginPageUrl: url });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      code: CODE,
      name: "サンプル株式会社",
      directory: "utage",
      customDomain: "members.example.jp",
    });
    const contract = await prisma().contract.findFirstOrThrow({ where: { account: { code: CODE } } });
    expect(contract).toMatchObject({ status: "unknown", statusConfirmedAt: null, version: 1 });
    const events = await prisma().auditEvent.findMany({ where: { account: { code: CODE } } });
    expect(events).toMatchObject([{ action: "account_created", actorName: owner.name, after: { code: CODE } }]);
  });

  it.each([
    ["nothing", undefined],
    ["an empty text", " "],
    ["a text that is no address", "花子"],
    ["the contract login page", "https://utage-system.com/login"],
    ["the article's example", "https://utage-system.com/operator/XXX/login"],
    ["a page of Kenshin", `http://kenshin.test/operator/${CODE}/login`],
  ])("asks for the operator login page when given %s, and says where to find it", async (_name, loginPageUrl) => {
    const { status, body } = await add({ name: "A", directory: "utage", loginPageUrl });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "operator_url_needed" } });
    expect(body).toMatchObject({ detail: expect.stringContaining("オペレーター管理 > ログインページ") });
  });

  it("holds one code once for an owner, and lets another owner have it too", async () => {
    const answer = await add({ name: "もう一度", directory: "utage", loginPageUrl: URL_OF_CODE });
    expect(answer).toMatchObject({ status: 409, body: { code: "code_taken" } });
    const other = await callRoute(POST, {
      ...{ method: "POST", params: {}, cookie: await anyOwner() },
      body: { name: "別の契約者", directory: "utage", loginPageUrl: URL_OF_CODE },
    });
    expect(other.status).toBe(201);
  });

  it("tells codes apart by case", async () => {
    const loginPageUrl = URL_OF_CODE.replace(CODE, CODE.toLowerCase());
    expect(await add({ name: "小文字", directory: "utage", loginPageUrl })).toMatchObject({ status: 201 });
    const read = (code: string) => callRoute(readRoute, { params: { code }, cookie });
    expect((await read(CODE)).body).toMatchObject({ name: "サンプル株式会社" });
    expect((await read(CODE.toLowerCase())).body).toMatchObject({ name: "小文字" });
    expect((await read(CODE.toUpperCase())).status).toBe(404);
  });

  it("adds one of two that are sent at once", async () => {
    const body = {
      name: "同時",
      directory: "utage",
      loginPageUrl: "https://utage-system.com/operator/SAMEtime1234/login",
    };
    const statuses = await Promise.all([add(body), add(body), add(body)]);
    expect(statuses.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
  });
});

describe("adding a contract that is kept here", () => {
  it("makes a code of twelve letters and digits, and an active contract, as it begins now", async () => {
    const { status, body } = await add({ name: "ホスト", directory: "hosted" });
    expect(status).toBe(201);
    expect(body).toMatchObject({ code: expect.stringMatching(/^[A-Za-z0-9]{12}$/), customDomain: null });
    const { code } = body as { code: string };
    const contract = await prisma().contract.findFirstOrThrow({ where: { account: { code } } });
    expect(contract).toMatchObject({ status: "active", statusConfirmedAt: expect.any(Date) });
  });

  it("takes no address, as it gets its own", async () => {
    const answer = await add({ name: "ホスト", directory: "hosted", loginPageUrl: URL_OF_CODE });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: "loginPageUrl" }] } });
  });

  it("makes codes that differ", () => {
    expect(new Set(Array.from({ length: 1000 }, newAccountCode)).size).toBe(1000);
  });
});

describe("what is sent", () => {
  const valid = { name: "A", directory: "hosted" };
  it.each([
    ["an object for a name", { ...valid, name: { contains: "" } }],
    ["a list for a name", { ...valid, name: ["A"] }],
    ["an object for an address", { name: "A", directory: "utage", loginPageUrl: { not: "" } }],
    ["a blank name", { ...valid, name: "　" }],
    ["another directory", { ...valid, directory: "elsewhere" }],
    ["nothing", {}],
  ])("S12: is refused when it is %s", async (_name, body) => {
    expect(await add(body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it.each(["id", "code", "ownerId", "customDomain", "createdAt"])("S37: cannot set %s", async (field) => {
    const answer = await add({ ...valid, [field]: "x" });
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field, code: "unrecognized_keys" }] } });
  });

  it("S37: cannot move a contract to another owner or directory", async () => {
    const { code } = await createAccount({ owner });
    for (const field of ["ownerId", "directory", "code", "id"]) {
      const answer = await callRoute(PATCH, { method: "PATCH", params: { code }, cookie, body: { [field]: "utage" } });
      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    }
  });

  it("S52: is done once for one Idempotency-Key", async () => {
    const headers = { "idempotency-key": "create-once" };
    const first = await add({ name: "一度だけ", directory: "hosted" }, headers);
    const second = await add({ name: "一度だけ", directory: "hosted" }, headers);
    expect(second).toEqual(first);
    expect(await prisma().account.count({ where: { name: "一度だけ" } })).toBe(1);
    const other = await add({ name: "別の内容", directory: "hosted" }, headers);
    expect(other).toMatchObject({ status: 409, body: { code: "idempotency_conflict" } });
  });
});

describe("changing a contract's name and domain", () => {
  const patch = (code: string, body: unknown, by = cookie) =>
    callRoute(PATCH, { method: "PATCH", params: { code }, cookie: by, body });

  it("keeps what is not named, and records what was before", async () => {
    const { code, id } = await createAccount({ owner, directory: "utage", name: "旧名" });
    const answer = await patch(code, { customDomain: "https://会員.example.jp/operator/x/login" });
    expect(answer).toMatchObject({ status: 200, body: { name: "旧名", customDomain: "xn--6oqs4l.example.jp" } });
    expect(await patch(code, { name: "新名" })).toMatchObject({
      body: { name: "新名", customDomain: "xn--6oqs4l.example.jp" },
    });
    expect(await patch(code, { customDomain: null })).toMatchObject({ body: { customDomain: null } });
    const events = await prisma().auditEvent.findMany({ where: { accountId: id }, orderBy: { id: "asc" } });
    expect(events.map(({ before, after }) => ({ before, after }))).toEqual([
      { before: { customDomain: null }, after: { customDomain: "xn--6oqs4l.example.jp" } },
      { before: { name: "旧名" }, after: { name: "新名" } },
      { before: { customDomain: "xn--6oqs4l.example.jp" }, after: { customDomain: null } },
    ]);
  });

  it("records nothing when nothing changes, and refuses to change nothing at all", async () => {
    const { code, id } = await createAccount({ owner, directory: "utage", name: "同じ" });
    expect((await patch(code, { name: "同じ", customDomain: "utage-system.com" })).status).toBe(200);
    expect(await prisma().auditEvent.count({ where: { accountId: id } })).toBe(0);
    expect(await patch(code, {})).toMatchObject({ status: 400, body: { errors: [{ code: "nothing_to_change" }] } });
  });

  it.each(["members", "a@example.jp", "javascript:alert(1)", "kenshin.test"])(
    "refuses the domain %s",
    async (domain) => {
      const { code } = await createAccount({ owner, directory: "utage" });
      const errors = [{ path: "customDomain", code: "invalid_domain" }];
      expect(await patch(code, { customDomain: domain })).toMatchObject({ status: 400, body: { errors } });
    },
  );

  it("is answered while a list or work on many operators has added to the contract and is not done", async () => {
    const { code, id } = await createAccount({ owner, name: "旧名" });
    const who = { name: "佐藤 太郎", email: "added@example.jp", permissions: [], registeredOn: null };
    const answer = await forAccount(id).sql(async (db) => {
      await insertOperator(db, who, { actor: { kind: "system", name: "試験" }, now: new Date() });
      return patch(code, { name: "新名" });
    });
    expect(answer).toMatchObject({ status: 200, body: { name: "新名" } });
  });

  it("has no domain for a contract that is kept here", async () => {
    const { code } = await createAccount({ owner });
    const errors = [{ path: "customDomain", code: "utage_only" }];
    expect(await patch(code, { customDomain: "members.example.jp" })).toMatchObject({ status: 400, body: { errors } });
  });
});

describe("the list of contracts", () => {
  type Items = {
    items: { name: string; grade: string; operators: number }[];
    nextCursor: string | null;
    total: number;
  };
  const list = async (by: string, query: Record<string, string> = {}) =>
    (await callRoute(GET, { params: {}, cookie: by, query })).body as Items;

  it("puts the worst first, then goes by name, and can be read in pages", async () => {
    const agency = await createOwner();
    const by = await signedInCookie(agency);
    await createAccount({ owner: agency, name: "リストなし", directory: "utage" });
    await createAccount({ owner: agency, name: "い 有効", directory: "hosted" });
    await createAccount({ owner: agency, name: "あ 有効", directory: "hosted" });
    await createAccount({ owner: agency, name: "強制解約", directory: "utage", contractStatus: "force_cancelled" });
    await createAccount({ owner: agency, name: "未払い", directory: "utage", contractStatus: "past_due" });
    await createAccount({ owner: agency, name: "未確認", directory: "utage", contractStatus: "unknown" });
    const twice = await createAccount({ owner: agency, name: "重複", directory: "utage" });
    await createOperator({ account: twice, email: "a@example.jp" });
    await createOperator({ account: twice, email: "A@example.jp" });

    const whole = await list(by);
    expect(whole.items.map(({ grade, name, operators }) => `${grade} ${name} ${operators}`)).toEqual([
      "E 強制解約 0",
      "D 重複 2",
      "C 未確認 0",
      "B 未払い 0",
      "null リストなし 0",
      "A あ 有効 0",
      "A い 有効 0",
    ]);
    const paged: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Items = await list(by, { limit: "4", ...(cursor === null ? {} : { cursor }) });
      expect(page.total).toBe(7);
      paged.push(...page.items.map(({ name }) => name));
      cursor = page.nextCursor;
    } while (cursor !== null);
    expect(paged).toEqual(whole.items.map(({ name }) => name));
  });

  it.each(["x", "e30", Buffer.from('{"id":"00000000-0000-7000-8000-000000000000"}').toString("base64url")])(
    "refuses the cursor %s, which nobody was given",
    async (cursor) => {
      const answer = await callRoute(GET, { params: {}, cookie, query: { cursor } });
      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_cursor" } });
    },
  );

  it("is empty for a new owner", async () => {
    expect(await list(await anyOwner())).toEqual({ items: [], nextCursor: null, total: 0 });
  });
});

describe("somebody else", () => {
  it("S3: finds another owner's contract as little as one that does not exist", async () => {
    const { code } = await createAccount({ owner });
    const stranger = await anyOwner();
    const foreign = await callRoute(readRoute, { params: { code }, cookie: stranger });
    const unknown = await callRoute(readRoute, { params: { code: "doesNotExist" }, cookie: stranger });
    const bare = ({ status, body }: { status: number; body: unknown }) => ({
      status,
      body: { ...(body as object), requestId: "" },
    });
    expect(bare(foreign)).toEqual(bare(unknown));
    expect(foreign.status).toBe(404);
    const change = { method: "PATCH", params: { code }, cookie: stranger, body: { name: "奪取" } } as const;
    expect((await callRoute(PATCH, change)).status).toBe(404);
    expect((await callRoute(GET, { params: {}, cookie: stranger })).body).toMatchObject({ items: [] });
  });

  it("S5: an operator's login opens no door of the owner, not even of its own contract", async () => {
    const account = await createAccount({ owner });
    const operator = await createOperator({ account });
    const expiresAt = new Date(Date.now() + 3_600_000);
    const session = await prisma().session.create({
      data: {
        ...{ kind: "operator", operatorId: operator.id, accountId: account.id },
        ...{ credentialVersion: 1, browser: "", expiresAt },
      },
      select: { id: true },
    });
    const by = await cookieOfSession(session.id);
    const forbidden = { status: 403, body: { code: "forbidden" } };
    expect(await callRoute(GET, { params: {}, cookie: by })).toMatchObject(forbidden);
    expect(await callRoute(readRoute, { params: { code: account.code }, cookie: by })).toMatchObject(forbidden);
    const body = { name: "奪取", directory: "hosted" };
    expect(await callRoute(POST, { method: "POST", params: {}, cookie: by, body })).toMatchObject(forbidden);
    expect(await prisma().account.count({ where: { name: "奪取" } })).toBe(0);
  });

  it("is asked to sign in, and cannot add from another site", async () => {
    expect((await callRoute(GET, { params: {} })).status).toBe(401);
    const answer = await add({ name: "A", directory: "hosted" }, { origin: "https://evil.example" });
    expect(answer).toMatchObject({ status: 403, body: { code: "bad_origin" } });
  });
});
