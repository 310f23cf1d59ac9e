import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as assignCase } from "@/app/api/v1/accounts/[code]/cases/[id]/assign/route";
import { POST as closeCase } from "@/app/api/v1/accounts/[code]/cases/[id]/close/route";
import { GET as getCase } from "@/app/api/v1/accounts/[code]/cases/[id]/route";
import { GET as listCases, POST as openByHand } from "@/app/api/v1/accounts/[code]/cases/route";
import { POST as diagnose } from "@/app/api/v1/accounts/[code]/diagnoses/route";
import { storedEmailKey } from "@/lib/domain/email";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import type { LoginCaseDto, LoginCaseListDto } from "@/lib/schemas/login-case";
import type { Report } from "@/lib/server/cases/judge-report";
import { CASES_AT_ONCE, recheckCases, recheckCasesOf } from "@/lib/server/cases/recheck-cases";
import { pool, prisma } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, type OperatorOptions } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { openReportedCase } from "../factories/reported-case";

const PASSWORD = "とても長い合言葉 correct horse";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let passwordHash: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

afterAll(closeJobQueue);

const operatorHere = (options: Partial<OperatorOptions> = {}) => createOperator({ account, passwordHash, ...options });

async function looked(body: unknown): Promise<DiagnosisDto> {
  const { code } = account;
  const answer = await callApi(diagnose, "POST", `/accounts/${code}/diagnoses`, { cookie, params: { code }, body });
  expect(answer.status).toBe(200);
  return answer.body as DiagnosisDto;
}

async function listed(query = "", by = cookie): Promise<LoginCaseListDto> {
  const { code } = account;
  const answer = await callApi(listCases, "GET", `/accounts/${code}/cases${query}`, { cookie: by, params: { code } });
  expect(answer.status).toBe(200);
  return answer.body as LoginCaseListDto;
}

const call = (handler: typeof getCase, method: string, id: string, act = "", body?: unknown) => {
  const { code } = account;
  return callApi(handler, method, `/accounts/${code}/cases/${id}${act}`, { cookie, params: { code, id }, body });
};

async function read(id: string): Promise<LoginCaseDto> {
  const { status, body } = await call(getCase, "GET", id);
  expect(status).toBe(200);
  return body as LoginCaseDto;
}

/** As the API has it: the case's account with what a report needs to be judged. */
const report = (about: Report["about"], name = "佐藤", now = new Date()) =>
  openReportedCase({ account: { ...account, customDomain: null, createdAt: new Date() }, about, name }, now);

const signIn = (email: string, password = PASSWORD) =>
  tryOperatorLogin(
    { code: account.code, email, password, signedInAs: null, origin: { browser: "Chrome", network: null } },
    new Date(),
  );

describe("a case is opened", () => {
  it("by a look that finds a cause, once, and kept up to date by the next look", async () => {
    const { id: operatorId, email } = await operatorHere({ name: "佐藤 太郎", passwordHash: null });
    const { caseId } = await looked({ operatorId });
    expect(await listed()).toMatchObject({
      total: 1,
      nextCursor: null,
      items: [
        {
          ...{ id: caseId, status: "open", operatorId, operatorStatus: "active", name: "佐藤 太郎", email },
          ...{ origin: "owner", openedBy: owner.name, closedAt: null, closedAs: null, closedBy: null },
          nextStep: { slug: "wrong-password", state: "blocking" },
          states: ["unknown", "unknown", "clear", "blocking", "clear", "clear"],
        },
      ],
    });
    await operatorHere({ email });
    expect((await looked({ operatorId })).caseId).toBe(caseId);
    expect(await listed()).toMatchObject({ total: 1, items: [{ nextStep: { slug: "duplicate-email" } }] });
  });

  it("by no look at somebody healthy, however often", async () => {
    const { id: operatorId } = await operatorHere();
    for (let looks = 0; looks < 3; looks += 1) expect((await looked({ operatorId })).caseId).toBeNull();
    expect(await listed("?status=all")).toMatchObject({ items: [], total: 0 });
  });

  it("once, however many look at the same person at once", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const found = await Promise.all([
      ...Array.from({ length: 10 }, () => looked({ operatorId })),
      ...Array.from({ length: 5 }, async () => ({ caseId: await report({ operatorId }) })),
    ]);
    expect(new Set(found.map(({ caseId }) => caseId)).size).toBe(1);
    expect(await listed("?status=all")).toMatchObject({ total: 1, items: [{ origin: "self_check" }] });
  });

  it("by a report, whatever the verdict, with the verdict run", async () => {
    const { id: operatorId } = await operatorHere();
    const id = await report({ operatorId });
    expect(await read(id)).toMatchObject({
      ...{ origin: "self_check", operatorId, status: "open", openedBy: "佐藤" },
      nextStep: { slug: "wrong-login-page", state: "unknown" },
    });
    expect((await looked({ operatorId })).caseId).toBe(id);
  });

  it("by a report that gives an address nobody has, or only a name", async () => {
    const emailKey = storedEmailKey("nobody@example.jp");
    const byAddress = await report({ emailKey });
    expect(await report({ emailKey })).toBe(byAddress);
    expect(await read(byAddress)).toMatchObject({ operatorId: null, email: "nobody@example.jp", name: "佐藤" });
    const byName = await report(null);
    expect(await report(null)).not.toBe(byName);
    expect(await read(byName)).toMatchObject({
      ...{ operatorId: null, email: null, name: "佐藤", states: [], nextStep: null, checkedAt: null },
    });
  });

  it("by hand, where nothing is known to be wrong", async () => {
    const { id: operatorId } = await operatorHere();
    const { code } = account;
    const body = { operatorId };
    const answer = await callApi(openByHand, "POST", `/accounts/${code}/cases`, { cookie, params: { code }, body });
    expect(answer).toMatchObject({ status: 201, body: { operatorId, origin: "owner", openedBy: owner.name } });
  });

  it("with the wrong page that was pasted: later looks judge it too, until another one is pasted", async () => {
    const { id: operatorId } = await operatorHere();
    const wrong = "http://kenshin.test/login";
    expect((await looked({ operatorId, loginUrl: wrong })).nextStep).toMatchObject({ state: "blocking" });
    expect(await looked({ operatorId })).toMatchObject({ loginUrl: wrong, nextStep: { slug: "wrong-login-page" } });
    const right = `http://kenshin.test/operator/${account.code}/login`;
    expect((await looked({ operatorId, loginUrl: right })).nextStep.slug).toBe("other-session");
    expect((await looked({ operatorId })).loginUrl).toBeNull();
  });
});

describe("what the person has tried in vain", () => {
  it("is remembered with the open case, until something else is ticked or the case is closed", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const { caseId, tried } = await looked({ operatorId, tried: ["wrong-login-page", "other-session"] });
    expect(tried).toEqual(["wrong-login-page", "other-session"]);
    const again = await looked({ operatorId });
    expect([again.caseId, again.tried]).toEqual([caseId, tried]);
    expect(again.verdicts[1]?.evidence).toMatchObject([{ code: "tried" }]);
    await report({ operatorId });
    expect((await looked({ operatorId, tried: ["other-session"] })).tried).toEqual(["other-session"]);
    expect((await looked({ operatorId })).tried).toEqual(["other-session"]);
    expect((await looked({ operatorId, tried: [] })).tried).toEqual([]);
    expect((await looked({ operatorId })).tried).toEqual([]);
    await looked({ operatorId, tried: ["other-session"] });
    await call(closeCase, "POST", caseId ?? "", "/close");
    expect((await looked({ operatorId })).tried).toEqual([]);
  });

  it("is remembered of who is kept by hand", async () => {
    const { id: operatorId } = await operatorHere();
    const { code } = account;
    const body = { operatorId, tried: ["other-session"] };
    await callApi(openByHand, "POST", `/accounts/${code}/cases`, { cookie, params: { code }, body });
    expect((await looked({ operatorId })).tried).toEqual(["other-session"]);
  });

  it("is ruled out on the list as it is in the diagnosis", async () => {
    const { id: operatorId } = await operatorHere();
    const { code } = account;
    await callApi(openByHand, "POST", `/accounts/${code}/cases`, { cookie, params: { code }, body: { operatorId } });
    for (const tried of [[], ["wrong-login-page"], ["wrong-login-page", "other-session"]]) {
      const { slug, state } = (await looked({ operatorId, tried })).nextStep;
      expect(await listed()).toMatchObject({ items: [{ nextStep: { slug, state } }] });
    }
  });
});

describe("a case is closed", () => {
  it("by the person's sign-in, of whichever row of the address it is", async () => {
    const gone = await operatorHere({ deletedAt: new Date() });
    const { id } = await operatorHere({ email: gone.email, passwordHash: null });
    const cases = [await looked({ operatorId: gone.id }), await looked({ operatorId: id })].map(({ caseId }) => caseId);
    const other = await operatorHere({ passwordHash: null });
    const theirs = await looked({ operatorId: other.id });
    expect((await signIn(gone.email)).ok).toBe(false);
    expect(await listed()).toMatchObject({ total: 3 });
    await prisma().operator.update({ where: { id }, data: { passwordHash }, select: { id: true } });
    expect((await signIn(gone.email)).ok).toBe(true);
    for (const caseId of cases) {
      expect(await read(caseId ?? "")).toMatchObject({ status: "closed", closedAs: "signed_in", closedBy: null });
    }
    expect(await listed()).toMatchObject({ total: 1, items: [{ id: theirs.caseId }] });
  });

  it("but no sign-in waits for somebody who works on it: the case is passed over", async () => {
    const { id: operatorId, email } = await operatorHere();
    const id = await report({ operatorId });
    await prisma().$transaction(async (tx) => {
      await tx.$queryRaw`select id from login_cases where id = ${id}::uuid for update`;
      expect((await signIn(email)).ok).toBe(true);
    });
    expect(await read(id)).toMatchObject({ status: "open" });
    // Whoever opens the list finds the sign-in.
    expect(await listed()).toMatchObject({ total: 0 });
    expect(await read(id)).toMatchObject({ status: "closed", closedAs: "signed_in" });
  });

  it("when every check passes, and says so to who looks at it", async () => {
    const { id: operatorId, email } = await operatorHere();
    await signIn(email, "まちがった長い合言葉です");
    const loginUrl = `http://kenshin.test/operator/${account.code}/login`;
    const { caseId } = await looked({ operatorId, loginUrl });
    // A success would close it by itself, so only what it leaves behind is made.
    const seen = { accountId: account.id, operatorId, page: "operator_page", result: "success" } as const;
    await prisma().loginAttempt.create({ data: { ...seen, browser: "Chrome", createdAt: new Date() } });
    await prisma().signInThrottle.deleteMany({ where: { operatorId } });
    expect((await looked({ operatorId })).nextStep.state).toBe("unknown");
    expect(await read(caseId ?? "")).toMatchObject({ status: "open" });
    expect(await looked({ operatorId, loginUrl })).toMatchObject({ caseId, nextStep: { slug: "contact-support" } });
    expect(await read(caseId ?? "")).toMatchObject({ status: "closed", closedAs: "all_clear" });
  });

  it("by hand, in the owner's name and the log; the same verdict does not open it again that day", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const { caseId } = await looked({ operatorId });
    const id = caseId ?? "";
    for (let times = 0; times < 2; times += 1) {
      const closing = { status: "closed", closedAs: "by_hand", closedBy: owner.name };
      expect(await call(closeCase, "POST", id, "/close")).toMatchObject({ status: 200, body: closing });
    }
    expect(await prisma().auditEvent.count({ where: { accountId: account.id, action: "case_closed" } })).toBe(1);
    expect((await looked({ operatorId })).caseId).toBe(id);
    expect(await listed()).toMatchObject({ total: 0 });
    expect(await listed("?status=closed")).toMatchObject({ total: 1, items: [{ id }] });
    await prisma().loginCase.update({ where: { id }, data: { closedAt: new Date(Date.now() - 90_000_000) } });
    expect((await looked({ operatorId })).caseId).not.toBe(id);
    expect(await listed()).toMatchObject({ total: 1 });
  });
});

describe("an open case is looked at again", () => {
  const longAgo = { lastCheckedAt: new Date(Date.now() - 3_600_000) };

  it("by the sweep, with the page that it remembers, and is brought up to date", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const { caseId } = await looked({ operatorId, loginUrl: "http://kenshin.test/login" });
    const id = caseId ?? "";
    await prisma().operator.update({ where: { id: operatorId }, data: { passwordHash }, select: { id: true } });
    await recheckCases(new Date());
    // Just looked at.
    expect((await read(id)).states).toEqual(["blocking", "unknown", "clear", "blocking", "clear", "clear"]);
    await prisma().loginCase.update({ where: { id }, data: longAgo, select: { id: true } });
    await recheckCases(new Date());
    expect(await read(id)).toMatchObject({ status: "open", nextStep: { slug: "wrong-login-page" } });
    expect((await read(id)).states).toEqual(["blocking", "unknown", "clear", "clear", "clear", "clear"]);
  });

  it("by several instances at once, each of which takes cases of its own", async () => {
    const people = Array.from({ length: CASES_AT_ONCE + 5 }, () => operatorHere({ passwordHash: null }));
    for (const { id: operatorId } of await Promise.all(people)) await report({ operatorId });
    await prisma().loginCase.updateMany({ where: { accountId: account.id }, data: longAgo });
    const now = new Date();
    await Promise.all([recheckCasesOf(account.id, now), recheckCasesOf(account.id, now)]);
    const { id: accountId } = account;
    expect(await prisma().loginCase.count({ where: { accountId, lastCheckedAt: now } })).toBe(people.length);
  });

  it("and an address that nobody had becomes the case of who has it now", async () => {
    const id = await report({ emailKey: storedEmailKey(`late-${account.code}@example.jp`.toLowerCase()) });
    const { id: operatorId } = await operatorHere({ email: `late-${account.code}@example.jp`, name: "佐藤 太郎" });
    await prisma().loginCase.update({ where: { id }, data: longAgo, select: { id: true } });
    expect(await listed()).toMatchObject({ total: 1, items: [{ id, operatorId, name: "佐藤 太郎" }] });
  });

  it("a sign-in before it was opened proves nothing", async () => {
    const { id: operatorId, email } = await operatorHere();
    expect((await signIn(email)).ok).toBe(true);
    const id = await report({ operatorId }, "佐藤", new Date(Date.now() + 1000));
    expect(await listed()).toMatchObject({ total: 1, items: [{ id }] });
  });
});

describe("a report that gave only a name", () => {
  it("becomes the case of the operator whom the owner names, with the verdict run", async () => {
    const { id: operatorId } = await operatorHere({ name: "佐藤 太郎", passwordHash: null });
    const id = await report(null, "さとう");
    const answer = await call(assignCase, "POST", id, "/assign", { operatorId });
    expect(answer).toMatchObject({
      status: 200,
      body: { id, operatorId, name: "佐藤 太郎", openedBy: "さとう", nextStep: { slug: "wrong-password" } },
    });
    const again = await call(assignCase, "POST", id, "/assign", { operatorId });
    expect(again).toMatchObject({ status: 409, body: { code: "case_assigned" } });
  });

  it("joins the case that is open for that person already", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const { caseId } = await looked({ operatorId });
    const id = await report(null);
    const answer = await call(assignCase, "POST", id, "/assign", { operatorId });
    expect(answer.body).toMatchObject({ id: caseId, origin: "self_check", status: "open" });
    expect(await read(id)).toMatchObject({ operatorId, closedAs: "joined", closedBy: owner.name });
    const over = await call(assignCase, "POST", id, "/assign", { operatorId });
    expect(over).toMatchObject({ status: 409, body: { code: "case_over" } });
  });

  it("is joined by what that person reports in the same moment", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const id = await report(null);
    const holder = await pool().connect();
    const waiting = async () =>
      (
        await holder.query(
          "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
        )
      ).rowCount;
    try {
      await holder.query("begin");
      await holder.query("select from login_cases where id = $1 for update", [id]);
      // It has the operator, and is kept from the case until the other report is under way.
      const assigning = call(assignCase, "POST", id, "/assign", { operatorId });
      await expect.poll(waiting).toBe(1);
      const reporting = report({ operatorId });
      await expect.poll(waiting).toBe(2);
      await holder.query("rollback");
      expect(await assigning).toMatchObject({ status: 200, body: { id, operatorId, status: "open" } });
      expect(await reporting).toBe(id);
    } finally {
      await holder.query("rollback");
      holder.release();
    }
  });

  it("S3: is given to nobody of another contract", async () => {
    const id = await report(null);
    const foreign = await createOperator({ account: await createAccount({ owner }) });
    const answer = await call(assignCase, "POST", id, "/assign", { operatorId: foreign.id });
    expect(answer).toMatchObject({ status: 404, body: { code: "not_found" } });
  });
});

describe("whose cases they are", () => {
  it("S3: a case of another contract is not found, and no report can be about its people", async () => {
    const { id: operatorId } = await operatorHere({ passwordHash: null });
    const { caseId } = await looked({ operatorId });
    const id = caseId ?? "";
    account = await createAccount({ owner });
    expect(await call(getCase, "GET", id)).toMatchObject({ status: 404 });
    expect(await call(closeCase, "POST", id, "/close")).toMatchObject({ status: 404 });
    expect(await call(assignCase, "POST", id, "/assign", { operatorId })).toMatchObject({ status: 404 });
    await expect(report({ operatorId })).rejects.toMatchObject({ code: "not_found" });
    expect(await listed("?status=all")).toMatchObject({ total: 0 });
    expect(await prisma().loginCase.count({ where: { id, closedAt: null } })).toBe(1);
  });

  it("the pages of a list follow each other without a gap", async () => {
    const ids: string[] = [];
    for (let count = 0; count < 5; count += 1) ids.push(await report(null, `報告${count}`));
    const pages = async (query: string) => {
      const first = await listed(`?limit=2&${query}`);
      const second = await listed(`?limit=2&${query}&cursor=${first.nextCursor}`);
      const third = await listed(`?limit=2&${query}&cursor=${second.nextCursor}`);
      expect([first.total, third.nextCursor]).toEqual([5, null]);
      return [first, second, third].flatMap(({ items }) => items.map(({ id }) => id));
    };
    // Those of one millisecond stand in the order of their ids.
    expect(await pages("status=open")).toEqual(ids.toSorted().toReversed());
    for (const [hoursAgo, id] of ids.entries()) {
      const closedAt = new Date(Date.now() - hoursAgo * 3_600_000);
      await prisma().loginCase.update({ where: { id }, data: { closedAt, closedAs: "by_hand" }, select: { id: true } });
    }
    expect(await pages("status=closed")).toEqual(ids);
  });
});
