import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET as getHealth } from "@/app/api/v1/accounts/[code]/health/route";
import { DELETE as cancelWaiver } from "@/app/api/v1/accounts/[code]/waivers/[id]/route";
import { POST as addWaiver, GET as listWaivers } from "@/app/api/v1/accounts/[code]/waivers/route";
import { GET as listAccounts } from "@/app/api/v1/accounts/route";
import { examineHealth } from "@/lib/domain/health";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { AccountListDto } from "@/lib/schemas/account";
import type { HealthDto } from "@/lib/schemas/health";
import type { WaiverDto } from "@/lib/schemas/waiver";
import { prisma } from "@/lib/server/db";
import { forAccount } from "@/lib/server/for-account";
import { loadOneAccount } from "@/lib/server/health/load-account-facts";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { insertOperator } from "@/lib/server/operators/create-operator";
import { weighWaivers } from "@/lib/server/waivers/weigh-waivers";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { openReportedCase } from "../factories/reported-case";
import { statementsOf } from "../setup/statements";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

afterAll(closeJobQueue);

const operatorHere = (email?: string) =>
  createOperator({ account, passwordHash: "never-compared", ...(email === undefined ? {} : { email }) });
const dayIn = (days: number) => tokyoDay(new Date(Date.now() + days * 86_400_000));

async function sheet(): Promise<HealthDto> {
  const { code } = account;
  const answer = await callApi(getHealth, "GET", `/accounts/${code}/health`, { cookie, params: { code } });
  expect(answer.status).toBe(200);
  return answer.body as HealthDto;
}

const rowOf = async (cause: number) => (await sheet()).causes[cause - 1];

const add = (body: unknown) => {
  const { code } = account;
  return callApi(addWaiver, "POST", `/accounts/${code}/waivers`, { cookie, params: { code }, body });
};

async function waived(slug: WaiverDto["slug"], until = dayIn(30)): Promise<WaiverDto> {
  const { status, body } = await add({ slug, reason: "12月末に退職するため", until });
  expect([status, body]).toMatchObject([201, { slug, status: "standing", createdBy: owner.name }]);
  return body as WaiverDto;
}

const cancel = (id: string) => {
  const { code } = account;
  return callApi(cancelWaiver, "DELETE", `/accounts/${code}/waivers/${id}`, { cookie, params: { code, id } });
};

async function listed(status: string): Promise<WaiverDto[]> {
  const { code } = account;
  const path = `/accounts/${code}/waivers?status=${status}`;
  return (await callApi(listWaivers, "GET", path, { cookie, params: { code } })).body.items as WaiverDto[];
}

const acts = async () => {
  const where = { accountId: account.id, subjectType: "waiver" };
  const events = await prisma().auditEvent.findMany({ where, orderBy: { id: "asc" }, select: { action: true } });
  return events.map(({ action }) => action);
};

async function twoOfOneAddress() {
  await operatorHere("shared@example.jp");
  return operatorHere("Shared@example.jp");
}

describe("a waived finding", () => {
  it("is not ended by a look that read its facts before they were waived", async () => {
    await twoOfOneAddress();
    const now = new Date();
    const known = await loadOneAccount(account.id, now);
    await operatorHere("shared@example.jp");
    await waived("duplicate-email");
    const [judged] = await weighWaivers([{ known, health: examineHealth(known.facts, now) }], now);
    expect(judged).toMatchObject({ grade: "D", waivers: new Map() });
    expect(await sheet()).toMatchObject({ grade: "A", causes: { 2: { count: 3, waiver: { until: dayIn(30) } } } });
    expect(await acts()).toEqual(["waiver_added"]);
  });

  it("stays on the sheet with its letter, and is left out of the contract's grade on sheet and list", async () => {
    await twoOfOneAddress();
    expect((await sheet()).grade).toBe("D");
    const { id, until } = await waived("duplicate-email");
    const after = await sheet();
    expect(after.grade).toBe("A");
    expect(after.causes[2]).toMatchObject({
      ...{ grade: "D", count: 2 },
      waiver: { id, until, reason: "12月末に退職するため", by: owner.name },
    });
    expect(after.causes.filter(({ waiver }) => waiver !== null)).toHaveLength(1);
    const list = (await callApi(listAccounts, "GET", "/accounts?limit=200", { cookie })).body as AccountListDto;
    expect(list.items.find(({ code }) => code === account.code)).toMatchObject({
      grade: "A",
      waived: 1,
      cannotLogIn: 2,
    });
  });

  it("leaves every other finding in the grade", async () => {
    await twoOfOneAddress();
    await createOperator({ account });
    await waived("duplicate-email");
    expect(await sheet()).toMatchObject({ grade: "D", causes: { 3: { grade: "D", waiver: null } } });
  });

  it("counts again when the waiver is taken back, once, in the owner's name", async () => {
    await twoOfOneAddress();
    const { id } = await waived("duplicate-email");
    for (let times = 0; times < 2; times += 1) {
      const ended = { status: "ended", endedAs: "cancelled", endedBy: owner.name };
      expect(await cancel(id)).toMatchObject({ status: 200, body: ended });
    }
    expect(await sheet()).toMatchObject({ grade: "D", causes: { 2: { waiver: null } } });
    expect(await acts()).toEqual(["waiver_added", "waiver_cancelled"]);
  });

  it("can be given another reason or day: the newer waiver replaces the older", async () => {
    await twoOfOneAddress();
    const first = await waived("duplicate-email");
    const second = await waived("duplicate-email", dayIn(60));
    expect((await rowOf(3))?.waiver).toMatchObject({ id: second.id, until: dayIn(60) });
    expect(await listed("ended")).toMatchObject([{ id: first.id, endedAs: "replaced" }]);
    const both = await Promise.all([
      add({ slug: "duplicate-email", reason: "a", until: dayIn(1) }),
      add({ slug: "duplicate-email", reason: "b", until: dayIn(1) }),
    ]);
    expect(both.map(({ status }) => status)).toEqual([201, 201]);
    expect(await listed("standing")).toHaveLength(1);
  });
});

it("a finding is waived while a list or work on many operators has added to the contract and is not done", async () => {
  await twoOfOneAddress();
  const who = { name: "佐藤 太郎", email: "added@example.jp", permissions: [], registeredOn: null };
  await forAccount(account.id).sql(async (db) => {
    await insertOperator(db, who, { actor: { kind: "system", name: "試験" }, now: new Date() });
    await waived("duplicate-email");
  });
  expect(await listed("standing")).toHaveLength(1);
});

describe("a waiver lapses", () => {
  it("the day after its last day, and says so", async () => {
    await twoOfOneAddress();
    const { id } = await waived("duplicate-email", dayIn(0));
    expect((await sheet()).grade).toBe("A");
    const until = new Date(`${dayIn(-1)}T00:00:00Z`);
    await prisma().waiver.update({ where: { id }, data: { until }, select: { id: true } });
    expect(await sheet()).toMatchObject({ grade: "D", causes: { 2: { waiver: null } } });
    expect(await listed("ended")).toMatchObject([{ id, endedAs: "until_passed", endedBy: null }]);
    expect(await acts()).toEqual(["waiver_added", "waiver_expired"]);
  });

  it("for good when other people are concerned, although there are as many", async () => {
    const leaver = await twoOfOneAddress();
    const { id } = await waived("duplicate-email");
    const gone = { deletedAt: new Date(), deletedReason: "manual" } as const;
    await prisma().operator.update({ where: { id: leaver.id }, data: gone, select: { id: true } });
    const other = await operatorHere("shared@example.jp");
    expect(await sheet()).toMatchObject({ grade: "D", causes: { 2: { count: 2, waiver: null } } });
    // The old facts come back; what was decided about them does not.
    await prisma().operator.update({ where: { id: other.id }, data: gone, select: { id: true } });
    await prisma().operator.update({ where: { id: leaver.id }, data: { deletedAt: null }, select: { id: true } });
    expect((await rowOf(3))?.waiver).toBeNull();
    expect(await listed("ended")).toMatchObject([{ id, endedAs: "facts_changed" }]);
    expect(await acts()).toEqual(["waiver_added", "waiver_lapsed"]);
  });

  it("when there is nothing to waive any more", async () => {
    const leaver = await twoOfOneAddress();
    const { id } = await waived("duplicate-email");
    await prisma().operator.update({
      where: { id: leaver.id },
      data: { email: "x", emailKey: "own@example.jp", possibleKey: "own@example.jp" },
    });
    expect(await sheet()).toMatchObject({ grade: "A", causes: { 2: { grade: "A", waiver: null } } });
    expect(await listed("ended")).toMatchObject([{ id, endedAs: "facts_changed" }]);
  });

  it("② when another report comes in the place of one", async () => {
    const report = () =>
      openReportedCase(
        { account: { ...account, customDomain: null, createdAt: new Date() }, about: null, name: "佐藤" },
        new Date(),
      );
    const first = await report();
    await waived("other-session");
    expect(await sheet()).toMatchObject({ grade: "A", causes: { 1: { grade: "C", count: 1 } } });
    await report();
    await prisma().loginCase.update({ where: { id: first }, data: { closedAt: new Date() }, select: { id: true } });
    expect(await sheet()).toMatchObject({ grade: "C", causes: { 1: { count: 1, waiver: null } } });
  });

  it("⑥ when the contract's dates change, not when a day passes", async () => {
    const set = (cancelsOn: string) =>
      prisma().contract.update({
        where: { accountId: account.id },
        data: { cancelsOn: new Date(`${cancelsOn}T00:00:00Z`) },
        select: { accountId: true },
      });
    await set(dayIn(20));
    await waived("inactive-contract");
    expect(await sheet()).toMatchObject({ grade: "A", causes: { 5: { grade: "B" } } });
    await set(dayIn(10));
    expect(await sheet()).toMatchObject({ grade: "B", causes: { 5: { waiver: null } } });
  });

  it("once, however many see it", async () => {
    await twoOfOneAddress();
    const { id } = await waived("duplicate-email");
    await prisma().waiver.update({ where: { id }, data: { factsHash: "others" }, select: { id: true } });
    await Promise.all(Array.from({ length: 8 }, sheet));
    expect(await acts()).toEqual(["waiver_added", "waiver_lapsed"]);
  });
});

describe("what cannot be waived", () => {
  it("an ended contract, a row without finding, and one that cannot be examined", async () => {
    for (const slug of ["duplicate-email", "other-session"]) {
      expect(await add({ slug, reason: "x", until: dayIn(1) })).toMatchObject({
        status: 409,
        body: { code: "not_waivable" },
      });
    }
    account = await createAccount({ owner, contractStatus: "cancelled" });
    const ended = await add({ slug: "inactive-contract", reason: "x", until: dayIn(1) });
    expect(ended).toMatchObject({ status: 409, body: { code: "not_waivable" } });
  });

  it("a finding that is not the one that was seen", async () => {
    await twoOfOneAddress();
    const body = { slug: "duplicate-email", reason: "x", until: dayIn(1) };
    const stale = await add({ ...body, seen: { grade: "D", count: 3 } });
    expect(stale).toMatchObject({ status: 409, body: { code: "stale_finding" } });
    expect(await add({ ...body, seen: { grade: "D", count: 2 } })).toMatchObject({ status: 201 });
  });

  it.each([
    ["until yesterday", { until: dayIn(-1) }],
    ["for more than a year", { until: dayIn(367) }],
    ["until no day", { until: "2026-02-30" }],
    ["without a reason", { reason: " " }],
    ["for no cause", { slug: "contact-support" }],
    ["with a field nobody knows", { grade: "A" }],
  ])("%s", async (_name, part) => {
    await twoOfOneAddress();
    const answer = await add({ slug: "duplicate-email", reason: "x", until: dayIn(1), ...part });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(await listed("all")).toEqual([]);
  });
});

it("S3: a waiver of another contract is not found, and counts there alone", async () => {
  await twoOfOneAddress();
  const { id } = await waived("duplicate-email");
  account = await createAccount({ owner });
  await twoOfOneAddress();
  expect(await sheet()).toMatchObject({ grade: "D" });
  expect(await cancel(id)).toMatchObject({ status: 404, body: { code: "not_found" } });
  expect(await listed("all")).toEqual([]);
});

it("the list of contracts takes as many statements with waivers as without", async () => {
  const other = await createOwner();
  const theirs = await signedInCookie(other);
  const list = () => callApi(listAccounts, "GET", "/accounts?limit=200", { cookie: theirs });
  const statements = async () => {
    await list();
    return statementsOf(list);
  };
  account = await createAccount({ owner: other });
  const alone = await statements();
  const mine = cookie;
  cookie = theirs;
  for (let count = 0; count < 4; count += 1) {
    account = await createAccount({ owner: other });
    await twoOfOneAddress();
    await add({ slug: "duplicate-email", reason: "x", until: dayIn(1) });
  }
  cookie = mine;
  expect(await statements()).toBe(alone);
});
