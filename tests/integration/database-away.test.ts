import { randomUUID } from "node:crypto";
import { describe, expect, it } from "vitest";
import { findFreePort } from "../../scripts/lib/ports.mjs";

// Set before anything reads the settings: this file's database does not exist, as if its server were away.
process.env["DATABASE_URL"] = `postgresql://kenshin@127.0.0.1:${await findFreePort()}/kenshin`;

const { GET: getAccounts, POST: addAccount } = await import("@/app/api/v1/accounts/route");
const { cookieOfSession } = await import("../factories/owner");
const { callAuth } = await import("../factories/sign-in");
const { cookiesAfter } = await import("../setup/cookies");
const { callRoute } = await import("../setup/call-route");
const { startJobs } = await import("@/lib/server/jobs/start-jobs");

describe("S57: while the database is away", () => {
  it.each([
    ["ja", "データベースに接続できません。しばらく待ってから試してください。"],
    ["en", "The database cannot be reached. Wait a while and try again."],
  ])("a request is told so in its language (%s), and nothing of why", async (language, detail) => {
    const cookie = await cookieOfSession(randomUUID());
    for (const call of [
      () => callRoute(getAccounts, { params: {}, cookie, headers: { "accept-language": language } }),
      () =>
        callRoute(addAccount, {
          method: "POST",
          params: {},
          cookie,
          body: { name: "サンプル", directory: "hosted" },
          headers: { "accept-language": language, "idempotency-key": "once" },
        }),
    ]) {
      const { status, body } = await call();
      expect(status).toBe(503);
      expect(body).toEqual({
        type: "urn:kenshin:problem:database_unavailable",
        title: "Service Unavailable",
        status: 503,
        code: "database_unavailable",
        detail,
        requestId: expect.any(String),
      });
    }
  });

  it("nobody is let in without a session row: no cookie is 401 as ever", async () => {
    expect((await callRoute(getAccounts, { params: {} })).status).toBe(401);
  });

  it.each([
    ["owner", {}],
    ["operator", { code: "TestCode0001" }],
  ])("an %s is refused as unavailable, without a session and without the fault's text", async (provider, more) => {
    const token = await callAuth("GET", "csrf");
    const { csrfToken } = await token.json();
    const who = { email: "somebody@example.jp", password: "blue kettle over seven hills", ...more };
    const form = { csrfToken, ...who, json: "true" };
    const refused = await callAuth("POST", `callback/${provider}`, {
      cookie: cookiesAfter(token),
      body: new URLSearchParams(form).toString(),
    });
    expect(refused.status).toBe(401);
    expect(new URL((await refused.json()).url).searchParams.get("error")).toBe("unavailable");
    expect(refused.headers.getSetCookie().join("\n")).not.toContain("kenshin.session=ey");
  });

  it("the background jobs wait for it instead of ending the process", async () => {
    const stop = startJobs();
    await expect(stop()).resolves.toBeUndefined();
  });
});
