// Next keeps the request in a store that has to be there before any of its modules load.
import "next/dist/server/node-environment-baseline.js";

import { beforeAll, describe, expect, it } from "vitest";
import { FREE_TRIES } from "@/lib/domain/login/lock";
import { prisma } from "@/lib/server/db";
import { verifyOwnerPassword } from "@/lib/server/owners/verify-owner-password";
import { findLiveSession, sessionFromCookies } from "@/lib/server/session";
import { SESSION_ABSOLUTE_SECONDS, SESSION_IDLE_SECONDS } from "@/lib/server/session-cookie";
import { throttleBucket } from "@/lib/server/sign-in-throttle";
import { cookieOfSession, createOwner, signedInCookie } from "../factories/owner";
import { callAuth, csrf, signIn } from "../factories/sign-in";
import { stretchWait } from "../factories/throttle";

const PASSWORD = "  とても長い合言葉 correct horse  ";
const REFUSED = { url: "http://kenshin.test/api/auth/error?error=CredentialsSignin&provider=owner" };

beforeAll(() => {
  process.env["NEXTAUTH_URL"] = "http://kenshin.test";
});

describe("signing in as an owner", () => {
  it("opens the console with the right password, however the address is written", async () => {
    const owner = await createOwner({ email: "hanako@example.jp", password: PASSWORD });
    const answer = await signIn({ email: " ＨＡＮＡＫＯ＠example.jp ", password: PASSWORD });
    expect([answer.status, answer.text]).toEqual([200, '{"url":"http://kenshin.test/accounts"}']);
    const session = await sessionFromCookies(answer.cookie);
    expect(session).toMatchObject({ kind: "owner", owner: { id: owner.id, email: "hanako@example.jp" } });
  });

  it("S20: takes a password exactly as typed: not trimmed, not folded, and the tail of a long one counts", async () => {
    const long = `${"長い合言葉が".repeat(200)}1`;
    const owner = await createOwner({ password: long });
    const wrong = [`${long.slice(0, -1)}2`, long.slice(0, -1), ` ${long}`, long.normalize("NFKD")];
    for (const password of wrong) expect((await signIn({ email: owner.email, password })).status).toBe(401);
    expect((await signIn({ email: owner.email, password: long })).status).toBe(200);

    const spaced = await createOwner({ password: PASSWORD });
    expect((await signIn({ email: spaced.email, password: PASSWORD.trim() })).status).toBe(401);
    expect((await signIn({ email: spaced.email, password: PASSWORD })).status).toBe(200);
  });

  it("brings the owner's own language and theme to the browser", async () => {
    const owner = await createOwner({ password: PASSWORD });
    await prisma().owner.update({ where: { id: owner.id }, data: { locale: "en", theme: "dark" } });
    const answer = await signIn({ email: owner.email, password: PASSWORD });
    expect(answer.cookie).toContain("kenshin_locale=en");
    expect(answer.cookie).toContain("kenshin_theme=dark");
    const refused = await signIn({ email: owner.email, password: "wrong" });
    expect(refused.cookie).not.toContain("kenshin_locale");
  });

  it("S15: unknown address, wrong password, no password and too many tries get the same answer", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const withoutPassword = await createOwner();
    const throttled = await createOwner({ password: PASSWORD });
    for (let count = 0; count < FREE_TRIES; count += 1) await verifyOwnerPassword(throttled.email, "wrong");
    await stretchWait(throttleBucket("owner", throttled.email));

    const answers = await Promise.all([
      signIn({ email: "nobody@example.jp", password: PASSWORD }),
      signIn({ email: "not an address", password: PASSWORD }),
      signIn({ email: owner.email, password: "wrong" }),
      signIn({ email: withoutPassword.email, password: PASSWORD }),
      signIn({ email: throttled.email, password: PASSWORD }),
    ]);
    for (const { status, text, response, cookie } of answers) {
      expect([status, JSON.parse(text)]).toEqual([401, REFUSED]);
      expect([...response.headers.keys()]).toEqual([...(answers[0]?.response.headers.keys() ?? [])]);
      expect(await sessionFromCookies(cookie)).toBeNull();
    }
  });

  it("S17: every login is a new session, and the one a browser came with is not taken over", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const planted = await cookieOfSession(crypto.randomUUID());
    const first = await signIn({ email: owner.email, password: PASSWORD }, { cookie: planted });
    const second = await signIn({ email: owner.email, password: PASSWORD });
    const ids = await Promise.all(
      [planted, first.cookie, second.cookie].map(async (cookie) => (await sessionFromCookies(cookie))?.sessionId),
    );
    expect(ids[0]).toBeUndefined();
    expect(new Set(ids).size).toBe(3);
  });

  it("S17: a login ends after its idle and its absolute time", async () => {
    const owner = await createOwner();
    const session = await sessionFromCookies(await signedInCookie(owner));
    const id = session?.sessionId ?? "";
    const later = (seconds: number) => new Date(Date.now() + seconds * 1000);
    expect(await findLiveSession(id, later(SESSION_IDLE_SECONDS - 60))).not.toBeNull();
    await prisma().session.update({ where: { id }, data: { lastSeenAt: new Date() } });
    expect(await findLiveSession(id, later(SESSION_IDLE_SECONDS + 60))).toBeNull();
    await prisma().session.update({ where: { id }, data: { lastSeenAt: later(SESSION_ABSOLUTE_SECONDS) } });
    expect(await findLiveSession(id, later(SESSION_ABSOLUTE_SECONDS + 60))).toBeNull();
  });

  it("refuses a second login in one browser before the password is looked at, until the first has ended", async () => {
    const [first, second] = [await createOwner({ password: PASSWORD }), await createOwner({ password: PASSWORD })];
    const { cookie } = await signIn({ email: first.email, password: PASSWORD });
    const refused = { url: "http://kenshin.test/api/auth/error?error=other_session" };
    for (const password of [PASSWORD, "wrong"]) {
      const answer = await signIn({ email: second.email, password }, { cookie });
      expect([answer.status, JSON.parse(answer.text)]).toEqual([401, refused]);
    }
    expect(await prisma().signInThrottle.count({ where: { bucket: throttleBucket("owner", second.email) } })).toBe(0);
    expect(await sessionFromCookies(cookie)).toMatchObject({ owner: { id: first.id } });

    const token = await csrf(cookie);
    const out = await callAuth("POST", "signout", {
      cookie: token.cookie,
      body: `csrfToken=${token.csrfToken}&json=true`,
    });
    expect(out.status).toBe(200);
    expect((await signIn({ email: second.email, password: PASSWORD }, { cookie })).status).toBe(200);
  });

  it("S16: after logging out the old cookie opens nothing", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const { cookie } = await signIn({ email: owner.email, password: PASSWORD });
    expect(await sessionFromCookies(cookie)).not.toBeNull();
    const token = await csrf(cookie);
    await callAuth("POST", "signout", { cookie: token.cookie, body: `csrfToken=${token.csrfToken}&json=true` });
    expect(await sessionFromCookies(cookie)).toBeNull();
  });

  it("a log-out without the token of our page ends nothing", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const { cookie } = await signIn({ email: owner.email, password: PASSWORD });
    await callAuth("POST", "signout", { cookie, body: "csrfToken=guessed&json=true" });
    expect(await sessionFromCookies(cookie)).not.toBeNull();
  });
});

describe("guessing", () => {
  // Two hundred argon2 hashes take as long as they take.
  const PATIENCE = 120_000;
  it("S13: 200 wrong passwords at once are looked at no more often than the free tries", {
    timeout: PATIENCE,
  }, async () => {
    const owner = await createOwner({ email: "target@example.jp", password: PASSWORD });
    const spellings = ["target@example.jp", "TARGET@example.jp", " target@EXAMPLE.jp", "ｔａｒｇｅｔ@example.jp"];
    const started = Date.now();
    const found = await Promise.all(
      Array.from({ length: 200 }, (_, index) => verifyOwnerPassword(spellings[index % 4] ?? "", `wrong ${index}`)),
    );
    expect(found.every((owner) => owner === null)).toBe(true);
    const { failures } = await prisma().signInThrottle.findUniqueOrThrow({
      where: { bucket: throttleBucket("owner", owner.email) },
      select: { failures: true },
    });
    // Waiting times of 1, 2, 4, … seconds: on a slow machine some of them may have passed meanwhile.
    const passed = Math.floor(Math.log2((Date.now() - started) / 1000 + 1));
    expect(failures).toBeGreaterThanOrEqual(FREE_TRIES);
    expect(failures).toBeLessThanOrEqual(FREE_TRIES + passed);
  });

  it("S13: the waiting time doubles, outlives a restart, and a hundred failures close the door for a day", async () => {
    const bucket = throttleBucket("owner", "patient@example.jp");
    const failAgain = async (failures: number) => {
      const past = new Date(Date.now() - 60_000);
      const row = { failures, lastFailureAt: past, blockedUntil: past };
      await prisma().signInThrottle.upsert({ where: { bucket }, create: { bucket, ...row }, update: row });
      await verifyOwnerPassword("patient@example.jp", "wrong");
      const { blockedUntil, lastFailureAt } = await prisma().signInThrottle.findUniqueOrThrow({
        where: { bucket },
        select: { blockedUntil: true, lastFailureAt: true },
      });
      return Math.round((blockedUntil.getTime() - lastFailureAt.getTime()) / 1000);
    };
    const waits = [];
    for (const failures of [1, 3, 4, 5, 8, 30, 98, 99]) waits.push(await failAgain(failures));
    expect(waits).toEqual([0, 0, 1, 2, 16, 900, 900, 86_400]);
  });

  it("S13: unknown addresses wait like known ones, and a success clears the count", async () => {
    const owner = await createOwner({ password: PASSWORD });
    for (const email of [owner.email, "unknown@example.jp"]) {
      for (let count = 0; count < FREE_TRIES - 1; count += 1) await verifyOwnerPassword(email, "wrong");
    }
    const failuresOf = async (email: string) =>
      (await prisma().signInThrottle.findUnique({ where: { bucket: throttleBucket("owner", email) } }))?.failures;
    expect(await failuresOf("unknown@example.jp")).toBe(await failuresOf(owner.email));
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).toMatchObject({ id: owner.id });
    expect(await failuresOf(owner.email)).toBeUndefined();
  });
});

describe("what is sent to the sign-in routes", () => {
  it("S18: needs our Origin", async () => {
    const owner = await createOwner({ password: PASSWORD });
    for (const origin of [null, "null", "http://evil.example", "https://kenshin.test", "http://kenshin.test:81"]) {
      const { status, text, cookie } = await signIn({ email: owner.email, password: PASSWORD }, { origin });
      expect([status, JSON.parse(text).code]).toEqual([403, "bad_origin"]);
      expect(await sessionFromCookies(cookie)).toBeNull();
    }
  });

  it("S19: leads nowhere but to our own pages", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const targets = [
      "//evil.example",
      "/\\evil.example",
      "\\\\evil.example",
      "https://evil.example",
      "http://kenshin.test@evil.example/",
      "http://kenshin.test.evil.example/",
      "/%2f%2fevil.example",
      "https:evil.example",
      "\t//evil.example",
    ];
    for (const callbackUrl of targets) {
      const { status, text } = await signIn({ email: owner.email, password: PASSWORD, callbackUrl });
      const url = status === 200 ? new URL(JSON.parse(text).url).origin : "refused";
      expect([callbackUrl, url]).toEqual([callbackUrl, status === 400 ? "refused" : "http://kenshin.test"]);
    }
    for (const callbackUrl of ["javascript:alert(1)", "http://[", "data:text/html,x"]) {
      const { status, text } = await signIn({ email: owner.email, password: PASSWORD, callbackUrl });
      expect([status, JSON.parse(text).code]).toEqual([400, "malformed_url"]);
    }
  });

  it("S8: answers with our own address whatever Host and X-Forwarded-* say", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const headers = { host: "evil.example", "x-forwarded-host": "evil.example", "x-forwarded-proto": "https" };
    for (const password of [PASSWORD, "wrong"]) {
      const { text, response } = await signIn({ email: owner.email, password }, { headers });
      expect(text + [...response.headers.values()].join()).not.toContain("evil");
    }
  });

  it("S12, S38: lists, objects, broken JSON, NUL and floods are refused, never a fault", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const { csrfToken, cookie } = await csrf();
    const json = (body: unknown) => ({ contentType: "application/json", body: JSON.stringify(body) });
    const form = (body: string) => ({ contentType: "application/x-www-form-urlencoded", body });
    const good = { csrfToken, email: owner.email, password: PASSWORD, json: "true" };
    const bodies = [
      json({ ...good, email: [owner.email] }),
      json({ ...good, email: { contains: "@" } }),
      json({ ...good, password: { $ne: "" } }),
      json({ ...good, password: 1 }),
      json([good]),
      json(null),
      json("text"),
      { contentType: "application/json", body: "{" },
      { contentType: "application/json", body: "" },
      form(`csrfToken=${csrfToken}&json=true&email[]=${owner.email}&password=${PASSWORD}`),
      form(`csrfToken=${csrfToken}&json=true&email=${owner.email}&email=${owner.email}&password=${PASSWORD}`),
      form(`csrfToken=${csrfToken}&json=true&email=%00&password=%00`),
      form(`csrfToken=${csrfToken}&json=true&email=${owner.email}&password=${PASSWORD}%00`),
      form(`csrfToken=${csrfToken}&json=true`),
      form(`csrfToken=${csrfToken}&json=true&email=${"a".repeat(2000)}@example.jp&password=x`),
      form(`csrfToken=${csrfToken}&json=true&email=${owner.email}&password=${"a".repeat(100_000)}`),
      { contentType: "multipart/form-data; boundary=x", body: "--x--" },
      { contentType: "text/plain", body: "a" },
    ];
    for (const call of bodies) {
      const response = await callAuth("POST", "callback/owner", { ...call, cookie });
      const label = `${call.contentType} ${call.body.slice(0, 80)}`;
      expect([label, response.status]).toEqual([label, expect.toSatisfy((s: number) => s >= 400 && s < 500)]);
      expect(response.headers.getSetCookie().join()).not.toContain("kenshin.session=e");
    }
  });

  it("S38: cookies, queries and actions that make no sense are 4xx", async () => {
    const expectations: [number, "GET" | "POST", string, string?][] = [
      [200, "GET", "csrf", "kenshin.session=%%%; next-auth.csrf-token=|||"],
      [200, "GET", "session", "kenshin.session=eyJhbGciOiJkaXIi.x.y"],
      [400, "GET", "csrf", "next-auth.callback-url=nowhere"],
      [400, "GET", "csrf?callbackUrl=nowhere"],
      [400, "GET", "error?error=%0d%0aset-cookie:x"],
      [400, "GET", "error?error=%E6%97%A5"],
      [404, "GET", "callback/owner"],
      [404, "GET", "nothing"],
      [404, "GET", "csrf/a/b"],
      [404, "POST", "_log"],
      [404, "POST", "session"],
      [404, "POST", "signin/owner"],
    ];
    for (const [status, method, path, cookie = ""] of expectations) {
      const response = await callAuth(method, path, method === "POST" ? { cookie, body: "a=b" } : { cookie });
      expect([method, path, response.status]).toEqual([method, path, status]);
    }
    const healed = await callAuth("GET", "csrf", { cookie: "next-auth.callback-url=nowhere" });
    expect(healed.headers.getSetCookie()).toEqual(["next-auth.callback-url=; Path=/; Max-Age=0"]);
  });

  it("S6: nothing a client sends enters the token", async () => {
    const owner = await createOwner();
    const cookie = await signedInCookie(owner);
    const response = await callAuth("GET", "session?sid=other&data[sid]=other", { cookie });
    expect(Object.keys(JSON.parse(await response.text()))).toEqual(["expires"]);
    const before = await sessionFromCookies(cookie);
    const [renewed] = response.headers.getSetCookie().filter((line) => line.startsWith("kenshin.session="));
    expect(await sessionFromCookies(renewed?.split(";")[0])).toEqual(before);
  });
});
