import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { findFreePort } from "./scripts/lib/ports.mjs";
import { findBrowser } from "./tests/setup/browser";

// Read again in every worker, which inherits what the first reading has put into the environment.
process.env["KENSHIN_E2E_PORT"] ??= String(await findFreePort());
process.env["KENSHIN_E2E_DATA"] ??= join(tmpdir(), `kenshin-e2e-${randomUUID()}`);

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  globalSetup: "./tests/setup/e2e-server.ts",
  workers: 2,
  forbidOnly: true,
  retries: 0,
  // Two journeys share two cores, and one of them may be making 100,000 operators: waiting ends when the page is there.
  timeout: 120_000,
  expect: { timeout: 30_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://127.0.0.1:${process.env["KENSHIN_E2E_PORT"]}`,
    browserName: "chromium",
    launchOptions: await findBrowser(),
    locale: "ja-JP",
    timezoneId: "Asia/Tokyo",
    screenshot: "only-on-failure",
    // No trace: recording it takes a fifth of the processor's time. `npm run e2e -- --trace retain-on-failure` has one.
  },
  projects: [
    { name: "desktop", use: { viewport: { width: 1280, height: 800 } }, grepInvert: /@phone/ },
    {
      name: "phone",
      use: { viewport: { width: 375, height: 740 }, hasTouch: true },
      grepInvert: /@desktop/,
      // What speaks HTTP and looks at no page is the same on a phone.
      testIgnore: /(?:access|api-routes|bad-input|headers|logs|spoofed-host)\.spec\.ts$/,
    },
  ],
});
