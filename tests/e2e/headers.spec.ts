import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { closeDatabase } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { startSecondServer } from "../setup/second-server";
import { expect, test } from "./fixtures";
import { type RawAnswer, sendRaw } from "./raw-request";

const PASSWORD = "とてもながい合言葉をここに書きます";
const SECURE = "https://kenshin.example.jp";

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

async function contract() {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: crypto.randomUUID().replaceAll("-", "").slice(0, 12) });
  const email = `${crypto.randomUUID()}@example.jp`;
  const operator = await createOperator({ account, email, passwordHash: await hashPassword(PASSWORD) });
  return { owner, account, operator };
}

/** The nonce of an answer's policy, which every script of its page has to carry. */
function nonceOf({ headers, text }: RawAnswer): string {
  const policy = String(headers["content-security-policy"]);
  const nonce = /script-src 'self' 'nonce-([^']+)' 'strict-dynamic'/.exec(policy)?.[1] ?? "";
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/script-src[^;]*'unsafe-/);
  const scripts = text.match(/<script(?![^>]*type="application\/json")[^>]*>/g) ?? [];
  expect(scripts.filter((script) => !script.includes(`nonce="${nonce}"`))).toEqual([]);
  return nonce;
}

test("S56: every page is closed to frames, sniffing, caches and foreign scripts; links with a secret leave no trace", async () => {
  const { owner, account } = await contract();
  const cookie = await signedInCookie(owner);
  const door = `/operator/${account.code}`;
  const nonces = [];
  for (const [path, referrer] of [
    ["/login", "strict-origin-when-cross-origin"],
    [`${door}/login`, "strict-origin-when-cross-origin"],
    [`${door}/forgot-password`, "strict-origin-when-cross-origin"],
    [`${door}/reset-password/${"A".repeat(43)}`, "no-referrer"],
    [`/setup/${"A".repeat(43)}`, "no-referrer"],
    [`/accounts/${account.code}/password-resets`, "strict-origin-when-cross-origin"],
    ["/no-such-page", "strict-origin-when-cross-origin"],
  ] as const) {
    const answer = await sendRaw({ path, headers: { cookie: path.startsWith("/accounts") ? cookie : "" } });
    expect([path, answer.headers]).toMatchObject([
      path,
      {
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "cache-control": expect.stringContaining("no-store"),
        "referrer-policy": referrer,
      },
    ]);
    expect([path, answer.headers["strict-transport-security"], answer.headers["x-powered-by"]]).toEqual([
      path,
      undefined,
      undefined,
    ]);
    nonces.push(nonceOf(answer));
  }
  expect(nonces).not.toContain("");
  expect(new Set(nonces).size).toBe(nonces.length);
});

test("S56: an answer of the API is no page: nothing in it runs, nobody frames it, and nothing keeps it", async () => {
  const { owner, account } = await contract();
  const cookie = await signedInCookie(owner);
  for (const [path, status] of [
    ["/api/v1/accounts", 200],
    [`/api/v1/accounts/${account.code}/operators`, 200],
    [`/api/v1/accounts/${account.code}/operators/export?encoding=utf-8`, 200],
    ["/api/v1/accounts/nobody/operators", 404],
    ["/api/health", 200],
    ["/api/auth/csrf", 200],
  ] as const) {
    const answer = await sendRaw({ path, headers: { cookie } });
    expect([path, answer.status, answer.headers]).toMatchObject([
      path,
      status,
      {
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "x-content-type-options": "nosniff",
        "x-frame-options": "DENY",
        "referrer-policy": "strict-origin-when-cross-origin",
        "cache-control": expect.stringContaining("no-store"),
      },
    ]);
  }
});

test("a picture is there where browsers and telephones look for one before they have read the page", async () => {
  for (const [path, type] of [
    ["/favicon.ico", "image/x-icon"],
    ["/apple-icon.png", "image/png"],
    ["/icon.svg", "image/svg+xml"],
  ]) {
    const { status, headers, text } = await sendRaw({ path: String(path) });
    expect([path, status, headers["content-type"], text.length > 0]).toEqual([path, 200, type, true]);
  }
});

test("S18, S56: behind TLS the login is a __Host- cookie, browsers are told to stay there, and links begin with https", async () => {
  const { owner, account, operator } = await contract();
  const server = await startSecondServer({ url: SECURE });
  const send = (method: string, path: string, headers: Readonly<Record<string, string>>, body?: string) =>
    sendRaw({ origin: server.address, method, path, headers, ...(body === undefined ? {} : { body }) });
  const page = await send("GET", `/operator/${account.code}/login`, {});
  const [script = ""] = /\/_next\/static\/chunks\/[^"?]+\.js/.exec(page.text) ?? [];
  for (const path of [script, "/api/v1/accounts", "/api/health", "/no-such-page", "/%"]) {
    const { status, headers } = await send("GET", path, { "accept-encoding": "gzip" });
    expect([path, status, headers["strict-transport-security"]]).toEqual([
      path,
      { [script]: 200, "/api/v1/accounts": 401, "/api/health": 200, "/no-such-page": 404 }[path] ?? 400,
      page.headers["strict-transport-security"],
    ]);
  }
  expect(page.headers["strict-transport-security"]).toContain("max-age=31536000");
  expect(String(page.headers["content-security-policy"])).toContain("upgrade-insecure-requests");

  const csrf = await send("GET", "/api/auth/csrf", {});
  const lines = [csrf.headers["set-cookie"] ?? []].flat();
  expect(lines.filter((line) => !line.includes("Secure"))).toEqual([]);
  const { csrfToken } = JSON.parse(csrf.text);
  const fields = { csrfToken, code: account.code, email: operator.email, password: PASSWORD, json: "true" };
  const cookie = lines.map((line) => line.split(";")[0]).join("; ");
  const type = { "content-type": "application/x-www-form-urlencoded", cookie };
  const form = new URLSearchParams(fields).toString();
  const plain = await send("POST", "/api/auth/callback/operator", { ...type, origin: server.address }, form);
  expect([plain.status, JSON.parse(plain.text).code]).toEqual([403, "bad_origin"]);
  const answer = await send("POST", "/api/auth/callback/operator", { ...type, origin: SECURE }, form);
  expect(answer.status).toBe(200);
  const login = [answer.headers["set-cookie"] ?? []].flat().find((line) => line.includes("kenshin.session=")) ?? "";
  expect(login).toMatch(/^__Host-kenshin\.session=/);
  for (const part of ["; Path=/", "; HttpOnly", "; Secure", "; SameSite=Lax"]) {
    expect(login.toLowerCase()).toContain(part.toLowerCase());
  }
  expect(login).not.toMatch(/domain=/i);

  const named = (await signedInCookie(owner)).replace("kenshin.session=", "__Host-kenshin.session=");
  const body = JSON.stringify({ operatorId: operator.id, delivery: "copy" });
  const headers = { origin: SECURE, "content-type": "application/json", cookie: named };
  const issued = await send("POST", `/api/v1/accounts/${account.code}/password-resets`, headers, body);
  expect(issued.status).toBe(201);
  expect(JSON.parse(issued.text).url.startsWith(`${SECURE}/operator/${account.code}/reset-password/`)).toBe(true);
  await server.stop();
});

test("scripts and styles come in the smallest coding that a browser takes, and are kept for good", async () => {
  const page = await sendRaw({ path: "/login" });
  for (const ending of ["js", "css"]) {
    const [path = ""] = new RegExp(`/_next/static/chunks/[^"?]+\\.${ending}`).exec(page.text) ?? [];
    const ask = (accept: string, method = "GET") => sendRaw({ path, method, headers: { "accept-encoding": accept } });
    const plain = await ask("identity");
    expect([plain.status, plain.headers["content-encoding"]]).toEqual([200, undefined]);
    const small = await ask("gzip, deflate, br, zstd");
    const larger = await ask("br;q=0, gzip");
    expect(brotliDecompressSync(small.bytes).equals(plain.bytes)).toBe(true);
    expect(gunzipSync(larger.bytes).equals(plain.bytes)).toBe(true);
    expect(small.bytes.length).toBeLessThan(larger.bytes.length);
    for (const [coding, answer] of [["br", small] as const, ["gzip", larger] as const]) {
      expect(answer.headers).toMatchObject({
        "content-type": expect.stringContaining(ending === "js" ? "javascript" : "css"),
        "content-encoding": coding,
        "content-length": String(answer.bytes.length),
        "cache-control": "public, max-age=31536000, immutable",
        "x-content-type-options": "nosniff",
        vary: expect.stringMatching(/accept-encoding/i),
      });
    }
    const head = await ask("br", "HEAD");
    expect([head.headers["content-length"], head.text]).toEqual([String(small.bytes.length), ""]);
    expect((await ask("br", "POST")).status).toBeGreaterThanOrEqual(400);
  }
  expect((await sendRaw({ path: "/_next/static/chunks/none.js", headers: { "accept-encoding": "br" } })).status).toBe(
    404,
  );
});
