import { env } from "@/lib/env";
import { closeDatabase, prisma } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { resetLink } from "@/lib/server/password-resets/reset-link";
import { resetToken } from "@/lib/server/password-resets/reset-token";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { expect, test } from "./fixtures";
import { postJson, sendRaw } from "./raw-request";

// Another site's name in every header that could carry one, sent to the running server: nothing that leaves it may hold it.

const PASSWORD = "とてもながい合言葉をここに書きます";
const SPOOFED = {
  ...{
    host: "evil.example",
    "x-forwarded-host": "evil.example",
    "x-forwarded-proto": "https",
    "x-forwarded-port": "443",
  },
  ...{ forwarded: "host=evil.example;proto=https", "x-original-host": "evil.example", "x-host": "evil.example" },
};

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

async function contract() {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: crypto.randomUUID().replaceAll("-", "").slice(0, 12) });
  const email = `${crypto.randomUUID()}@example.jp`;
  const operator = await createOperator({ account, email, passwordHash: await hashPassword(PASSWORD) });
  return { account, operator, cookie: await signedInCookie(owner) };
}

test("S8: login page addresses, QR code and messages are the same to the byte", async () => {
  const { account, cookie } = await contract();
  const path = `/api/v1/accounts/${account.code}/login-page`;
  const [honest, spoofed] = await Promise.all(
    [{}, SPOOFED].map((claims) => sendRaw({ path, headers: { cookie, ...claims } })),
  );
  expect(honest?.status).toBe(200);
  expect(spoofed?.text).toBe(honest?.text);
  expect(honest?.text).toContain(`${env().KENSHIN_URL}/operator/${account.code}/login`);
});

test("S8: copied, mailed and asked-for reset links are ours to the byte", async () => {
  const { account, operator, cookie } = await contract();
  const resets = `/api/v1/accounts/${account.code}/password-resets`;
  const copied = await postJson(resets, { operatorId: operator.id, delivery: "copy" }, { cookie, ...SPOOFED });
  const { id, url } = JSON.parse(copied.text);
  expect([copied.status, url]).toEqual([201, resetLink(account.code, resetToken(id))]);

  await postJson(resets, { operatorId: operator.id, delivery: "mail" }, { cookie, ...SPOOFED });
  const forgot = { code: account.code, email: operator.email };
  expect((await postJson("/api/v1/operator-passwords/forgot", forgot, SPOOFED)).status).toBe(202);
  const mailed = () =>
    prisma().mailMessage.findMany({
      where: { accountId: account.id, kind: "password_reset", passwordReset: { delivery: "forgot" }, status: "kept" },
      select: { id: true, passwordResetId: true },
    });
  // Without a mail server the worker keeps the mail, and the owner reads what would have been sent.
  await expect.poll(async () => (await mailed()).length, { timeout: 30_000 }).toBe(1);
  const [mail] = await mailed();
  const read = await sendRaw({
    path: `/api/v1/accounts/${account.code}/mails/${mail?.id}`,
    headers: { cookie, ...SPOOFED },
  });
  expect(JSON.parse(read.text).text).toContain(
    `\n${resetLink(account.code, resetToken(mail?.passwordResetId ?? ""))}\n`,
  );
  expect(read.text).not.toContain("evil.example");
});

test("S8, S19: pages, redirects and sign-in name and lead to no other site", async () => {
  const { account, operator, cookie } = await contract();
  const home = `/operator/${account.code}`;
  for (const path of [
    "/",
    "/login",
    "/setup",
    "/accounts",
    home,
    `${home}/login`,
    `${home}/forgot-password`,
    `${home}/reset-password/x`,
  ]) {
    for (const login of ["", cookie]) {
      const { status, headers, text } = await sendRaw({
        path,
        headers: { ...SPOOFED, ...(login ? { cookie: login } : {}) },
      });
      const to = new URL(String(headers["location"] ?? "/"), env().KENSHIN_URL);
      expect([path, status < 500, to.origin]).toEqual([path, true, env().KENSHIN_URL]);
      expect([path, `${JSON.stringify(headers)}${text}`.includes("evil.example")]).toEqual([path, false]);
    }
  }
  const csrf = await sendRaw({ path: "/api/auth/csrf", headers: SPOOFED });
  const ours = [csrf.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => line.split(";")[0])
    .join("; ");
  const fields = {
    csrfToken: JSON.parse(csrf.text).csrfToken,
    code: account.code,
    email: operator.email,
    json: "true",
  };
  for (const [password, status] of [
    ["wrong", 401],
    [PASSWORD, 200],
  ] as const) {
    const answer = await sendRaw({
      ...{
        method: "POST",
        path: "/api/auth/callback/operator",
        body: new URLSearchParams({ ...fields, password }).toString(),
      },
      headers: {
        ...SPOOFED,
        origin: env().KENSHIN_URL,
        cookie: ours,
        "content-type": "application/x-www-form-urlencoded",
      },
    });
    expect([answer.status, new URL(JSON.parse(answer.text).url).origin]).toEqual([status, env().KENSHIN_URL]);
    expect(JSON.stringify(answer.headers)).not.toContain("evil.example");
  }
});

test("S18: another site's Host does not make its Origin ours", async () => {
  const { account, operator, cookie } = await contract();
  const body = { operatorId: operator.id, delivery: "copy" };
  const path = `/api/v1/accounts/${account.code}/password-resets`;
  const answer = await postJson(path, body, { cookie, ...SPOOFED, origin: "https://evil.example" });
  expect([answer.status, JSON.parse(answer.text).code]).toEqual([403, "bad_origin"]);
});
