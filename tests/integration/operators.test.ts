import { beforeAll, describe, expect, it } from "vitest";
import { DELETE, PATCH, GET as READ } from "@/app/api/v1/accounts/[code]/operators/[id]/route";
import { GET, POST } from "@/app/api/v1/accounts/[code]/operators/route";
import type { OperatorListDto, OperatorWithWarningsDto } from "@/lib/schemas/operator";
import { prisma } from "@/lib/server/db";
import type { RouteHandler } from "@/lib/server/route";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";

let cookie: string;
let account: TestAccount;
let foreign: TestOperator;

beforeAll(async () => {
  const owner = await createOwner();
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner });
  foreign = await createOperator({ account: await createAccount({ owner: await createOwner() }) });
});

type Call = { method?: string; body?: unknown; id?: string; of?: TestAccount };

function call(
  handler: RouteHandler,
  query: Record<string, string>,
  { method = "GET", body, id, of = account }: Call = {},
) {
  const request = new Request(`http://kenshin.test/api/v1/x?${new URLSearchParams(query)}`, {
    method,
    headers: { cookie, origin: "http://kenshin.test", "content-type": "application/json" },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  return handler(request, { params: Promise.resolve({ code: of.code, ...(id === undefined ? {} : { id }) }) });
}

async function list(query: Record<string, string>, of = account): Promise<OperatorListDto> {
  const response = await call(GET, query, { of });
  expect(response.status).toBe(200);
  return response.json();
}

async function add(body: unknown, of = account): Promise<OperatorWithWarningsDto> {
  const response = await call(POST, {}, { method: "POST", body, of });
  expect(response.status).toBe(201);
  return response.json();
}

async function code(response: Response): Promise<[number, string]> {
  return [response.status, ((await response.json()) as { code: string }).code];
}

describe("the list of operators", () => {
  let listed: TestAccount;

  beforeAll(async () => {
    listed = await createAccount({ owner: { id: account.ownerId } });
    const names = ["佐藤", "佐藤", "𠮷田", "髙木", "Ann", "ann", "～", "", "🍣", "佐"];
    for (let index = 0; index < 30; index++) {
      await createOperator({
        account: listed,
        name: names[index % names.length] ?? "",
        email: index % 5 === 0 ? `same-${index % 2}@example.jp` : `walker.${index}@gmail.com`,
        registeredOn: index % 3 === 0 ? null : `2026-0${1 + (index % 2)}-01`,
        lastLoginAt: index % 4 === 0 ? null : new Date(Date.UTC(2026, 5, 1 + (index % 6))),
        deletedAt: index % 3 === 1 ? new Date(Date.UTC(2026, 6, 1 + (index % 4))) : null,
      });
    }
    await createOperator({ account: listed, name: "possible", email: "walk.er.2+x@gmail.com" });
    await createOperator({ account: listed, name: "possible", email: "walker.2@googlemail.com" });
  });

  const sorts = ["name", "email", "registeredOn", "lastLoginAt", "deletedAt"].flatMap((key) => [key, `-${key}`]);
  const filters: Record<string, string>[] = [
    { status: "active" },
    { status: "deleted" },
    { status: "all" },
    { duplicates: "same" },
    { duplicates: "possible" },
    { status: "all", query: "walker" },
  ];

  it.each(sorts.flatMap((sort) => filters.map((filter) => ({ sort, ...filter }))))(
    "is walked exactly once and in order, forth and back: %j",
    async (query) => {
      const whole = await list({ ...query, limit: "200" }, listed);
      expect(whole.nextCursor).toBeNull();
      expect(whole.total).toBe(whole.items.length);
      expect(whole.items.length).toBeGreaterThan(1);
      const ids = whole.items.map((item) => item.id);
      expect(new Set(ids).size).toBe(ids.length);
      expectOrder(whole, query.sort);

      const walked: string[] = [];
      let page = await list({ ...query, limit: "4", detail: "full" }, listed);
      for (;;) {
        walked.push(...page.items.map((item) => item.id));
        expect(page.total).toBe(whole.total);
        if (page.nextCursor === null) break;
        page = await list({ ...query, limit: "4", detail: "full", cursor: page.nextCursor }, listed);
      }
      expect(walked).toEqual(ids);

      let before = ids.indexOf(page.items[0]?.id ?? "");
      while (page.previousCursor) {
        page = await list({ ...query, limit: "4", detail: "full", cursor: page.previousCursor }, listed);
        before = Math.max(0, before - 4);
        expect(page.items.map((item) => item.id)).toEqual(ids.slice(before, before + 4));
      }
      expect(before).toBe(0);
    },
  );

  function expectOrder({ items }: OperatorListDto, sort: string) {
    const key = sort.replace("-", "") as "name" | "email" | "registeredOn" | "lastLoginAt" | "deletedAt";
    const values = items.map((item) => (key === "email" ? item.emailKey : item[key]));
    const known = values.filter((value) => value !== null);
    // Rows without a value stand last in both directions.
    expect(values.slice(known.length).every((value) => value === null)).toBe(true);
    const bytes = known.map((value) => Buffer.from(value));
    const sorted = bytes.toSorted(Buffer.compare);
    expect(bytes).toEqual(sort.startsWith("-") ? sorted.reverse() : sorted);
  }

  it("still tells how many a search finds where everybody of the next page has gone", async () => {
    const search = { status: "all", query: "walker", sort: "email" };
    const whole = await list({ ...search, limit: "200" }, listed);
    const last = whole.items.at(-1);
    const cursor = Buffer.from(JSON.stringify({ s: "email", v: last?.emailKey, i: last?.id })).toString("base64url");
    const behind = await list({ ...search, cursor }, listed);
    expect([behind.items, behind.total]).toEqual([[], whole.items.length]);
  });

  it("keeps its place when rows before it go and rows after it come", async () => {
    const first = await list({ sort: "email", limit: "5" }, listed);
    const rest = await list({ sort: "email", limit: "200", cursor: first.nextCursor ?? "" }, listed);
    const gone = first.items[0];
    await prisma().operator.updateMany({
      where: { id: gone?.id ?? "" },
      data: { deletedAt: new Date(), deletedReason: "manual" },
    });
    const again = await list({ sort: "email", limit: "200", cursor: first.nextCursor ?? "" }, listed);
    expect(again.items.map((item) => item.id)).toEqual(rest.items.map((item) => item.id));
    await prisma().operator.updateMany({
      where: { id: gone?.id ?? "" },
      data: { deletedAt: null, deletedReason: null },
    });
  });

  it("marks who is in a group of duplicates when asked, and leaves the mark out otherwise", async () => {
    const full = await list({ detail: "full", limit: "200" }, listed);
    const marked = async (mark: "same" | "possible") => {
      const group = await list({ duplicates: mark, limit: "200" }, listed);
      return new Set(group.items.map((item) => item.id));
    };
    const [same, possible] = [await marked("same"), await marked("possible")];
    for (const item of full.items) {
      const expected = same.has(item.id) ? "same" : possible.has(item.id) ? "possible" : null;
      expect(item.duplicates).toBe(expected);
    }
    expect(Object.keys((await list({}, listed)).items[0] ?? {})).not.toContain("duplicates");
  });

  it.each([
    [{ sort: "passwordHash" }, "invalid_request"],
    [{ sort: "name; drop table operators" }, "invalid_request"],
    [{ sort: "--name" }, "invalid_request"],
    [{ status: "everything" }, "invalid_request"],
    [{ limit: "0" }, "invalid_request"],
    [{ limit: "100000" }, "invalid_request"],
    [{ unknown: "1" }, "invalid_request"],
    [{ cursor: "zzz" }, "invalid_cursor"],
    [{ cursor: Buffer.from("null").toString("base64url") }, "invalid_cursor"],
    [{ cursor: forged({ s: "-name" }) }, "invalid_cursor"],
    [{ cursor: forged({ v: null }) }, "invalid_cursor"],
    [{ cursor: forged({ v: "a\u0000" }) }, "invalid_cursor"],
    [{ cursor: forged({ v: { gt: "" } }) }, "invalid_cursor"],
    [{ cursor: forged({ i: "1 or 1=1" }) }, "invalid_cursor"],
    [{ cursor: forged({ extra: 1 }) }, "invalid_cursor"],
    [{ sort: "registeredOn", cursor: forged({ s: "registeredOn", v: "2026-02-30" }) }, "invalid_cursor"],
    [{ sort: "registeredOn", cursor: forged({ s: "registeredOn", v: "0000-01-01" }) }, "invalid_cursor"],
    [{ sort: "lastLoginAt", cursor: forged({ s: "lastLoginAt", v: "yesterday" }) }, "invalid_cursor"],
  ])("S36: refuses %j", async (query, expected) => {
    expect(await code(await call(GET, query))).toEqual([400, expected]);
  });

  function forged(part: Record<string, unknown>): string {
    const cursor = { s: "name", v: "a", i: "0190a0a0-0000-7000-8000-000000000000", ...part };
    return Buffer.from(JSON.stringify(cursor)).toString("base64url");
  }

  it("S12: refuses a filter that comes twice", async () => {
    const request = new Request("http://kenshin.test/api/v1/x?query=a&query=b", { headers: { cookie } });
    const response = await GET(request, { params: Promise.resolve({ code: listed.code }) });
    expect(await code(response)).toEqual([400, "invalid_request"]);
  });
});

describe("search", () => {
  let searched: TestAccount;

  beforeAll(async () => {
    searched = await createAccount({ owner: { id: account.ownerId } });
    await createOperator({ account: searched, name: "サトウ タロウ", email: "Taro_100%@example.jp" });
    await createOperator({ account: searched, name: "佐藤　花子", email: "ｈａｎａｋｏ＠example.jp" });
    await createOperator({ account: searched, name: "𠮷田\\次郎", email: "jiro@example.com" });
  });

  it.each([
    ["ｻﾄｳ", ["サトウ タロウ"]],
    ["ＴＡＲＯ", ["サトウ タロウ"]],
    ["taro_100%", ["サトウ タロウ"]],
    ["佐藤花子", ["佐藤　花子"]],
    ["HANAKO@", ["佐藤　花子"]],
    ["𠮷", ["𠮷田\\次郎"]],
    ["\\", ["𠮷田\\次郎"]],
    ["_", ["サトウ タロウ"]],
    ["%", ["サトウ タロウ"]],
    ["e_ample", []],
    ["example.jp", ["サトウ タロウ", "佐藤　花子"]],
    ["  ", ["サトウ タロウ", "佐藤　花子", "𠮷田\\次郎"]],
    ["\t佐藤\n", ["佐藤　花子"]],
    ["花子　佐藤", ["佐藤　花子"]],
    ["佐藤 example.jp", ["佐藤　花子"]],
    ["佐藤 example.com", []],
  ])("finds by %j: %j", async (query, names) => {
    const found = await list({ query }, searched);
    expect(found.items.map((item) => item.name)).toEqual(names);
    expect(found.total).toBe(names.length);
  });

  it("answers 400, not a fault, to characters no name has", async () => {
    expect(await code(await call(GET, { query: "a\u0000b" }))).toEqual([400, "invalid_request"]);
    expect(await code(await call(GET, { query: "あ".repeat(301) }))).toEqual([400, "invalid_request"]);
  });
});

describe("adding and editing an operator", () => {
  it("keeps the address as typed beside its key, and warns of one that is held already", async () => {
    const first = await add({
      name: " 佐藤 ",
      email: " Ｓａｔｏ@Example.jp ",
      permissions: ["売上機能", "売上機能", "独自"],
    });
    expect(first).toMatchObject({
      name: "佐藤",
      email: "Ｓａｔｏ@Example.jp",
      emailKey: "sato@example.jp",
      permissions: ["売上機能", "独自"],
      status: "active",
      passwordSet: false,
      version: 1,
      warnings: [],
    });
    expect(first.registeredOn).toMatch(/^\d{4}-\d\d-\d\d$/);
    expect((await add({ name: "佐藤2", email: "sato@example.jp" })).warnings).toEqual(["duplicate_email"]);
  });

  it("claims no registration day it cannot know on a utage contract", async () => {
    const utage = await createAccount({ owner: { id: account.ownerId }, directory: "utage" });
    expect((await add({ name: "佐藤", email: "a@example.jp" }, utage)).registeredOn).toBeNull();
    const known = { name: "佐藤", email: "b@example.jp", registeredOn: "2026-04-01" };
    expect((await add(known, utage)).registeredOn).toBe("2026-04-01");
  });

  it.each([
    ["no address", { name: "a", email: "" }, "invalid_email"],
    ["two at signs", { name: "a", email: "a@b＠example.jp" }, "invalid_email"],
    ["a NUL in the address", { name: "a", email: "a\u0000@example.jp" }, "invalid_email"],
    ["an object as address", { name: "a", email: { contains: "@" } }, "invalid_request"],
    ["a list as name", { name: ["a"], email: "a@example.jp" }, "invalid_request"],
    ["a blank name", { name: " 　 ", email: "a@example.jp" }, "invalid_request"],
    ["a NUL in the name", { name: "a\u0000b", email: "a@example.jp" }, "invalid_request"],
    ["half a surrogate pair", { name: "a\ud842", email: "a@example.jp" }, "invalid_request"],
    ["a name over length", { name: "あ".repeat(201), email: "a@example.jp" }, "invalid_request"],
    [
      "a permission over length",
      { name: "a", email: "a@example.jp", permissions: ["あ".repeat(101)] },
      "invalid_request",
    ],
    ["a line break in a permission", { name: "a", email: "a@example.jp", permissions: ["a\nb"] }, "invalid_request"],
    ["a day that is none", { name: "a", email: "a@example.jp", registeredOn: "2026-02-30" }, "invalid_request"],
    ["the year 0", { name: "a", email: "a@example.jp", registeredOn: "0000-01-01" }, "invalid_request"],
    ["S37: a field no form has", { name: "a", email: "a@example.jp", passwordHash: "x" }, "invalid_request"],
    ["S37: another contract's id", { name: "a", email: "a@example.jp", accountId: "x" }, "invalid_request"],
  ])("S12: refuses %s", async (_what, body, expected) => {
    expect(await code(await call(POST, {}, { method: "POST", body }))).toEqual([400, expected]);
  });

  it.each([
    ["", "missing_email", "An e-mail address is needed."],
    ["taro@", "invalid_email", "This is not an e-mail address."],
  ])("says of the address %j what is wrong with it, by code and in a sentence", async (email, fault, message) => {
    const response = await call(POST, {}, { method: "POST", body: { name: "a", email } });
    expect((await response.json()).errors).toEqual([{ path: "email", code: fault, message }]);
  });

  it("changes only the fields that are named, finds it by the new name, and counts the version up", async () => {
    const made = await add({ name: "旧姓", email: "kyusei@example.jp", permissions: ["売上機能"] });
    const changed = await call(PATCH, {}, { method: "PATCH", id: made.id, body: { version: 1, name: "新姓" } });
    expect(await changed.json()).toMatchObject({
      name: "新姓",
      email: "kyusei@example.jp",
      permissions: ["売上機能"],
      version: 2,
      warnings: [],
    });
    expect((await list({ query: "新姓" })).total).toBe(1);
    expect((await list({ query: "旧姓" })).total).toBe(0);
    const event = await prisma().auditEvent.findFirst({
      where: { subjectId: made.id, action: "operator_changed" },
      select: { before: true, after: true },
    });
    expect(event).toEqual({ before: { name: "旧姓" }, after: { name: "新姓" } });
  });

  it("S52: refuses an edit made on an older version, and of two at once lets one through", async () => {
    const made = await add({ name: "競合", email: "race@example.jp" });
    const edit = (name: string, version: number) =>
      call(PATCH, {}, { method: "PATCH", id: made.id, body: { version, name } });
    const answers = await Promise.all([edit("甲", 1), edit("乙", 1)]);
    expect(answers.map((answer) => answer.status).toSorted()).toEqual([200, 409]);
    expect(await code(await edit("丙", 1))).toEqual([409, "stale_operator"]);
    expect((await edit("丙", 2)).status).toBe(200);
  });

  it("S52: refuses to edit an operator who was deleted meanwhile", async () => {
    const made = await add({ name: "削除前", email: "before-delete@example.jp" });
    const deleted = await call(DELETE, {}, { method: "DELETE", id: made.id });
    expect(await deleted.json()).toMatchObject({
      status: "applied",
      results: [{ operatorId: made.id, result: "done" }],
    });
    const edit = { method: "PATCH", id: made.id, body: { version: 2, name: "x" } };
    expect(await code(await call(PATCH, {}, edit))).toEqual([409, "stale_operator"]);
    expect(await code(await call(DELETE, {}, { method: "DELETE", id: made.id }))).toEqual([409, "already_applied"]);
    const read = await call(READ, {}, { id: made.id });
    expect(await read.json()).toMatchObject({ status: "deleted", deletedReason: "manual", deletedBy: "山田 花子" });
  });

  it("S37: takes no deletion, password or version through an edit", async () => {
    const made = await add({ name: "不変", email: "fixed@example.jp" });
    for (const field of ["deletedAt", "passwordSet", "passwordHash", "emailKey", "id", "status"]) {
      const body = { version: 1, [field]: "x" };
      expect((await call(PATCH, {}, { method: "PATCH", id: made.id, body })).status).toBe(400);
    }
    expect((await call(PATCH, {}, { method: "PATCH", id: made.id, body: { version: 1 } })).status).toBe(400);
    expect((await call(PATCH, {}, { method: "PATCH", id: made.id, body: { name: "x" } })).status).toBe(400);
  });

  it("S3: answers 404 to the id of another contract's operator, as to one that does not exist", async () => {
    for (const id of [foreign.id, "0190a0a0-0000-7000-8000-000000000000", "nonsense"]) {
      expect((await call(READ, {}, { id })).status).toBe(404);
      const patch = { method: "PATCH", id, body: { version: 1, name: "x" } };
      expect((await call(PATCH, {}, patch)).status).toBe(404);
      expect((await call(DELETE, {}, { method: "DELETE", id })).status).toBe(404);
    }
    const kept = await prisma().operator.findUniqueOrThrow({ where: { id: foreign.id }, select: { deletedAt: true } });
    expect(kept.deletedAt).toBeNull();
  });

  it("on a utage contract deletes nothing but makes a to-do", async () => {
    const utage = await createAccount({ owner: { id: account.ownerId }, directory: "utage" });
    const operator = await createOperator({ account: utage });
    const answer = await call(DELETE, {}, { method: "DELETE", id: operator.id, of: utage });
    expect(await answer.json()).toMatchObject({ status: "to_do", results: [{ result: "skipped", code: "to_do" }] });
    const read = await call(READ, {}, { id: operator.id, of: utage });
    expect(await read.json()).toMatchObject({ status: "active" });
  });
});
