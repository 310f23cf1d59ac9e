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
  ["TRACE", "/login", 405, "method_not_allowed"],
  ["PROPFIND", "/api/v1/accounts", 405, "method_not_allowed"],
] as const) {
  test(`S38: ${method} ${path} is the sender's fault, not ours`, async () => {
    const answer = await sendRaw({ method, path });
    expect(answer.status).toBe(status);
    expect(JSON.parse(answer.text)).toMatchObject({ status, code });
  });
}
