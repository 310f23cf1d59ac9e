import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as COMPARE } from "@/app/api/v1/accounts/[code]/check-ups/[id]/compare/route";
import { GET, POST } from "@/app/api/v1/accounts/[code]/check-ups/route";
import { CHECK_UPS_KEPT } from "@/lib/domain/check-up";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { CheckUpDto, CheckUpListDto, ComparisonDto } from "@/lib/schemas/check-up";
import { recordCheckUp } from "@/lib/server/check-ups/record-check-up";
import { recordDailyCheckUps } from "@/lib/server/check-ups/record-daily-check-ups";
import { pool, prisma } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";
import { startImport } from "@/lib/server/imports/start-import";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { openUpload } from "@/lib/server/upload";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators, type OperatorOptions } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";
import { statementsOf } from "../setup/statements";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner({ name: "山田 花子" });
  cookie = await signedInCookie(owner);
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

afterAll(closeJobQueue);

const DAY_MS = 86_400_000;
const daysAfter = (days: number) => new Date(Date.now() + days * DAY_MS);

const add = (options: Partial<OperatorOptions> = {}) => createOperator({ account, passwordHash: "set", ...options });
const remove = (id: string) => prisma().operator.update({ where: { id }, data: { deletedAt: new Date() } });

async function record(of: TestAccount = account): Promise<CheckUpDto> {
  const { status, body } = await callRoute(POST, { method: "POST", params: { code: of.code }, cookie });
  expect({ status, body }).toMatchObject({ status: 201 });
  return body as CheckUpDto;
}

async function list(of: TestAccount = account): Promise<CheckUpListDto> {
  return (await callRoute(GET, { params: { code: of.code }, cookie })).body as CheckUpListDto;
}

type Query = Record<string, string>;
const ask = (id: string, query: Query = {}, code = account.code, by = cookie) =>
  callRoute(COMPARE, { params: { code, id }, query, cookie: by });
async function compared({ id }: { id: string }, query: Query = {}): Promise<ComparisonDto> {
  const { status, body } = await ask(id, query);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as ComparisonDto;
}

/** Who has changed, and how, in the order of the answer. */
const told = ({ items }: ComparisonDto) =>
  items.map(({ operatorId, changes }) => [operatorId, ...changes.map(({ slug, change }) => `${slug} ${change}`)]);
const numbers = ({ causes }: ComparisonDto, slug: string) => {
  const row = causes.find((cause) => cause.slug === slug);
  return row && { new: row.new, back: row.back, fixed: row.fixed, still: row.still };
};

describe("a check-up", () => {
  it("is kept as the sheet stands, with how many people each finding is about", async () => {
    await add({ email: "twin@example.jp" });
    await add({ email: "TWIN@example.jp", passwordHash: null });
    const kept = await record();
    expect(kept).toMatchObject({ origin: "by_hand", recordedBy: "山田 花子", grade: "D", operators: 2 });
    expect(kept.causes.map(({ slug, grade, count, people }) => [slug, grade, count, people])).toEqual([
      ["wrong-login-page", "A", 0, 0],
      ["other-session", null, 0, 0],
      ["duplicate-email", "D", 2, 2],
      ["wrong-password", "D", 1, 1],
      ["deleted-operator", "A", 0, 0],
      ["inactive-contract", "A", 0, 0],
    ]);
    expect(kept.causes[2]?.summary).toContain("1組（2名）");
    expect((await list()).items).toEqual([kept]);
  });

  it("stays as it was when the people change, and the oldest makes room for the newest", async () => {
    const { id } = await add({ passwordHash: null });
    const first = await record();
    await prisma().operator.update({ where: { id }, data: { passwordHash: "set" } });
    for (let kept = 1; kept < CHECK_UPS_KEPT; kept += 1) {
      await recordCheckUp(account.id, { origin: "daily", recordedBy: null }, new Date());
    }
    expect(await prisma().checkUp.count({ where: { accountId: account.id } })).toBe(CHECK_UPS_KEPT);
    const page = await callRoute(GET, { params: { code: account.code }, cookie, query: { limit: "200" } });
    expect((page.body as CheckUpListDto).items.at(-1)).toEqual(first);
    await record();
    expect(await ask(first.id)).toMatchObject({ status: 404 });
    expect(await prisma().checkUp.count({ where: { accountId: account.id } })).toBe(CHECK_UPS_KEPT);
    expect(await prisma().checkUpCause.count({ where: { checkUpId: first.id } })).toBe(0);
  });

  it("S3: of another owner's contract is neither listed, nor made, nor compared", async () => {
    await add();
    const kept = await record();
    const stranger = await signedInCookie(await createOwner());
    const params = { code: account.code };
    expect((await callRoute(GET, { params, cookie: stranger })).status).toBe(404);
    expect((await callRoute(POST, { method: "POST", params, cookie: stranger })).status).toBe(404);
    expect((await ask(kept.id, {}, account.code, stranger)).status).toBe(404);
    const other = await createAccount({ owner });
    expect((await ask(kept.id, {}, other.code)).status).toBe(404);
    const theirs = await record(other);
    expect((await ask(kept.id, { with: theirs.id })).status).toBe(404);
  });
});

describe("two check-ups side by side", () => {
  it("tell for each cause and person what is new, fixed, and still there; now needs no keeping", async () => {
    const unset = await add({ passwordHash: null });
    const stays = await add({ passwordHash: null });
    const before = await record();
    await prisma().operator.update({ where: { id: unset.id }, data: { passwordHash: "set" } });
    const twins = [
      await add({ email: "twin@example.jp" }),
      await add({ email: "TWIN@example.jp", passwordHash: null }),
    ];

    const now = await compared(before);
    expect(now).toMatchObject({
      before: { id: before.id, grade: "D", operators: 2 },
      after: { id: null, grade: "D", operators: 4 },
      ...{ people: { new: 2, back: 0, fixed: 1 }, total: 3, nextCursor: null },
    });
    expect(numbers(now, "wrong-password")).toEqual({ new: 1, back: 0, fixed: 1, still: 1 });
    expect(numbers(now, "duplicate-email")).toEqual({ new: 2, back: 0, fixed: 0, still: 0 });
    expect(told(now)).toEqual([
      [unset.id, "wrong-password fixed"],
      [twins[0]?.id, "duplicate-email new"],
      [twins[1]?.id, "duplicate-email new", "wrong-password new"],
    ]);
    expect(now.causes[2]).toMatchObject({ before: { grade: "A", people: 0 }, after: { grade: "D", people: 2 } });
    expect(told(now).flat()).not.toContain(stays.id);

    const after = await record();
    const { after: later, ...kept } = await compared(before, { with: after.id });
    expect(later).toMatchObject({ id: after.id, origin: "by_hand" });
    const { after: _, ...live } = now;
    expect(kept).toEqual(live);
    expect(await compared(after, { with: before.id })).toMatchObject({ ...live, after: { id: after.id } });
  });

  it("know who is back again: found before the earlier one, not in it, and again now", async () => {
    const twin = await add({ email: "twin@example.jp" });
    const other = await add({ email: "TWIN@example.jp" });
    await record();
    await remove(other.id);
    const between = await record();
    const again = await add({ email: "twin@example.jp" });
    const found = await compared(between);
    expect(numbers(found, "duplicate-email")).toEqual({ new: 1, back: 1, fixed: 0, still: 0 });
    expect(told(found)).toEqual([
      [twin.id, "duplicate-email back"],
      [again.id, "duplicate-email new"],
    ]);
    const first = (await list()).items.at(-1);
    expect(first && numbers(await compared(first), "duplicate-email")).toEqual({ new: 1, back: 0, fixed: 1, still: 1 });
  });

  it("with itself nothing has changed", async () => {
    await add({ passwordHash: null });
    const kept = await record();
    expect(await compared(kept, { with: kept.id })).toMatchObject({ total: 0, people: { new: 0, back: 0, fixed: 0 } });
  });

  it("list the people of one cause or one change, in pages that leave nobody out", async () => {
    const gone = await add({ passwordHash: null });
    const before = await record();
    await remove(gone.id);
    await createOperators(account, 7);
    await add({ email: "twin@example.jp" });
    await add({ email: "TWIN@example.jp" });
    expect(told(await compared(before, { change: "fixed" }))).toEqual([[gone.id, "wrong-password fixed"]]);
    expect(await compared(before, { cause: "duplicate-email" })).toMatchObject({ total: 2 });
    expect(await compared(before, { cause: "duplicate-email", change: "fixed" })).toMatchObject({
      total: 0,
      items: [],
    });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: ComparisonDto = await compared(before, { limit: "4", ...(cursor === "" ? {} : { cursor }) });
      expect(page).toMatchObject({ total: 10, people: { new: 9, fixed: 1 } });
      seen.push(...page.items.map(({ operatorId }) => operatorId));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(10);
    expect(await ask(before.id, { cursor: "2026" })).toMatchObject({ status: 400, body: { code: "invalid_cursor" } });
    expect(await ask(before.id, { with: "yesterday" })).toMatchObject({ status: 400 });
  });

  it("count and list the same people, in all pages, when some of those found are gone for good", async () => {
    const found = [];
    for (let person = 0; person < 7; person += 1) found.push(await add({ passwordHash: null }));
    const before = await record();
    // As the undo of a clean-up takes back whom it had added.
    const gone = found.filter((_, index) => index % 2 === 0).map(({ id }) => id);
    await prisma().operator.deleteMany({ where: { id: { in: gone } } });
    await prisma().operator.updateMany({ where: { accountId: account.id }, data: { passwordHash: "set" } });
    const after = await record();
    for (const other of ["now", after.id]) {
      const first = await compared(before, { with: other, limit: "2" });
      expect(first).toMatchObject({ total: 3, people: { fixed: 3 } });
      expect(numbers(first, "wrong-password")).toEqual({ new: 0, back: 0, fixed: 3, still: 0 });
      const second = await compared(before, { with: other, limit: "2", cursor: first.nextCursor ?? "" });
      expect([...told(first), ...told(second)].map(([id]) => id)).toEqual(
        found.map(({ id }) => id).filter((id) => !gone.includes(id)),
      );
      expect(second.nextCursor).toBeNull();
    }
  });

  it("take as many statements for 20,000 people as for one", { timeout: 300_000 }, async () => {
    const many = await createAccount({ owner });
    await createOperators(account, 1);
    await createOperators(many, 20_000);
    const [one, all] = [await record(), await record(many)];
    await prisma().operator.updateMany({ where: { accountId: many.id }, data: { passwordHash: "set" } });
    const compareAll = () => callRoute(COMPARE, { params: { code: many.code, id: all.id }, cookie });
    expect((await compareAll()).body).toMatchObject({ total: 20_000, people: { fixed: 20_000 } });
    expect(await statementsOf(compareAll)).toBe(await statementsOf(() => ask(one.id)));
    expect(await statementsOf(() => record(many))).toBe(await statementsOf(() => record()));
  });
});

describe("a check-up is kept by itself", () => {
  async function bringIn(text: string, complete = false) {
    const request = new Request("http://kenshin.test", {
      ...{ method: "POST", headers: { "content-type": "text/csv" }, body: text },
    });
    const { id } = await startImport({
      ...{ accountId: account.id, upload: await openUpload(request), now: new Date() },
      choices: { complete, confirmMissing: false, encoding: null, columns: null },
      actor: { kind: "owner", id: owner.id, name: owner.name },
    });
    await runImport(id);
  }

  it("after each list that came in, and not while one waits for the owner's word", async () => {
    await bringIn("名前,メールアドレス\n佐藤,sato@example.jp\n鈴木,suzuki@example.jp\n");
    expect((await list()).items).toEqual([
      expect.objectContaining({ origin: "import", recordedBy: null, operators: 2 }),
    ]);
    // Half of the operators would be gone.
    await bringIn("名前,メールアドレス\n佐藤,sato@example.jp\n", true);
    expect((await list()).items).toHaveLength(1);
  });

  it("once a day, and only when it finds something else than the last one", async () => {
    const { id } = await add();
    await recordDailyCheckUps(daysAfter(0));
    expect((await list()).items).toMatchObject([{ origin: "daily", recordedBy: null, grade: "A" }]);
    await prisma().operator.update({ where: { id }, data: { passwordHash: null } });
    await recordDailyCheckUps(daysAfter(0));
    expect((await list()).items).toHaveLength(1);
    await recordDailyCheckUps(daysAfter(1));
    expect((await list()).items).toMatchObject([{ origin: "daily", grade: "D" }, { grade: "A" }]);
    await recordDailyCheckUps(daysAfter(2));
    expect((await list()).items).toHaveLength(2);
  });

  it("not of a contract in which nobody ever was", async () => {
    await recordDailyCheckUps(daysAfter(0));
    expect((await list()).items).toEqual([]);
    expect(await prisma().account.count({ where: { lastExaminedOn: null } })).toBe(0);
  });

  it("although another contract cannot be examined: that one alone waits for tomorrow", async () => {
    await add();
    const broken = await createAccount({ owner });
    await createOperator({ account: broken });
    const sound = await createAccount({ owner });
    await createOperator({ account: sound });
    // More than a number can count, so every statement that looks at this contract fails.
    const row = { accountId: broken.id, active: 0, deleted: 2 ** 31 - 1 };
    await prisma().operatorCount.createMany({ data: [row, row] });
    expect(await recordDailyCheckUps(daysAfter(0))).toBe(false);
    const kept = await Promise.all([account, broken, sound].map(async (of) => (await list(of)).items.length));
    expect(kept).toEqual([1, 0, 1]);
    expect(await prisma().account.count({ where: { lastExaminedOn: null } })).toBe(0);
    await prisma().operatorCount.deleteMany({ where: { accountId: broken.id, active: 0 } });
    await recordDailyCheckUps(daysAfter(1));
    expect((await list(broken)).items).toHaveLength(1);
  });

  it("and a contract counts as examined only when it was: who is stopped before that begins anew", async () => {
    await add();
    await recordDailyCheckUps(daysAfter(0));
    await add({ passwordHash: null });
    const other = await pool().connect();
    try {
      await other.query("begin");
      await other.query("lock table check_ups in exclusive mode");
      const recording = recordDailyCheckUps(daysAfter(1));
      await expect
        .poll(async () => (await other.query("select 1 from pg_locks where not granted")).rowCount)
        .toBeGreaterThan(0);
      const day = await other.query("select last_examined_on from accounts where id = $1", [account.id]);
      await other.query("commit");
      await recording;
      expect(day.rows).toEqual([{ last_examined_on: tokyoDay(daysAfter(0)) }]);
    } finally {
      other.release();
    }
    const after = await prisma().account.findUnique({ where: { id: account.id }, select: { lastExaminedOn: true } });
    expect(after?.lastExaminedOn?.toISOString().slice(0, 10)).toBe(tokyoDay(daysAfter(1)));
    expect((await list()).items).toHaveLength(2);
  });

  it("once, however many instances look at the same moment", async () => {
    await add();
    await Promise.all(Array.from({ length: 4 }, () => recordDailyCheckUps(daysAfter(0))));
    expect((await list()).items).toHaveLength(1);
  });
});
