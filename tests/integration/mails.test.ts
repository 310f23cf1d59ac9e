import { spawn } from "node:child_process";
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { POST as resend } from "@/app/api/v1/accounts/[code]/mails/[id]/resend/route";
import { GET as readText } from "@/app/api/v1/accounts/[code]/mails/[id]/route";
import { GET as listMails } from "@/app/api/v1/accounts/[code]/mails/route";
import { POST as issue, GET as listResets } from "@/app/api/v1/accounts/[code]/password-resets/route";
import { POST as setPassword } from "@/app/api/v1/operator-passwords/route";
import { MAIL_TRIES } from "@/lib/domain/mail-delivery";
import type { MailDto, MailListDto } from "@/lib/schemas/mail";
import type { PasswordResetListDto } from "@/lib/schemas/password-reset";
import { pool, prisma } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { MAILS_AT_ONCE, openMailTransport } from "@/lib/server/mail/mail-transport";
import { sendMails } from "@/lib/server/mail/send-mails";
import { findFreePort } from "../../scripts/lib/ports.mjs";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { readMailSource, startMailServer, type Trouble } from "../setup/mail-server";

const server = await startMailServer();
process.env["SMTP_URL"] = server.url;
process.env["MAIL_FROM"] = "健診 <kenshin@mail.kenshin.test>";

const PASSWORD = "とても長い合言葉 correct horse";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner, name: "サンプル <株式会社> & 仲間" });
});

afterEach(async () => {
  server.makeTrouble(null);
  await pool().query("delete from mail_messages");
  server.received.length = 0;
  server.seenRecipients.length = 0;
});

afterAll(async () => {
  await closeJobQueue();
  await server.close();
});

const mailReset = async (operator: TestOperator, headers = {}) => {
  const body = { operatorId: operator.id, delivery: "mail" };
  const options = { cookie, params: { code: account.code }, body, headers };
  const answer = await callApi(issue, "POST", `/accounts/${account.code}/password-resets`, options);
  expect(answer.status).toBe(201);
  return answer.body as { id: string; url?: string };
};

const mails = async () => {
  const options = { cookie, params: { code: account.code } };
  return ((await callApi(listMails, "GET", "/", options)).body as MailListDto).items;
};

const onlyMail = async (): Promise<MailDto> => {
  const items = await mails();
  expect(items).toHaveLength(1);
  return items[0] as MailDto;
};

const sendAgain = (id: string) =>
  callApi(resend, "POST", "/", { cookie, params: { code: account.code, id }, body: undefined });

/** Lets the time until the next try pass. */
const wait = () =>
  pool().query("update mail_messages set next_attempt_at = now() - interval '1 second' where status = 'queued'");

function linkIn(source: string): string {
  const { text } = readMailSource(source);
  return /http:\/\/\S+/.exec(text)?.[0] ?? "";
}

const tokenIn = (source: string) => linkIn(source).split("/").at(-1) ?? "";

describe("a reset mail", () => {
  it("S11: goes to the operator's address alone, as text and HTML, and its link sets the password", async () => {
    const operator = await createOperator({ account, name: "佐藤 太郎" });
    expect(await mailReset(operator)).not.toHaveProperty("url");
    await sendMails();
    expect(server.received).toHaveLength(1);
    const { from, to, source } = server.received[0] ?? { from: "", to: [], source: "" };
    expect({ from, to }).toEqual({ from: "kenshin@mail.kenshin.test", to: [operator.email] });
    const { headers, text, html } = readMailSource(source);
    expect([headers.get("cc"), headers.get("bcc"), headers.get("auto-submitted")]).toEqual([
      undefined,
      undefined,
      "auto-generated",
    ]);
    expect(text).toContain("佐藤 太郎 様");
    expect(text).toContain("サンプル <株式会社> & 仲間");
    expect(html).toContain("サンプル &lt;株式会社&gt; &amp; 仲間");
    expect(html).toContain(`<a href="${linkIn(source)}">`);
    // The link is longer than a telephone is wide: it breaks there, instead of making the whole mail scroll sideways.
    expect(html).toMatch(/<body style="[^"]*overflow-wrap:anywhere/);
    expect(await onlyMail()).toMatchObject({ status: "sent", kind: "password_reset", attempts: 1 });

    const body = { code: account.code, token: tokenIn(source), password: PASSWORD };
    expect((await callApi(setPassword, "POST", "/operator-passwords", { body })).status).toBe(200);
    await sendMails();
    const told = server.received.at(-1);
    expect(told?.to).toEqual([operator.email]);
    expect(readMailSource(told?.source ?? "").text).toContain("パスワードが設定されました");
  });

  it("S8: carries the same link whatever Host, X-Forwarded-Host and Forwarded say", async () => {
    const operator = await createOperator({ account });
    const evil = { host: "evil.example", "x-forwarded-host": "evil.example", forwarded: "host=evil.example" };
    const { id } = await mailReset(operator, evil);
    await sendMails();
    const { resetLink } = await import("@/lib/server/password-resets/reset-link");
    const { resetToken } = await import("@/lib/server/password-resets/reset-token");
    expect(linkIn(server.received[0]?.source ?? "")).toBe(resetLink(account.code, resetToken(id)));
    expect(server.received[0]?.source).not.toContain("evil.example");
  });

  it("is written in the language of who asks for it", async () => {
    const operator = await createOperator({ account });
    await mailReset(operator, { cookie: `${cookie}; kenshin_locale=en` });
    await sendMails();
    expect(readMailSource(server.received[0]?.source ?? "").text).toContain(
      "This link lets you set your operator password",
    );
  });

  it("reaches an old carrier address that ends in a dot, and none that a name tries to add", async () => {
    const docomo = await createOperator({ account, email: "taro.@docomo.ne.jp", name: "太郎" });
    const sly = await createOperator({ account, name: 'x" <evil@evil.example>, y' });
    await mailReset(docomo);
    await mailReset(sly);
    await sendMails();
    // Quoted on the wire, as RFC 5321, 4.1.2 writes what is no dot-atom: the same mailbox.
    expect(server.seenRecipients.toSorted()).toEqual(['"taro."@docomo.ne.jp', sly.email]);
  });

  it("S10: shows the owner its text without the link, once it was sent", async () => {
    await mailReset(await createOperator({ account }));
    await sendMails();
    const { id } = await onlyMail();
    const { body } = await callApi(readText, "GET", "/", { cookie, params: { code: account.code, id } });
    expect(body).toMatchObject({ hasLink: false, canResend: false });
    expect(JSON.stringify(body)).not.toContain(tokenIn(server.received[0]?.source ?? ""));
  });
});

describe("S50: a mail server that makes trouble", () => {
  const passing: readonly Trouble[] = [
    { at: "connect", code: 421 },
    { at: "recipient", code: 451 },
    { at: "data", code: 451 },
    "drop after data",
  ];

  it.each(passing)("%j costs a wait and no mail, and sends none to anyone else", async (trouble) => {
    const operator = await createOperator({ account });
    await mailReset(operator);
    server.makeTrouble(trouble);
    const before = Date.now();
    await sendMails();
    const waiting = await onlyMail();
    expect(waiting).toMatchObject({ status: "queued", attempts: 1 });
    expect(waiting.lastError).toBe(trouble === "drop after data" ? "unreachable" : "deferred");
    const due = new Date(waiting.nextAttemptAt ?? 0).getTime() - before;
    expect(due).toBeGreaterThanOrEqual(30_000);
    expect(due).toBeLessThan(60_000);

    await sendMails();
    expect((await onlyMail()).attempts).toBe(1);
    server.makeTrouble(null);
    await wait();
    await sendMails();
    expect(await onlyMail()).toMatchObject({ status: "sent", attempts: 2, lastError: null });
    const ids = server.received.map(({ source }) => readMailSource(source).headers.get("message-id"));
    expect(new Set(ids).size).toBe(1);
    expect(new Set(server.seenRecipients)).toEqual(new Set([operator.email]));
  });

  it.each(["recipient", "data"] as const)(
    "550 to the %s is a dead letter at once; it can be sent again",
    async (at) => {
      const operator = await createOperator({ account });
      await mailReset(operator);
      server.makeTrouble({ at, code: 550 });
      await sendMails();
      const dead = await onlyMail();
      expect(dead).toMatchObject({ status: "failed", lastError: "refused", attempts: 1, nextAttemptAt: null });

      server.makeTrouble(null);
      const answers = await Promise.all([sendAgain(dead.id), sendAgain(dead.id)]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
      await sendMails();
      expect(await onlyMail()).toMatchObject({ status: "sent" });
      expect(server.received.map(({ to }) => to)).toEqual([[operator.email]]);
    },
  );

  it.each([
    ["connect", 554],
    ["sender", 530],
  ] as const)("that lets nobody send (%s, %s) is tried again: nothing is wrong with the address", async (at, code) => {
    await mailReset(await createOperator({ account }));
    server.makeTrouble({ at, code });
    await sendMails();
    expect(await onlyMail()).toMatchObject({ status: "queued", lastError: "deferred", attempts: 1 });

    server.makeTrouble(null);
    await wait();
    await sendMails();
    expect(await onlyMail()).toMatchObject({ status: "sent", attempts: 2, lastError: null });
  });

  it.each([
    ["sender", 530, "deferred"],
    ["recipient", 552, "refused"],
    ["data", 452, "deferred"],
  ] as const)("leaves for the log what it answered to the %s: %s", async (at, code, failure) => {
    server.makeTrouble({ at, code });
    const transport = openMailTransport();
    const mail = { id: "m", createdAt: new Date(), subject: "件名", text: "本文", html: "<p>本文</p>" };
    const to = { name: "佐藤", address: "sato@example.jp" };
    expect(await transport?.send({ ...mail, to })).toEqual({ failure, replyCode: code });
    server.makeTrouble("drop after data");
    expect(await transport?.send({ ...mail, to })).toEqual({ failure: "unreachable", replyCode: null });
    transport?.close();
  });

  it("that is never there ends in a dead letter; sent again an hour later it takes a new link with it", async () => {
    const operator = await createOperator({ account });
    const { id: resetId } = await mailReset(operator);
    server.makeTrouble({ at: "connect", code: 421 });
    for (let tries = 1; tries < MAIL_TRIES; tries += 1) {
      await sendMails();
      expect(await onlyMail()).toMatchObject({ status: "queued", attempts: tries });
      await wait();
    }
    await sendMails();
    const dead = await onlyMail();
    expect(dead).toMatchObject({ status: "failed", attempts: MAIL_TRIES });

    server.makeTrouble(null);
    await prisma().passwordReset.update({ where: { id: resetId }, data: { expiresAt: new Date() } });
    expect((await sendAgain(dead.id)).status).toBe(200);
    await sendMails();
    expect((await mails()).map(({ status }) => status)).toEqual(["sent", "withdrawn"]);
    const body = { code: account.code, token: tokenIn(server.received[0]?.source ?? ""), password: PASSWORD };
    expect((await callApi(setPassword, "POST", "/operator-passwords", { body })).status).toBe(200);
  });

  it("S7: is no way to a new link once the contract has ended", async () => {
    const { id: resetId } = await mailReset(await createOperator({ account }));
    server.makeTrouble({ at: "recipient", code: 550 });
    await sendMails();
    const dead = await onlyMail();
    await prisma().passwordReset.update({ where: { id: resetId }, data: { expiresAt: new Date() } });
    const setStatus = (status: "active" | "force_cancelled") =>
      prisma().contract.update({ where: { accountId: account.id }, data: { status }, select: { accountId: true } });
    await setStatus("force_cancelled");
    expect(await sendAgain(dead.id)).toMatchObject({ status: 409, body: { code: "mail_over" } });
    expect(await onlyMail()).toMatchObject({ id: dead.id, status: "failed" });
    await setStatus("active");
    expect((await sendAgain(dead.id)).status).toBe(200);
  });

  it("loses no mail when the process ends in the middle of a try", async () => {
    await mailReset(await createOperator({ account }));
    // What a process leaves behind that was killed after it had taken the mail.
    await pool().query("update mail_messages set attempts = 1, next_attempt_at = now() + interval '5 minutes'");
    await sendMails();
    expect(await onlyMail()).toMatchObject({ status: "queued" });
    await wait();
    await sendMails();
    expect(await onlyMail()).toMatchObject({ status: "sent", attempts: 2 });
  });
});

it("S50: each of many mails goes once, however many instances send at once", { timeout: 120_000 }, async () => {
  const operators = await Promise.all(Array.from({ length: 24 }, () => createOperator({ account })));
  for (const operator of operators) await mailReset(operator);
  await Promise.all(Array.from({ length: 4 }, () => sendMails()));
  expect(server.received.map(({ to }) => to[0]).toSorted()).toEqual(operators.map(({ email }) => email).toSorted());
});

describe("S50: what has changed before a mail goes", () => {
  it.each([
    ["the operator was deleted", (operator: TestOperator) => update(operator, { deletedAt: new Date() })],
    ["the address is another one", (operator: TestOperator) => update(operator, { emailKey: "new@example.jp" })],
    ["a newer link was made", (operator: TestOperator) => mailReset(operator)],
    ["the contract has ended", () => setStatus("cancelled")],
  ])("%s: nothing is sent to the old place", async (_title, change) => {
    const operator = await createOperator({ account });
    const { id } = await mailReset(operator);
    await change(operator);
    await sendMails();
    await setStatus("active");
    const old = await prisma().mailMessage.findFirstOrThrow({
      where: { passwordResetId: id },
      select: { status: true },
    });
    expect(old.status).toBe("withdrawn");
    expect(server.received.length).toBe(_title === "a newer link was made" ? 1 : 0);
  });

  const update = (operator: TestOperator, data: object) =>
    prisma().operator.update({ where: { id: operator.id }, data, select: { id: true } });
  const setStatus = (status: "active" | "cancelled") =>
    prisma().contract.update({ where: { accountId: account.id }, data: { status }, select: { accountId: true } });
});

it("S50: the mails under way when the app is stopped go out once, and no other is begun", async () => {
  const operators = [];
  for (let asked = 0; asked < MAILS_AT_ONCE + 2; asked += 1) operators.push(await createOperator({ account }));
  for (const operator of operators) await mailReset(operator);
  const answer = server.holdAnswers();
  const port = await findFreePort();
  const app = spawn(process.execPath, ["--import", "tsx", "tests/setup/stoppable-app.ts"], {
    env: {
      ...{ ...process.env, PORT: String(port), LOG_LEVEL: "error" },
      TSX_TSCONFIG_PATH: "tests/setup/outside-next.tsconfig.json",
    },
    stdio: "inherit",
  });
  const ended = once(app, "exit");
  const isListening = () =>
    new Promise<boolean>((resolve) => {
      const socket = connect(port, "127.0.0.1", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
  await expect.poll(() => server.received.length, { timeout: 30_000 }).toBe(MAILS_AT_ONCE);
  await expect.poll(isListening, { timeout: 30_000 }).toBe(true);
  app.kill("SIGTERM");
  await expect.poll(isListening, { timeout: 30_000 }).toBe(false);
  answer();
  expect(await ended).toEqual([0, null]);
  const count = async (status: MailDto["status"]) => (await mails()).filter((mail) => mail.status === status).length;
  expect([await count("sent"), await count("queued")]).toEqual([MAILS_AT_ONCE, 2]);
  await wait();
  await sendMails();
  expect(server.received.map(({ to }) => to[0]).toSorted()).toEqual(operators.map(({ email }) => email).toSorted());
});

describe("the owner", () => {
  it("sees of each link what became of its mail, and is told of a copied one by mail to the operator", async () => {
    const operator = await createOperator({ account });
    const { id } = await mailReset(operator);
    await sendMails();
    const options = { cookie, params: { code: account.code } };
    const { items } = (await callApi(listResets, "GET", "/", options)).body as PasswordResetListDto;
    expect(items.find((item) => item.id === id)).toMatchObject({ delivery: "mail", mail: "sent", state: "sent" });

    const body = { operatorId: operator.id, delivery: "copy" };
    const copied = await callApi(issue, "POST", "/", { ...options, body });
    await sendMails();
    const told = server.received.at(-1);
    expect(told?.to).toEqual([operator.email]);
    expect(told?.source).not.toContain((copied.body as { url: string }).url.split("/").at(-1));
  });

  it("S3: finds no mail of another owner's contract", async () => {
    await mailReset(await createOperator({ account }));
    const { id } = await onlyMail();
    const stranger = await createOwner();
    const theirs = await createAccount({ owner: stranger });
    const call = { cookie: await signedInCookie(stranger), params: { code: theirs.code, id } };
    expect((await callApi(readText, "GET", "/", call)).status).toBe(404);
    expect((await callApi(resend, "POST", "/", call)).status).toBe(404);
    expect((await callApi(listMails, "GET", "/", { ...call, params: { code: theirs.code } })).body).toMatchObject({
      items: [],
    });
  });
});
