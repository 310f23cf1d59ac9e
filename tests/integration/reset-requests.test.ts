import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { GET as readText } from "@/app/api/v1/accounts/[code]/mails/[id]/route";
import { GET as listMails } from "@/app/api/v1/accounts/[code]/mails/route";
import { POST as bulk } from "@/app/api/v1/accounts/[code]/password-resets/bulk/route";
import { POST as forgot } from "@/app/api/v1/operator-passwords/forgot/route";
import { POST as setPassword } from "@/app/api/v1/operator-passwords/route";
import type { MailListDto, MailTextDto } from "@/lib/schemas/mail";
import type { BulkResetAnswer } from "@/lib/schemas/password-reset";
import { pool, prisma } from "@/lib/server/db";
import { closeJobQueue, jobQueue } from "@/lib/server/jobs/queue";
import { startJobs } from "@/lib/server/jobs/start-jobs";
import { sendMails } from "@/lib/server/mail/send-mails";
import {
  answerResetRequest,
  REQUESTS_OF_A_NETWORK,
  REQUESTS_PER_HOUR,
} from "@/lib/server/password-resets/request-reset";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";

const PASSWORD = "とても長い合言葉 correct horse";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  await jobQueue();
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

afterAll(closeJobQueue);

const ask = (email: unknown, code: unknown = account.code, peer = "127.0.0.1") =>
  callApi(forgot, "POST", "/operator-passwords/forgot", {
    body: { code, email },
    headers: { "x-kenshin-peer": peer },
  });

/** Does what a worker does with every request that waits. */
async function work(): Promise<number> {
  const boss = await jobQueue();
  const jobs = (await boss.fetch<{ sealed: string }>("answer-reset-request", { batchSize: 500 })) ?? [];
  for (const job of jobs) await answerResetRequest(job.data.sealed, new Date());
  await boss.complete(
    "answer-reset-request",
    jobs.map(({ id }) => id),
  );
  return jobs.length;
}

const mails = async (code = account.code) =>
  ((await callApi(listMails, "GET", "/", { cookie, params: { code } })).body as MailListDto).items;

const text = async (id: string, by = cookie, code = account.code) =>
  (await callApi(readText, "GET", "/", { cookie: by, params: { code, id } })).body as MailTextDto;

describe("an operator who forgot the password", () => {
  it("asks on the operator page; without a mail server the owner gets the mail to pass on, and that is audited", async () => {
    const operator = await createOperator({ account, email: "taro@example.jp", name: "佐藤 太郎" });
    expect(await ask(" ＴＡＲＯ＠example.jp ")).toMatchObject({ status: 202, body: { status: "accepted" } });
    expect(await mails()).toEqual([]);
    expect(await work()).toBe(1);
    await sendMails();
    const [mail] = await mails();
    expect(mail).toMatchObject({ status: "kept", kind: "password_reset", recipient: "taro@example.jp" });

    const shown = await text(mail?.id ?? "");
    // Sent again it would only be kept again, until its link is over and a new one goes with it.
    expect(shown).toMatchObject({ hasLink: true, canResend: false });
    const token = /reset-password\/([\w-]{43})/.exec(shown.text)?.[1];
    const body = { code: account.code, token, password: PASSWORD };
    expect((await callApi(setPassword, "POST", "/operator-passwords", { body })).status).toBe(200);
    const used = await text(mail?.id ?? "");
    expect(used).toMatchObject({ hasLink: false, canResend: true });
    expect(used.text).toContain("このリンクは、もう使えません");
    const read = await prisma().auditEvent.findMany({
      where: { accountId: account.id, action: "kept_mail_read" },
      select: { actorName: true, subjectId: true },
    });
    expect(read).toEqual([{ actorName: owner.name, subjectId: operator.id }]);
  });

  it("gets a link at once although many ask at the same time", async () => {
    await createOperators(account, 40);
    const people = await prisma().operator.findMany({ where: { accountId: account.id }, select: { email: true } });
    for (const { email } of people) await ask(email);
    const stopJobs = startJobs();
    try {
      await vi.waitFor(async () => expect(await mails()).toHaveLength(people.length), { timeout: 15_000 });
    } finally {
      await stopJobs();
      await jobQueue();
    }
  });

  it("S15: nobody learns from the answer who exists; mail goes to one who may come in, and to nobody else", async () => {
    await createOperator({ account, email: "here@example.jp" });
    await createOperator({ account, email: "gone@example.jp", deletedAt: new Date() });
    for (const email of ["twice@example.jp", "Twice@example.jp"]) await createOperator({ account, email });
    const ended = await createAccount({ owner, contractStatus: "force_cancelled" });
    await createOperator({ account: ended, email: "here@example.jp" });
    const utage = await createAccount({ owner, directory: "utage" });
    await createOperator({ account: utage, email: "here@example.jp" });
    const asked = [
      ["here@example.jp", account.code],
      ["nobody@example.jp", account.code],
      ["gone@example.jp", account.code],
      ["twice@example.jp", account.code],
      ["here@example.jp", ended.code],
      ["here@example.jp", utage.code],
      ["here@example.jp", "NoSuchCode12"],
      ["here@example.jp", account.code.toLowerCase()],
      ["two@@example.jp", account.code],
      ["\0", "\0"],
      ["x".repeat(1000), "//evil"],
      ["", ""],
    ];
    const answers = [];
    for (const [email, code] of asked) {
      const { status, body, headers } = await ask(email, code);
      answers.push({ status, body, headers: [...headers].filter(([name]) => name !== "x-request-id") });
    }
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    await work();
    const { rows } = await pool().query<{ recipient: string; account_id: string }>(
      "select recipient, account_id from mail_messages where account_id = any($1)",
      [[account.id, ended.id, utage.id]],
    );
    expect(rows).toEqual([{ recipient: "here@example.jp", account_id: account.id }]);
  });

  it("waits for nobody of an address held twice, whom a list that is coming in may hold in any order", async () => {
    const [first] = await Promise.all(["a", "b"].map(() => createOperator({ account, email: "twins@example.jp" })));
    await ask("twins@example.jp");
    const list = await pool().connect();
    await list.query("begin");
    await list.query("update operators set version = version + 1 where id = $1", [first?.id]);
    try {
      expect(await work()).toBe(1);
    } finally {
      await list.query("rollback");
      list.release();
    }
    expect(await mails()).toEqual([]);
  });

  it("S15: what was typed is in no table in clear", async () => {
    await ask("somebody-unknown@example.jp");
    const { rows } = await pool().query(
      "select 1 from pgboss.job as j where strpos(j::text, 'somebody-unknown') > 0 or strpos(j::text, $1) > 0",
      [account.code],
    );
    expect(rows).toEqual([]);
    expect(await work()).toBe(1);
  });

  it("takes no flood: so many requests of one network within an hour about one contract, whoever they name, and in all", async () => {
    const { contract, all } = REQUESTS_OF_A_NETWORK;
    const asked = async (code: string, from: string, times: number) => {
      const answers = await Promise.all(
        Array.from({ length: times }, (_, one) => ask(`p${one}@example.jp`, code, from)),
      );
      return [202, 429].map((status) => answers.filter((answer) => answer.status === status).length);
    };
    expect(await asked(account.code, "198.51.100.7", contract + 5)).toEqual([contract, 5]);
    expect(await asked("NoSuchCode12", "198.51.100.8", 1)).toEqual([1, 0]);
    expect(await asked(account.code, "198.51.101.7", 1)).toEqual([1, 0]);
    await pool().query("update call_counts set calls = $1 where calls > $2", [all, contract]);
    expect(await asked("OneMoreCode1", "198.51.100.8", 1)).toEqual([0, 1]);
    await pool().query("update call_counts set started_at = now() - interval '61 minutes'");
    expect(await asked(account.code, "198.51.100.7", 1)).toEqual([1, 0]);
    await work();
  });

  it("is not taken for a flood where a proxy is in front of which nothing is known: there everybody comes from here", async () => {
    const { contract } = REQUESTS_OF_A_NETWORK;
    for (const peer of ["127.0.0.1", "::1", ""]) {
      const answers = await Promise.all(
        Array.from({ length: contract + 1 }, () => ask("a@example.jp", account.code, peer)),
      );
      expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202]));
    }
    await work();
  });

  it("is sent no more than so many mails an hour, and a newer link ends the older one", async () => {
    const { id } = await createOperator({ account, email: "often@example.jp" });
    for (let times = 0; times < REQUESTS_PER_HOUR + 2; times += 1) {
      await ask("often@example.jp");
      await work();
    }
    expect(await mails()).toHaveLength(REQUESTS_PER_HOUR);
    const usable = { operatorId: id, usedAt: null, replacedAt: null };
    expect(await prisma().passwordReset.count({ where: usable })).toBe(1);
  });

  it.each([{ code: "x" }, { code: ["x"], email: "a" }, { code: "x", email: {} }, { code: "x", email: "a", to: "b" }])(
    "S12: %j is refused",
    async (body) => {
      expect((await callApi(forgot, "POST", "/operator-passwords/forgot", { body })).status).toBe(400);
    },
  );
});

describe("reset links in bulk", () => {
  const many = (body: unknown, code = account.code) =>
    callApi(bulk, "POST", `/accounts/${code}/password-resets/bulk`, { cookie, params: { code }, body });

  it("are mailed to everybody a filter matches, one link and one mail each", async () => {
    await createOperators(account, 300);
    const filter = { status: "active" };
    expect(await many({ delivery: "mail", filter, expectedCount: 299 })).toMatchObject({
      status: 409,
      body: { code: "stale_count" },
    });
    expect(await prisma().passwordReset.count({ where: { accountId: account.id } })).toBe(0);
    expect(await mails()).toEqual([]);
    const answer = await many({ delivery: "mail", filter, expectedCount: 300 });
    expect(answer).toMatchObject({ status: 201, body: { count: 300, skipped: 0, links: [] } });
    const { rows } = await pool().query<{ count: number }>(
      `select count(distinct r.operator_id)::int as count from password_resets r
       join mail_messages m on m.password_reset_id = r.id and m.operator_id = r.operator_id
       join operators o on o.id = r.operator_id and o.email_key = m.recipient where r.account_id = $1`,
      [account.id],
    );
    expect(rows[0]?.count).toBe(300);
  });

  it("can be copied for named ones: each link is its operator's, and the audit log says how many", async () => {
    const taro = await createOperator({ account, name: "太郎" });
    const hanako = await createOperator({ account, name: "花子" });
    const gone = await createOperator({ account, deletedAt: new Date() });
    const foreign = await createOperator({ account: await createAccount({ owner }) });
    const ids = [hanako, taro, gone, foreign].map(({ id }) => id);
    const answer = await many({ delivery: "copy", ids });
    const { count, skipped, links } = answer.body as BulkResetAnswer;
    expect({ count, skipped }).toEqual({ count: 2, skipped: 2 });
    for (const { operatorId, url } of links) {
      const body = { code: account.code, token: url.split("/").at(-1), password: `${PASSWORD} ${operatorId}` };
      expect((await callApi(setPassword, "POST", "/operator-passwords", { body })).status).toBe(200);
    }
    const set = await prisma().operator.findMany({
      where: { accountId: account.id, passwordHash: { not: null } },
      select: { id: true },
    });
    expect(new Set(set.map(({ id }) => id))).toEqual(new Set([taro.id, hanako.id]));
    const audited = await prisma().auditEvent.findFirst({
      where: { accountId: account.id, action: "reset_links_copied" },
      select: { after: true },
    });
    expect(audited?.after).toEqual({ count: 2 });
  });

  it("S3, S12: are made on hosted contracts alone, and copied only as many as a person can hand over", async () => {
    const utage = await createAccount({ owner, directory: "utage" });
    const { id } = await createOperator({ account: utage });
    expect(await many({ delivery: "mail", ids: [id] }, utage.code)).toMatchObject({ body: { code: "not_hosted" } });
    const ids = Array.from({ length: 201 }, () => crypto.randomUUID());
    expect((await many({ delivery: "copy", ids })).status).toBe(400);
    expect((await many({ delivery: "copy", filter: { status: "active" }, expectedCount: 0 })).status).toBe(400);
  });
});
