import { expect, test } from "./fixtures";
import { sendRaw } from "./raw-request";

test("a page that does not exist says so, and the server stays well", async ({ page, request, expectConsoleError }) => {
  expectConsoleError(/status of 404/);
  const answer = await page.goto("/no-such-page");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle("ページが見つかりません | 健診 Kenshin");
  const health = await request.get("/api/health");
  expect(health.status()).toBe(200);
  expect(await health.json()).toMatchObject({ status: "ok", database: "up" });
});

for (const [method, path, status, code] of [
  ["GET", "/%", 400, "malformed_url"],
  ["GET", "/accounts/%E0%A4%A", 400, "malformed_url"],
  ["GET", "/api/v1/accounts/%FF/health", 400, "malformed_url"],
  ["POST", "/api/v1/accounts/%/imports", 400, "malformed_url"],
  ["GET", "*", 400, "malformed_url"],
  ["OPTIONS", "*", 400, "malformed_url"],
  ["PUT", "/api/v1/profile/sessions", 405, "method_not_allowed"],
  ["GET", "/api/v1/setup", 405, "method_not_allowed"],
  ["DELETE", "/api/auth/session", 405, "method_not_allowed"],
  ["TRACE", "/login", 405, "method_not_allowed"],
  ["PROPFIND", "/api/v1/accounts", 405, "method_not_allowed"],
] as const) {
  test(`S38: ${method} ${path} is the sender's fault, not ours`, async () => {
    const answer = await sendRaw({ method, path });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ status, code });
    expect(answer.headers["content-type"]).toContain("application/problem+json");
  });
}

test("S8, S19: a whole address as target is answered as its path is, whoever it names", async () => {
  for (const path of ["http://evil.example/api/health", "HTTPS://evil.example:1/api/health?x"]) {
    expect(await sendRaw({ path })).toMatchObject({ status: 200, text: expect.stringContaining('"status":"ok"') });
  }
  const start = await sendRaw({ path: "http://evil.example?x" });
  expect(start).toMatchObject({ status: 307, headers: { location: expect.stringMatching(/^\/login/) } });
});

test("who offers another protocol is answered in this one", async () => {
  const headers = { connection: "Upgrade, HTTP2-Settings", upgrade: "h2c", "http2-settings": "AAMAAABkAAQAAP__" };
  expect(await sendRaw({ path: "/api/health", headers })).toMatchObject({ status: 200 });
  expect(await sendRaw({ path: "/login", headers: { connection: "Upgrade", upgrade: "websocket" } })).toMatchObject({
    status: 200,
  });
});
