import { env } from "@/lib/env";
import { closeDatabase } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { expect, test } from "./fixtures";
import { postJson, type RawAnswer, sendRaw } from "./raw-request";
import { signIn } from "./signed-in";

// What clients get wrong, by accident or on purpose, sent over HTTP to pages and API alike: a clear page or a 4xx.

const PASSWORD = "とてもながい合言葉をここに書きます";
/** What an unexpected fault would look like in an answer. */
const FAULT = /\bat [\w.<>[\]]+ \(|node_modules|\.next\/|PrismaClient|Error: |invalid byte sequence/;

const CODES = [
  "%00",
  "a%00b",
  "%25",
  "%2525",
  "%2e%2e%2f%2e%2e",
  "%2F%2Fevil.example",
  "%5C%5Cevil.example",
  "%20",
  "%0d%0aset-cookie:x=y",
  "%EF%BC%A1%EF%BC%A2",
  "%F0%9F%8D%A3",
  "'or''='",
  "__proto__",
  "constructor",
  "A".repeat(300),
  "[code]",
  "%5Bcode%5D",
];

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

const newCode = () => crypto.randomUUID().replaceAll("-", "").slice(0, 11).concat("Q");

async function contract() {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: newCode() });
  const email = `${crypto.randomUUID()}@example.jp`;
  const operator = await createOperator({ account, email, passwordHash: await hashPassword(PASSWORD) });
  return { owner, account, operator, cookie: await signedInCookie(owner) };
}

type Contract = Awaited<ReturnType<typeof contract>>;

async function linkOf({ account, operator, cookie }: Contract): Promise<string> {
  const answer = await postJson(
    `/api/v1/accounts/${account.code}/password-resets`,
    { operatorId: operator.id, delivery: "copy" },
    { cookie },
  );
  expect(answer.status).toBe(201);
  return new URL(JSON.parse(answer.text).url).pathname;
}

function expectNoFault(what: unknown, { status, text }: RawAnswer): void {
  expect([what, status < 500, FAULT.exec(text)?.[0]]).toEqual([what, true, undefined]);
}

test("S38: a code that is none is a page like any other, and leads nowhere else", async () => {
  const token = "A".repeat(43);
  for (const code of CODES) {
    for (const page of ["login", "forgot-password", `reset-password/${token}`, ""]) {
      const path = `/operator/${code}/${page}`.replace(/\/$/, "");
      const answer = await sendRaw({ path });
      expectNoFault(path, answer);
      const to = new URL(String(answer.headers["location"] ?? "/"), env().KENSHIN_URL);
      expect([path, to.origin, answer.headers["set-cookie"]]).toEqual([path, env().KENSHIN_URL, undefined]);
      if (answer.status === 200) expect([path, answer.text.includes("<h1")]).toEqual([path, true]);
    }
  }
});

test("S38: a place that is none shows a list from its beginning", async ({ page, context }) => {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const { code } = await createAccount({ owner, code: newCode() });
  await signIn(context, owner);
  const lists = ["operators", "deleted-operators", "audit-log", "mails", "password-resets", "diagnosis", "check-ups"];
  for (const path of ["/accounts", ...lists.map((list) => `/accounts/${code}/${list}`)]) {
    for (const place of ["cursor=", "cursor=x", "cursor=a&cursor=b", `cursor=${"x".repeat(2001)}`]) {
      expect.soft((await page.request.get(`${path}?${place}`)).status(), `${path}?${place.slice(0, 20)}`).toBe(200);
    }
  }
});

test("S12, S38: queries that come twice, or name another place, change nothing on the login pages", async () => {
  const { account } = await contract();
  const queries = [
    "error=a&error=b",
    "error[]=CredentialsSignin",
    "error[$ne]=x",
    "error=%00",
    "error=__proto__",
    "error=<script>alert(1)</script>",
    "done=password&done=password",
    "callbackUrl=//evil.example",
    "callbackUrl=https://evil.example",
    "callbackUrl=%00",
  ];
  for (const page of ["/login", `/operator/${account.code}/login`]) {
    for (const query of queries) {
      const answer = await sendRaw({ path: `${page}?${query}` });
      expectNoFault([page, query], answer);
      expect([page, query, answer.status, answer.text.includes("<script>alert")]).toEqual([page, query, 200, false]);
    }
  }
});

test("S10: a reset link that was cut, padded, doubled or is another contract's says so; opening it uses nothing up", async () => {
  const [mine, theirs] = [await contract(), await contract()];
  const path = await linkOf(mine);
  const foreign = (await linkOf(theirs)).split("/").at(-1);
  const [base, token = ""] = path.split(/\/(?=[^/]+$)/);
  const lower = `/operator/${mine.account.code.toLowerCase()}/reset-password/${token}`;
  const bad = [
    token.slice(0, -1),
    `${token}=`,
    `${token}%3D`,
    token + token,
    `%20${token}`,
    `${token}%00`,
    `${token.slice(0, -1)}%00`,
    token.toUpperCase(),
    foreign,
    "%F0%9F%8D%A3",
    "%2e%2e",
    "A".repeat(5_000),
  ].map((end) => `${base}/${end}`);
  for (const link of [...bad, lower]) {
    const answer = await sendRaw({ path: link });
    expectNoFault(link, answer);
    if (answer.status === 200) {
      expect([link, answer.text.includes("このリンクは正しくありません")]).toEqual([link, true]);
      expect([link, answer.text.includes(mine.operator.email)]).toEqual([link, false]);
    }
    const [, , code, , end] = link.split("/");
    const used = await postJson("/api/v1/operator-passwords", {
      ...{ code, token: decodeURIComponent(end ?? ""), password: PASSWORD },
    });
    expect([link, used.status]).toEqual([link, 400]);
    expectNoFault(link, used);
  }
  for (let look = 0; look < 3; look += 1) {
    const opened = await sendRaw({ path });
    expect([opened.status, opened.text.includes(mine.operator.email)]).toEqual([200, true]);
    expect(opened.headers).toMatchObject({
      "referrer-policy": "no-referrer",
      "cache-control": expect.stringContaining("no-store"),
    });
  }
  const body = { code: mine.account.code, token, password: `${PASSWORD}二` };
  expect((await postJson("/api/v1/operator-passwords", body)).status).toBe(200);
  expect((await postJson("/api/v1/operator-passwords", body)).status).toBe(400);
  expect((await sendRaw({ path })).text).toContain("このリンクは使用済みです");
});

test("S12, S20, S38: a sign-in with anything but one address and one password is refused, and never a fault", async () => {
  const { account, operator } = await contract();
  const long = (tail: string) => "あ".repeat(999) + tail;
  const set = await createOperator({
    ...{ account, email: `${crypto.randomUUID()}@example.jp`, passwordHash: await hashPassword(long("い")) },
  });
  const csrf = await sendRaw({ path: "/api/auth/csrf" });
  const cookie = [csrf.headers["set-cookie"] ?? []]
    .flat()
    .map((line) => line.split(";")[0])
    .join("; ");
  const token: string = JSON.parse(csrf.text).csrfToken;
  const good = { csrfToken: token, code: account.code, email: operator.email, password: PASSWORD, json: "true" };
  const headers = { origin: env().KENSHIN_URL, cookie, "content-type": "application/x-www-form-urlencoded" };
  const send = (body: string, more: Readonly<Record<string, string>> = {}) =>
    sendRaw({ method: "POST", path: "/api/auth/callback/operator", headers: { ...headers, ...more }, body });
  const form = (fields: Readonly<Record<string, string>>) =>
    send(new URLSearchParams({ ...good, ...fields }).toString());

  for (const fields of [
    { email: "a@b@example.jp" },
    { email: "taro＠evil.jp@example.jp" },
    { email: "\0" },
    { email: "x".repeat(5_000) },
    { email: "" },
    { password: "\0" },
    { password: "x".repeat(20_000) },
    { password: `${PASSWORD} ` },
    { password: "" },
    { code: account.code.toLowerCase() },
    { code: "\0" },
    { code: "" },
    { code: `${account.code}/../x` },
    { email: set.email, password: long("う") },
    { email: set.email, password: long("") },
  ]) {
    const answer = await form(fields);
    expectNoFault(fields, answer);
    expect([fields, answer.status, String(answer.headers["set-cookie"]).includes("kenshin.session=e")]).toEqual([
      fields,
      401,
      false,
    ]);
  }
  const lists = [`email[]=${operator.email}`, `email=${operator.email}&email=${operator.email}`, "password[$ne]=x"];
  for (const fields of lists) {
    const answer = await send(`csrfToken=${token}&code=${account.code}&json=true&${fields}`);
    expectNoFault(fields, answer);
    expect([fields, answer.status >= 400]).toEqual([fields, true]);
  }
  const json = JSON.stringify({ ...good, email: { contains: "@" } });
  expect((await send(json, { "content-type": "application/json" })).status).toBe(400);

  for (const callbackUrl of ["//evil.example", "/\\evil.example", "https://evil.example", "/%2f%2fevil.example"]) {
    const answer = await form({ email: set.email, password: long("い"), callbackUrl });
    expect([callbackUrl, answer.status]).toEqual([callbackUrl, 200]);
    expect([callbackUrl, new URL(JSON.parse(answer.text).url).origin]).toEqual([callbackUrl, env().KENSHIN_URL]);
  }
});
