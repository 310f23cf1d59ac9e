import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

test.afterAll(closeDatabase);

/** A contract on whose sheet there is something to waive; its owner is signed in. */
async function withSharedAddress(context: BrowserContext) {
  const owner = await createOwner({ email: `${randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: randomUUID().replaceAll("-", "").slice(0, 12) });
  const email = `shared-${account.code}@example.jp`;
  await createOperator({ account, email });
  await createOperator({ account, email });
  await signIn(context, owner);
  return account;
}

/** Lets no answer to these addresses reach the page before the function it gives is called. */
async function holdBack(page: Page, addresses: string): Promise<() => void> {
  let letThrough = () => {};
  const held = new Promise<void>((resolve) => {
    letThrough = resolve;
  });
  await page.route(addresses, async (route) => {
    await held;
    await route.continue();
  });
  return () => letThrough();
}

test("opening the sheet or the list of operators asks the API for nothing; what is done afterwards does", async ({
  page,
  context,
}) => {
  const account = await withSharedAddress(context);
  const asked: string[] = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith("/api/")) asked.push(`${request.method()} ${pathname}`);
  });
  for (const path of [`/accounts/${account.code}/operators`, `/accounts/${account.code}`]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  expect(asked).toEqual([]);
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(page.getByRole("region", { name: "お知らせ" }).getByText("健診結果を記録しました")).toBeVisible();
  expect(asked).toContain(`POST /api/v1/accounts/${account.code}/check-ups`);
});

test("what a page can no longer load is told where it is missing, nothing is changed, and the page stays", async ({
  page,
  context,
  expectConsoleError,
}) => {
  const account = await withSharedAddress(context);
  await page.goto(`/accounts/${account.code}`);
  const news = page.getByRole("region", { name: "お知らせ" });
  // The first touch loads where news appears; one before the page listens is nobody's.
  await expect(async () => {
    await page.getByRole("heading", { level: 1 }).click();
    await expect(news).toBeAttached({ timeout: 2_000 });
  }).toPass();
  const writes: string[] = [];
  page.on("request", (request) => {
    if (request.method() !== "GET") writes.push(request.url());
  });

  expectConsoleError(/ERR_FAILED/);
  const chunks = "**/_next/static/chunks/**";
  await page.route(chunks, (route) => route.abort());
  await page.getByRole("button", { name: "「重複メールアドレス」の所見を保留にする" }).click();
  await expect(page.getByRole("alert").getByText("画面の一部を読み込めませんでした。")).toBeVisible();
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(news.getByText("健診結果を記録できませんでした。")).toBeVisible();
  expect(writes).toEqual([]);

  await page.unroute(chunks);
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(news.getByText("健診結果を記録しました")).toBeVisible();
});

test("the first touch of a page that can no longer load anything leaves the page and what was typed", async ({
  page,
  context,
  expectConsoleError,
}) => {
  const account = await withSharedAddress(context);
  await page.goto(`/accounts/${account.code}/operators`);
  expectConsoleError(/ERR_FAILED/);
  await page.route("**/_next/static/chunks/**", (route) => route.abort());
  const box = page.getByRole("searchbox");
  await box.fill("typed before");
  await page
    .getByRole("button", { name: /の操作$/ })
    .first()
    .click();
  await page.getByRole("button", { name: "追加" }).click();
  await expect(page.getByText("画面の一部を読み込めませんでした。").first()).toBeVisible();
  await expect(page.getByRole("heading", { level: 1, name: "オペレーター" })).toBeVisible();
  await expect(box).toHaveValue("typed before");
});

for (const path of ["operators", "duplicate-emails", "deleted-operators"]) {
  test(`the list of ${path} stands in the page as it arrives: it waits for no script`, async ({
    browser,
    context,
    baseURL,
  }) => {
    const account = await withSharedAddress(context);
    await createOperator({ account, email: `shared-gone-${account.code}@example.jp`, deletedAt: new Date() });
    const withoutScripts = await browser.newContext({
      ...(baseURL === undefined ? {} : { baseURL }),
      javaScriptEnabled: false,
      storageState: await context.storageState(),
    });
    try {
      const page = await withoutScripts.newPage();
      await page.goto(`/accounts/${account.code}/${path}`);
      await expect(page.getByText(new RegExp(`^shared-.*${account.code}@example.jp$`)).first()).toBeVisible();
    } finally {
      await withoutScripts.close();
    }
  });
}

test("fonts are for who has a mouse: a telephone shows its own", async ({ page, context, hasTouch }) => {
  const account = await withSharedAddress(context);
  const fonts: string[] = [];
  page.on("request", (request) => {
    if (request.resourceType() === "font") fonts.push(request.url());
  });
  await page.goto(`/accounts/${account.code}`, { waitUntil: "networkidle" });
  if (hasTouch) expect(fonts).toEqual([]);
  else expect(fonts.length).toBeGreaterThan(5);
});

test("the pages that owners see most begin without Intl, which takes a telephone 30 ms and more", async ({
  page,
  context,
}) => {
  const account = await withSharedAddress(context);
  await page.addInitScript(() => {
    const made: string[] = [];
    Object.assign(globalThis, { made });
    for (const name of ["NumberFormat", "DateTimeFormat", "PluralRules", "ListFormat"] as const) {
      const watched = new Proxy<new () => object>(Intl[name], {
        construct(target, given) {
          made.push(name);
          return Reflect.construct(target, given);
        },
      });
      Object.assign(Intl, { [name]: watched });
    }
  });
  for (const path of ["/accounts", `/accounts/${account.code}`, `/accounts/${account.code}/operators`]) {
    await page.goto(path, { waitUntil: "networkidle" });
    await expect(page.getByRole("main")).toContainText(/2名|1件/);
    expect(await page.evaluate("globalThis.made"), path).toEqual([]);
  }
  await page.evaluate("new Intl.NumberFormat('ja')");
  expect(await page.evaluate("globalThis.made")).toEqual(["NumberFormat"]);
});

test("while the next page is on its way the one that is there stays and says so", async ({ page, context }) => {
  const account = await withSharedAddress(context);
  await page.goto(`/accounts/${account.code}`);
  const letThrough = await holdBack(page, "**/operators?_rsc=*");
  const mark = page.getByRole("status").filter({ hasText: "読み込み中" });
  const nav = page.getByRole("navigation").getByRole("link", { name: "オペレーター", exact: true });
  const here = (await page.getByRole("heading", { level: 1 }).textContent()) ?? "";
  const menu = page.getByRole("button", { name: "メニューを開く" });
  await expect(async () => {
    if (await menu.isVisible()) await menu.click();
    await nav.click();
    await expect(mark).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(here);
  letThrough();
  await expect(page).toHaveURL(/\/operators$/);
  await expect(page.getByRole("heading", { level: 1, name: "オペレーター" })).toBeVisible();
  await expect(mark).toBeHidden();
});

test("a dialog that has to be loaded first says that it is on its way", async ({ page, context }) => {
  const account = await withSharedAddress(context);
  await page.goto(`/accounts/${account.code}/operators`, { waitUntil: "networkidle" });
  const letThrough = await holdBack(page, "**/_next/static/chunks/**");
  const mark = page.getByRole("status").filter({ hasText: "読み込み中" });
  await page.getByRole("button", { name: "追加", exact: true }).click();
  await expect(mark).toBeVisible();
  letThrough();
  await expect(page.getByRole("dialog", { name: "オペレーターの追加" })).toBeVisible();
  await expect(mark).toBeHidden();
});
