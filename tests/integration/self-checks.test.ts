import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as assign } from "@/app/api/v1/accounts/[code]/cases/[id]/assign/route";
import { GET as getCaseSelfChecks } from "@/app/api/v1/accounts/[code]/cases/[id]/self-checks/route";
import { GET as listCases } from "@/app/api/v1/accounts/[code]/cases/route";
import { POST as diagnose } from "@/app/api/v1/accounts/[code]/diagnoses/route";
import { GET as getHealth } from "@/app/api/v1/accounts/[code]/health/route";
import { GET as getLoginPage } from "@/app/api/v1/accounts/[code]/login-page/route";
import { GET as getCheckLink } from "@/app/api/v1/accounts/[code]/operators/[id]/check-link/route";
import { GET as getSelfChecks } from "@/app/api/v1/accounts/[code]/operators/[id]/self-checks/route";
import { POST as send } from "@/app/api/v1/self-checks/route";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import type { HealthDto } from "@/lib/schemas/health";
import type { LoginCaseListDto } from "@/lib/schemas/login-case";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import type { SelfCheckDto } from "@/lib/schemas/self-check";
import { openCase } from "@/lib/server/cases/open-case";
import { pool, prisma } from "@/lib/server/db";
import { closeJobQueue, jobQueue } from "@/lib/server/jobs/queue";
import { openCheckPage } from "@/lib/server/self-checks/open-check-page";
import { purgeSelfChecks } from "@/lib/server/self-checks/purge-self-checks";
import { receiveSelfCheck } from "@/lib/server/self-checks/receive-self-check";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, type TestOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { KNOWN_BROWSERS } from "../fixtures/user-agents";

const CHROME = KNOWN_BROWSERS[0]?.userAgent ?? "";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let operator: TestOperator;
let networks = 0;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  await jobQueue();
});

beforeEach(async () => {
  account = await createAccount({ owner });
  operator = await createOperator({ account, passwordHash: "$argon2id$never-compared" });
});

afterAll(closeJobQueue);

const LOOKED = { outcome: "looked", seen: "refused", cookies: true, privateWindow: null, tried: [], report: null };
const REPORT = { name: "佐藤 太郎", note: "今朝からです", videoUrl: "https://example.jp/video" };
const REPORTED = { ...LOOKED, outcome: "reported", report: REPORT };

/** A network of its own, unless a test is about one. */
const newNetwork = () => {
  networks += 1;
  return `10.${Math.floor(networks / 250)}.${networks % 250}.7`;
};

const submit = (body: object, { by = "", from = newNetwork(), userAgent = CHROME } = {}) =>
  callApi(send, "POST", "/self-checks", {
    body: { code: account.code, token: null, ...body },
    headers: { "x-kenshin-peer": from, "user-agent": userAgent },
    ...(by === "" ? {} : { cookie: by }),
  });

/** Does what a worker does with everything that waits. */
async function work(): Promise<number> {
  const boss = await jobQueue();
  const jobs = (await boss.fetch<{ sealed: string }>("receive-self-check", { batchSize: 500 })) ?? [];
  for (const job of jobs) await receiveSelfCheck(job.data.sealed, new Date());
  await boss.complete(
    "receive-self-check",
    jobs.map(({ id }) => id),
  );
  return jobs.length;
}

async function personalToken(of = operator, code = account.code, by = cookie): Promise<string> {
  const answer = await callApi(getCheckLink, "GET", "/", { cookie: by, params: { code, id: of.id } });
  expect(answer.status).toBe(200);
  return (answer.body as { url: string }).url.split("/check/")[1] ?? "";
}

const linkOf = async ({ code }: { code: string }, by = cookie) =>
  ((await callApi(getLoginPage, "GET", "/", { cookie: by, params: { code } })).body as LoginPageDto).checkUrl ?? "";

const kept = (of: { id: string }) =>
  prisma().selfCheck.findMany({
    where: { accountId: of.id },
    orderBy: { id: "asc" },
    select: {
      operatorId: true,
      outcome: true,
      seen: true,
      otherLogin: true,
      guide: true,
      reporterName: true,
      note: true,
    },
  });

const listed = async (of = operator, code = account.code) =>
  (
    (await callApi(getSelfChecks, "GET", "/", { cookie, params: { code, id: of.id } })).body as {
      items: SelfCheckDto[];
    }
  ).items;

const LETTER = { blocking: "B", suspected: "S", clear: "C", unknown: "?" } as const;
async function verdict(of = operator, code = account.code) {
  const { body } = await callApi(diagnose, "POST", "/", { cookie, params: { code }, body: { operatorId: of.id } });
  const { verdicts } = body as DiagnosisDto;
  const [page, session] = verdicts;
  return {
    letters: verdicts.map(({ state }) => LETTER[state]).join(""),
    page: page?.evidence.map(({ code: name }) => name).join(),
    session: session?.evidence.map(({ text }) => text).join(),
  };
}

async function operatorCookie(of: TestOperator): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
     values ('operator', $1, $2, 1, 'Chrome', now() + interval '1 day') returning id`,
    [of.id, of.accountId],
  );
  return cookieOfSession(rows[0]?.id ?? "");
}

describe("a self-check behind a personal link", () => {
  it("is kept for the operator, and the owner sees what was found", async () => {
    const token = await personalToken();
    const line = KNOWN_BROWSERS.find(({ name }) => name === "LINE, iPhone")?.userAgent ?? "";
    expect(await submit({ ...LOOKED, token }, { userAgent: line })).toMatchObject({
      status: 202,
      body: { status: "accepted" },
    });
    await submit({ ...REPORTED, token, tried: ["open-login-page", "reset-password"] });
    expect(await work()).toBe(2);
    expect(await listed()).toEqual([
      expect.objectContaining({
        ...{ outcome: "reported", seen: "refused", browser: "Chrome / Windows", otherLogin: false, cookies: true },
        ...{ tried: ["open-login-page", "reset-password"], report: REPORT },
      }),
      expect.objectContaining({ outcome: "looked", browser: "LINE / iPhone", report: null }),
    ]);
    expect((await kept(account)).map(({ guide }) => guide)).toEqual(["line", "chrome"]);
  });

  it("tells cause ② what no server knows; the newest of refusal, success and self-check wins", async () => {
    const token = await personalToken();
    expect((await verdict()).letters).toBe("??CCCC");
    await submit({ ...LOOKED, token }, { by: cookie });
    await work();
    expect(await verdict()).toMatchObject({ letters: "?BCCCC", session: expect.stringContaining("自己チェック") });
    await submit({ ...LOOKED, token });
    await work();
    expect(await verdict()).toMatchObject({ letters: "?CCCCC", session: expect.stringContaining("自己チェックでは") });
    const attempt = (result: "other_session" | "success") =>
      prisma().loginAttempt.createMany({
        data: [
          {
            ...{ accountId: account.id, operatorId: operator.id, page: "operator_page", result },
            ...{ browser: "Chrome", createdAt: new Date() },
          },
        ],
      });
    await attempt("other_session");
    expect(await verdict()).toMatchObject({ letters: "?BCCCC", session: expect.stringContaining("断りました") });
    await attempt("success");
    expect(await verdict()).toMatchObject({
      letters: "?CCCCC",
      session: expect.stringContaining("ログインできています"),
    });
  });

  it("does not take the operator's own login for another one", async () => {
    const token = await personalToken();
    const [own, other] = [operator, await createOperator({ account })];
    await submit({ ...LOOKED, token }, { by: await operatorCookie(own) });
    await submit({ ...LOOKED, token }, { by: await operatorCookie(other) });
    await work();
    expect((await kept(account)).map(({ otherLogin }) => otherLogin)).toEqual([false, true]);
  });

  it("tells cause ① what page is in use, until a sign-in or the person says that it works", async () => {
    const token = await personalToken();
    await submit({ ...LOOKED, token, seen: "other_page" });
    await work();
    expect(await verdict()).toMatchObject({ letters: "SCCCCC", page: "other_page_told" });
    await submit({ ...LOOKED, token, tried: ["open-login-page"] });
    await work();
    expect(await verdict()).toMatchObject({ letters: "CCCCCC", page: "right_page_opened" });
    await submit({ ...LOOKED, token, seen: "other_page" });
    await submit({ ...LOOKED, token, outcome: "solved", seen: "other_page" });
    await work();
    expect(await verdict()).toMatchObject({ letters: "?CCCCC", page: "login_page_not_known" });
  });

  it("is all there is to know on UTAGE, where ② hangs on what the person sees", async () => {
    const utage = await createAccount({ owner, directory: "utage" });
    const listedThere = await createOperator({ account: utage, lastConfirmedAt: new Date() });
    const token = await personalToken(listedThere, utage.code);
    const said = async (body: object) => {
      await submit({ ...LOOKED, code: utage.code, token, ...body }, { by: cookie });
      await work();
      return (await verdict(listedThere, utage.code)).letters.slice(0, 2);
    };
    expect(await said({})).toBe("??");
    expect(await said({ seen: "other_account" })).toBe("?B");
    expect(await said({ seen: "other_account", tried: ["open-login-page"] })).toBe("CB");
    // What was tried in vain leads on to the next cause.
    const tried = ["open-login-page", "log-out-elsewhere", "use-private-window"];
    expect(await said({ seen: "other_account", tried })).toBe("CC");
    expect((await verdict(listedThere, utage.code)).letters[3]).toBe("?");
    await said({ tried: [...tried, "reset-password"] });
    expect((await verdict(listedThere, utage.code)).letters[3]).toBe("C");
  });

  it("counts once, however often the job runs, also at once, by a personal link or without one", async () => {
    for (const token of [null, await personalToken()]) {
      await submit({ ...REPORTED, token });
      const boss = await jobQueue();
      const [job] = (await boss.fetch<{ sealed: string }>("receive-self-check")) ?? [];
      const run = () => receiveSelfCheck(job?.data.sealed ?? "", new Date());
      await Promise.all([run(), run(), run()]);
      // Nor does a late run open again what the owner has closed meanwhile.
      const of = { accountId: account.id, operatorId: token === null ? null : operator.id };
      await prisma().loginCase.updateMany({ where: of, data: { closedAt: new Date(), closedAs: "by_hand" } });
      await run();
      expect(await prisma().selfCheck.count({ where: of })).toBe(1);
      const cases = await prisma().loginCase.findMany({ where: of, select: { closedAs: true } });
      expect([token === null, cases]).toEqual([token === null, [{ closedAs: "by_hand" }]]);
      await boss.complete("receive-self-check", job?.id ?? "");
    }
  });

  it("also works for who was deleted: they may be the one who asks", async () => {
    const gone = await createOperator({ account, deletedAt: new Date() });
    await submit({ ...REPORTED, token: await personalToken(gone) });
    await work();
    expect((await listed(gone)).map(({ outcome }) => outcome)).toEqual(["reported"]);
  });
});

describe("a report", () => {
  const cases = async (of = account) =>
    ((await callApi(listCases, "GET", "/", { cookie, params: { code: of.code } })).body as LoginCaseListDto).items;
  const causes = async (of: TestAccount) => {
    const { body } = await callApi(getHealth, "GET", "/", { cookie, params: { code: of.code } });
    return (body as HealthDto).causes.map(({ grade, count }) => ({ grade, count }));
  };

  it("is a case of the operator with the verdict already run, told by what the report says", async () => {
    const token = await personalToken();
    await submit({ ...REPORTED, token, tried: ["open-login-page"] }, { by: cookie });
    await work();
    const [only, ...more] = await cases();
    expect(more).toEqual([]);
    expect(only).toMatchObject({
      ...{ origin: "self_check", operatorId: operator.id, name: operator.name, openedBy: "佐藤 太郎" },
      ...{ nextStep: { slug: "other-session", state: "blocking" } },
      states: ["clear", "blocking", "clear", "clear", "clear", "clear"],
    });
    await submit({ ...REPORTED, token, report: { ...REPORT, note: "まだです" } });
    await work();
    expect((await cases()).map(({ id, states }) => [id, states[1]])).toEqual([[only?.id, "clear"]]);
    const rows = await prisma().selfCheck.findMany({ where: { accountId: account.id }, select: { caseId: true } });
    expect(rows.map(({ caseId }) => caseId)).toEqual([only?.id, only?.id]);
  });

  it("of nobody in particular is a case with a name, until the owner says who it is", async () => {
    await submit({ ...REPORTED, seen: "other_page" });
    await submit({ ...REPORTED, seen: "other_page" });
    await work();
    const open = await cases();
    expect(open.map(({ name, operatorId, nextStep }) => ({ name, operatorId, nextStep }))).toEqual(
      Array(2).fill({ name: "佐藤 太郎", operatorId: null, nextStep: null }),
    );
    expect((await verdict()).letters).toBe("??CCCC");
    for (const { id } of open) {
      const body = { operatorId: operator.id };
      expect((await callApi(assign, "POST", "/", { cookie, params: { code: account.code, id }, body })).status).toBe(
        200,
      );
    }
    expect(await cases()).toHaveLength(1);
    expect(await verdict()).toMatchObject({ letters: "SCCCCC", page: "other_page_told" });
    const kept = await prisma().selfCheck.findMany({ where: { accountId: account.id }, select: { caseId: true } });
    expect(new Set(kept.map(({ caseId }) => caseId))).toEqual(new Set([(await cases())[0]?.id]));
  });

  it("shows what was written to the owner of the case alone", async () => {
    await submit(REPORTED);
    await work();
    const [open] = await cases();
    const params = { code: account.code, id: open?.id ?? "" };
    const { body } = await callApi(getCaseSelfChecks, "GET", "/", { cookie, params });
    expect((body as { items: SelfCheckDto[] }).items).toEqual([
      expect.objectContaining({ outcome: "reported", report: REPORT, browser: "Chrome / Windows" }),
    ]);
    const elsewhere = { ...params, code: (await createAccount({ owner })).code };
    expect((await callApi(getCaseSelfChecks, "GET", "/", { cookie, params: elsewhere })).status).toBe(404);
  });

  it("is settled on UTAGE by the person's own word, and on a contract kept here by a sign-in alone", async () => {
    for (const directory of ["utage", "hosted"] as const) {
      const of = await createAccount({ owner, directory });
      const person = await createOperator({ account: of });
      const token = await personalToken(person, of.code);
      await submit({ ...REPORTED, code: of.code, token });
      await work();
      expect(await cases(of)).toHaveLength(1);
      await submit({ ...LOOKED, code: of.code, token, outcome: "solved" });
      await work();
      const stored = await prisma().loginCase.findMany({ where: { accountId: of.id }, select: { closedAs: true } });
      expect([directory, stored]).toEqual([directory, [{ closedAs: directory === "utage" ? "told" : null }]]);
    }
  });

  it("opened after the person's word is not settled by it, however late the word is read", async () => {
    const of = await createAccount({ owner, directory: "utage" });
    const person = await createOperator({ account: of });
    const token = await personalToken(person, of.code);
    await submit({ ...LOOKED, code: of.code, token, outcome: "solved" });
    const later = { accountId: of.id, operatorId: person.id, emailKey: null, name: "" };
    await openCase(
      { ...later, origin: "owner", states: null, loginUrl: null, tried: [], openedByName: "山田" },
      new Date(),
    );
    await work();
    expect(await prisma().loginCase.findMany({ where: { accountId: of.id }, select: { closedAs: true } })).toEqual([
      { closedAs: null },
    ]);
  });

  it("stands on the check-up sheet: ② while it is open, ⑤ when somebody deleted asks; also on UTAGE", async () => {
    for (const directory of ["hosted", "utage"] as const) {
      const of = await createAccount({ owner, directory });
      const somebody = await createOperator({ account: of, deletedAt: new Date() });
      expect((await causes(of))[1]).toEqual({ grade: null, count: 0 });
      await submit({ ...REPORTED, code: of.code, token: await personalToken(somebody, of.code) });
      await work();
      const [, session, , , deleted] = await causes(of);
      expect([directory, session, deleted?.grade]).toEqual([directory, { grade: "C", count: 1 }, "D"]);
    }
  });

  it('or a look into a browser ends ②\'s "cannot be known"', async () => {
    const utage = await createAccount({ owner, directory: "utage" });
    const person = await createOperator({ account: utage });
    const token = await personalToken(person, utage.code);
    await submit({ ...LOOKED, code: utage.code, token });
    await work();
    expect((await causes(utage))[1]).toEqual({ grade: null, count: 0 });
    await submit({ ...LOOKED, code: utage.code, token, seen: "other_account" });
    await work();
    expect((await causes(utage))[1]).toEqual({ grade: "A", count: 1 });
  });
});

describe("messages to send", () => {
  it("carry the person's own link where it is known who it is, and the contract's where not", async () => {
    const to = async (question: object) => {
      const { body } = await callApi(diagnose, "POST", "/", { cookie, params: { code: account.code }, body: question });
      const tokens = (body as DiagnosisDto).messages.map(
        ({ text }) => /\/check(?:\/([\w-]+))?\s/.exec(`${text} `)?.[1],
      );
      return Promise.all(tokens.map((token) => openCheckPage(account.code, token ?? null, new Date())));
    };
    for (const page of await to({ operatorId: operator.id })) expect(page.operatorId).toBe(operator.id);
    for (const page of await to({ email: "nobody@example.jp" })) expect(page.operatorId).toBeNull();
    const { messages, checkUrl } = (await callApi(getLoginPage, "GET", "/", { cookie, params: { code: account.code } }))
      .body as LoginPageDto;
    for (const { text } of messages) expect(text).toContain(checkUrl);
  });
});

describe("a link", () => {
  const page = (token: string | null, code = account.code, now = new Date()) => openCheckPage(code, token, now);

  it("is good for 30 days, and the page helps all the same afterwards", async () => {
    const token = await personalToken();
    const day = 86_400_000;
    expect(await page(token, account.code, new Date(Date.now() + 30 * day))).toMatchObject({ operatorId: operator.id });
    const over = await page(token, account.code, new Date(Date.now() + 31 * day));
    expect(over).toEqual(await page(null));
  });

  it("that was tampered with, is another contract's or none at all, behaves like the page for everybody", async () => {
    const token = await personalToken();
    const elsewhere = await createAccount({ owner });
    const theirs = await personalToken(await createOperator({ account: elsewhere }), elsewhere.code);
    const flipped = Buffer.from(token, "base64url");
    flipped[0] = (flipped[0] ?? 0) ^ 1;
    const padded = `${token}=`;
    const bad = [flipped.toString("base64url"), padded, theirs, token.slice(0, -1), `${token}A`, "x", "", "%00", "あ"];
    const open = await page(null);
    expect(open).toEqual({
      ...{ directory: "hosted", loginUrl: `http://kenshin.test/operator/${account.code}/login` },
      ...{ byLink: false, operatorId: null },
    });
    for (const token of bad) {
      expect([token, await page(token)]).toEqual([token, open]);
      await submit({ ...LOOKED, token });
    }
    await work();
    expect(await kept(account)).toEqual([]);
    expect(await kept(elsewhere)).toEqual([]);
  });

  it("S3: of somebody else's operator is not to be had", async () => {
    const stranger = await signedInCookie(await createOwner());
    const asked = [
      [stranger, account.code, operator.id],
      [cookie, (await createAccount({ owner })).code, operator.id],
    ] as const;
    for (const [by, code, id] of asked) {
      for (const handler of [getCheckLink, getSelfChecks]) {
        expect((await callApi(handler, "GET", "/", { cookie: by, params: { code, id } })).status).toBe(404);
      }
    }
  });

  it("S8: and page are built from the settings alone", async () => {
    const headers = { host: "evil.example", "x-forwarded-host": "evil.example" };
    const { body } = await callApi(getCheckLink, "GET", "/", {
      cookie,
      headers,
      params: { code: account.code, id: operator.id },
    });
    expect((body as { url: string }).url).toMatch(
      new RegExp(`^http://kenshin\\.test/operator/${account.code}/check/[\\w-]{48}$`),
    );
  });
});

describe("the page for everybody", () => {
  it("keeps a report of nobody in particular, and nothing else", async () => {
    for (const body of [LOOKED, { ...LOOKED, outcome: "solved" }, REPORTED]) await submit(body);
    expect(await work()).toBe(3);
    expect(await kept(account)).toEqual([
      expect.objectContaining({
        operatorId: null,
        outcome: "reported",
        reporterName: "佐藤 太郎",
        note: "今朝からです",
      }),
    ]);
    expect((await verdict()).letters).toBe("??CCCC");
  });

  it("S15: looks and answers the same for a code that nobody has", async () => {
    const unknown = { ...(await openCheckPage("NoSuchCode12", null, new Date())) };
    const known = await openCheckPage(account.code, null, new Date());
    expect(unknown).toEqual({ ...known, loginUrl: "http://kenshin.test/operator/NoSuchCode12/login" });
    const answers = [];
    for (const code of [account.code, "NoSuchCode12", "no code at all", "\u0000"]) {
      const { status, body } = await submit({ ...REPORTED, code });
      answers.push({ status, body });
    }
    expect(answers).toEqual(Array(4).fill({ status: 202, body: { status: "accepted" } }));
    expect(await work()).toBe(4);
    expect(await kept(account)).toHaveLength(1);
  });

  it("of a contract on UTAGE shows UTAGE's page, and an owner's own domain only behind that owner's link", async () => {
    const utage = await createAccount({ owner, directory: "utage" });
    const standard = `https://utage-system.com/operator/${utage.code}/login`;
    const at = async (url: string) => openCheckPage(utage.code, url.split("/check/")[1] ?? null, new Date());
    expect(await at("")).toMatchObject({ directory: "utage", loginUrl: standard, byLink: false });
    expect(await at(await linkOf(utage))).toMatchObject({ loginUrl: standard, byLink: true });
    await prisma().account.update({ where: { id: utage.id }, data: { customDomain: "members.example.jp" } });
    expect(await at("")).toMatchObject({ loginUrl: standard });
    expect(await at(await linkOf(utage))).toMatchObject({
      loginUrl: `https://members.example.jp/operator/${utage.code}/login`,
    });
  });

  it("reaches the owner whose link it is where two owners have the same contract on UTAGE, and neither by the code alone", async () => {
    const other = await createOwner();
    const [mine, theirs] = [
      await createAccount({ owner, directory: "utage" }),
      await createAccount({ owner: other, directory: "utage", code: "" }),
    ];
    await prisma().account.update({ where: { id: theirs.id }, data: { code: mine.code } });
    const token = (await linkOf({ code: mine.code }, await signedInCookie(other))).split("/check/")[1];
    await submit({ ...REPORTED, code: mine.code, token });
    await submit({ ...REPORTED, code: mine.code });
    await work();
    expect([(await kept(mine)).length, (await kept(theirs)).length]).toEqual([0, 1]);
    expect(await openCheckPage(mine.code, null, new Date())).toMatchObject({ directory: "utage" });
  });

  it("of a contract kept here is that contract's, whoever else enters its code as one of UTAGE", async () => {
    const impostor = await createAccount({ owner: await createOwner(), directory: "utage", code: "Impostor" });
    await prisma().account.update({
      where: { id: impostor.id },
      data: { code: account.code, customDomain: "evil.example" },
    });
    expect(await openCheckPage(account.code, null, new Date())).toMatchObject({
      loginUrl: `http://kenshin.test/operator/${account.code}/login`,
    });
    await submit(REPORTED);
    await work();
    expect([(await kept(account)).length, (await kept(impostor)).length]).toEqual([1, 0]);
  });

  it("takes no flood: so many reports of one network about one contract within an hour, counted at once", async () => {
    const from = newNetwork();
    const answers = await Promise.all(Array.from({ length: 30 }, () => submit(REPORTED, { from })));
    const count = (status: number) => answers.filter((answer) => answer.status === status).length;
    expect([count(202), count(429)]).toEqual([20, 10]);
    expect((await submit(REPORTED)).status).toBe(202);
    expect((await submit({ ...REPORTED, code: "NoSuchCode12" }, { from })).status).toBe(202);
    await pool().query("update call_counts set started_at = now() - interval '61 minutes'");
    expect((await submit(REPORTED, { from })).status).toBe(202);
  });

  it.each<[string, object]>([
    ["no name", { report: { ...REPORT, name: " " } }],
    ["a name that is too long", { report: { ...REPORT, name: "あ".repeat(101) } }],
    ["a note that is too long", { report: { ...REPORT, note: "あ".repeat(1001) } }],
    ["control characters", { report: { ...REPORT, note: "a\u0000b" } }],
    ["a script for a video", { report: { ...REPORT, videoUrl: "javascript:alert(1)" } }],
    ["data for a video", { report: { ...REPORT, videoUrl: "data:text/html,x" } }],
    ["a video with a password in its address", { report: { ...REPORT, videoUrl: "https://a:b@example.jp/" } }],
    ["a report without one", { report: null }],
    ["a report with nothing reported", { outcome: "looked", report: REPORT }],
    ["a password field", { report: { ...REPORT, password: "x" } }],
    ["an operator of the sender's choice", { operatorId: "019a0000-0000-7000-8000-000000000000" }],
    ["a step that is none", { tried: ["guess-password"] }],
    ["an object for a code", { code: { not: "" } }],
  ])("S12, S37: refuses %s", async (_name, body) => {
    expect((await submit({ ...REPORTED, ...body })).status).toBe(400);
  });

  it("takes a video's address as people paste it", async () => {
    await submit({ ...REPORTED, report: { name: "　佐藤　", note: "", videoUrl: " ｈｔｔｐｓ://example.jp/v " } });
    await submit({ ...REPORTED, report: { name: "鈴木", note: "", videoUrl: "" } });
    await work();
    const rows = await prisma().selfCheck.findMany({
      where: { accountId: account.id },
      orderBy: { id: "asc" },
      select: { reporterName: true, videoUrl: true },
    });
    expect(rows).toEqual([
      { reporterName: "佐藤", videoUrl: "https://example.jp/v" },
      { reporterName: "鈴木", videoUrl: null },
    ]);
  });
});

it("what was told is forgotten after 90 days, a report not before its case is closed", async () => {
  for (let sent = 0; sent < 2; sent += 1) await submit(REPORTED);
  await work();
  const [first] = await prisma().selfCheck.findMany({
    where: { accountId: account.id },
    take: 1,
    select: { id: true },
  });
  const at = (days: number) => new Date(Date.now() - days * 86_400_000);
  await prisma().selfCheck.update({
    where: { id: first?.id ?? "" },
    data: { createdAt: at(91) },
    select: { id: true },
  });
  await purgeSelfChecks(new Date());
  expect(await kept(account)).toHaveLength(2);
  await prisma().loginCase.updateMany({
    where: { accountId: account.id },
    data: { closedAt: at(1), closedAs: "by_hand" },
  });
  await purgeSelfChecks(new Date());
  expect(await kept(account)).toHaveLength(1);
});
