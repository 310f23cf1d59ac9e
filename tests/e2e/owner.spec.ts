import type { Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db";
import { issueOwnerReset } from "@/lib/server/owners/issue-owner-reset";
import { ownerPasswordLink } from "@/lib/server/owners/owner-links";
import { createAccount } from "../factories/account";
import { createOwner } from "../factories/owner";
import { startEmptyKenshin } from "../setup/empty-kenshin";
import { expectNoBarrier } from "./barriers";
import { expect, test } from "./fixtures";

const PASSWORD = "とてもながい合言葉をここに書きます";
const NEXT_PASSWORD = "別のとてもながい合言葉をここに書きます";

let made = 0;
const newOwner = () => {
  made += 1;
  const email = `e2e-owner-${process.pid}-${Date.now()}-${made}@example.jp`;
  return createOwner({ name: "山田 花子", email, password: PASSWORD });
};

async function logIn(page: Page, email: string, password: string) {
  await page.goto("/login");
  await fillIn(page, email, password);
}

async function fillIn(page: Page, email: string, password: string) {
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(password);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
}

// Every journey signs in once or more, and each time the password is hashed as slowly as it should be.
test.describe.configure({ timeout: 180_000 });

test.afterAll(closeDatabase);

test("the printed link sets up the first owner, once; without its code nobody gets in", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  const kenshin = await startEmptyKenshin();
  try {
    await page.goto(`${kenshin.address}/`);
    await expect(page).toHaveURL(`${kenshin.address}/setup`);
    await expectNoBarrier(page);
    await page.getByRole("button", { name: "登録する" }).click();
    await expect(page.getByText("セットアップコードを入力してください。")).toBeVisible();

    await page.getByLabel("セットアップコード").fill("guessed");
    await page.getByLabel("名前").fill("山田 花子");
    await page.getByLabel("メールアドレス").fill("hanako@example.jp");
    await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "登録する" }).click();
    await expect(page.getByText("このコードは使えません。")).toBeVisible();

    await page.goto("about:blank");
    await page.goto(kenshin.setupLink);
    await expect(page.getByLabel("セットアップコード")).toHaveValue(/^[\w-]{43}$/);
    await expect(page).toHaveURL(`${kenshin.address}/setup`);
    await page.getByLabel("名前").fill("山田 花子");
    await page.getByLabel("メールアドレス").fill("hanako@example.jp");
    await page.getByLabel("パスワード", { exact: true }).fill("短いパスワード");
    await page.getByRole("button", { name: "登録する" }).click();
    await expect(page.getByText("パスワードが短すぎます。")).toBeVisible();
    await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "登録する" }).click();

    await expect(page.getByText("初期設定が完了しました。")).toBeVisible();
    await page.getByLabel("メールアドレス").fill("hanako@example.jp");
    await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
    await page.getByRole("button", { name: "ログイン", exact: true }).click();
    await expect(page).toHaveURL(`${kenshin.address}/accounts`);
    await page.goto(kenshin.setupLink);
    await expect(page).toHaveURL(new RegExp(`^${kenshin.address}/login`));
  } finally {
    // A page that is still fetching ahead when its server goes away reports a reset connection.
    await page.goto("about:blank");
    await kenshin.stop();
  }
});

test("a wrong password is refused in the article's words, the right one opens the console", async ({
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 401/);
  const owner = await newOwner();
  await page.goto("/login");
  await expectNoBarrier(page);
  await expect(page.getByText("オペレーター専用ログインページ")).toBeVisible();
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
  await expect(page.getByText("メールアドレスを入力してください。")).toBeVisible();

  await logIn(page, owner.email, `${PASSWORD} `);
  await expect(
    page.getByText("メールアドレスとパスワードの組み合わせに対応するログイン情報が登録されていません。"),
  ).toBeVisible();
  await expect(page.getByLabel("メールアドレス")).toHaveValue(owner.email);
  await page.goto("/profile");
  await expect(page).toHaveURL("/login?callbackUrl=%2Fprofile");

  await logIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
});

test("who opens a link without being signed in is taken to that very page after the login", async ({ page }) => {
  const owner = await newOwner();
  const { code } = await createAccount({ owner, code: crypto.randomUUID().replaceAll("-", "").slice(0, 12) });
  const link = `/accounts/${code}/operators?${new URLSearchParams({ query: "佐藤 & 鈴木" })}`;
  await page.goto(link);
  await expect(page).toHaveURL(`/login?${new URLSearchParams({ callbackUrl: link })}`);
  await fillIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL(link);
  await expect(page.getByRole("searchbox")).toHaveValue("佐藤 & 鈴木");
});

test("S19: a login link that names somebody else's page leads to the list of contracts", async ({ page }) => {
  const owner = await newOwner();
  await page.goto(`/login?${new URLSearchParams({ callbackUrl: "/\\evil.example/accounts" })}`);
  await fillIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
});

test("one browser holds one login: the page names it and makes room in one click", async ({ page }) => {
  const [first, second] = [await newOwner(), await newOwner()];
  await logIn(page, first.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
  await page.goto("/login");
  await expect(page.getByText(first.email)).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "ログアウトして続ける" }).click();
  await expect(page.getByRole("button", { name: "ログイン", exact: true })).toBeVisible();
  await page.goto("/profile");
  await expect(page).toHaveURL("/login?callbackUrl=%2Fprofile");
  await logIn(page, second.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
});

test("a login in another tab meanwhile is not replaced silently", async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/status of 401/);
  const [first, second] = [await newOwner(), await newOwner()];
  await page.goto("/login");
  const other = await context.newPage();
  await logIn(other, first.email, PASSWORD);
  await expect(other).toHaveURL("/accounts");
  await page.getByLabel("メールアドレス").fill(second.email);
  await page.getByLabel("パスワード", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
  await expect(page.getByText(first.email)).toBeVisible();
});

test("changing the password ends the login in the other browser, and this one goes on", async ({
  page,
  browser,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  const owner = await newOwner();
  const elsewhere = await browser.newPage();
  await logIn(elsewhere, owner.email, PASSWORD);
  await expect(elsewhere).toHaveURL("/accounts");
  await logIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");

  await page.goto("/profile");
  await expect(page.getByRole("listitem").filter({ hasText: "最終利用" })).toHaveCount(2);
  await expectNoBarrier(page);
  await page.getByLabel("現在のパスワード").fill("違うパスワード");
  await page.getByLabel("新しいパスワード").fill(NEXT_PASSWORD);
  await page.getByRole("button", { name: "パスワードを変更" }).click();
  await expect(page.getByText("現在のパスワードが正しくありません。")).toBeVisible();
  await elsewhere.goto("/profile");
  await expect(elsewhere).toHaveURL("/profile");

  await page.getByLabel("現在のパスワード").fill(PASSWORD);
  await page.getByRole("button", { name: "パスワードを変更" }).click();
  await expect(page.getByText("ほかの端末でのログイン1件を終了しました。").first()).toBeVisible();
  await expect(page.getByText("ログインしているのはこの端末だけです。")).toBeVisible();
  await elsewhere.goto("/profile");
  await expect(elsewhere).toHaveURL("/login?callbackUrl=%2Fprofile");
  await elsewhere.context().close();
  await page.goto("/profile");
  await expect(page).toHaveURL("/profile");
});

test("a login is ended from the list, by its button and all at once", async ({ page, browser }) => {
  const owner = await newOwner();
  const others = await Promise.all([1, 2, 3].map(() => browser.newPage()));
  for (const other of others) {
    await logIn(other, owner.email, PASSWORD);
    await expect(other).toHaveURL("/accounts");
  }
  await logIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
  await page.goto("/profile");
  const rows = page.getByRole("listitem").filter({ hasText: "最終利用" });
  await expect(rows).toHaveCount(4);
  await page
    .getByRole("button", { name: /のログインを終了$/ })
    .first()
    .click();
  await expect(rows).toHaveCount(3);
  await page.getByRole("button", { name: "この端末以外をすべて終了" }).click();
  await expect(rows).toHaveCount(1);
  for (const other of others) {
    await other.goto("/profile");
    await expect(other).toHaveURL("/login?callbackUrl=%2Fprofile");
    await other.context().close();
  }
});

test("a one-time link sets the password, once, and explains itself afterwards", async ({ page }) => {
  const owner = await newOwner();
  const link = ownerPasswordLink((await issueOwnerReset(owner.email, new Date())).code);
  await page.goto(link);
  await page.goto(link);
  await expect(page.getByText(owner.email)).toBeVisible();
  await expectNoBarrier(page);
  await page.getByLabel("新しいパスワード").fill(NEXT_PASSWORD);
  await page.getByRole("button", { name: "パスワードを設定" }).click();
  await expect(page.getByText("パスワードを設定しました。")).toBeVisible();
  await page.goto(link);
  await expect(page.getByText("このリンクは使用済みです。")).toBeVisible();
  await expectNoBarrier(page);
  await page.goto(`${link}x`);
  await expect(page.getByText("このリンクは正しくありません。")).toBeVisible();
  await logIn(page, owner.email, NEXT_PASSWORD);
  await expect(page).toHaveURL("/accounts");
});

test("name, language and theme are kept and come along to the next login", async ({ page, browser }) => {
  const owner = await newOwner();
  await logIn(page, owner.email, PASSWORD);
  await expect(page).toHaveURL("/accounts");
  await page.goto("/profile");
  await page.getByLabel("名前").fill("");
  await page.getByRole("button", { name: "名前を保存" }).click();
  await expect(page.getByText("名前を入力してください。")).toBeVisible();
  await page.getByLabel("名前").fill("佐藤 花子");
  await page.getByRole("button", { name: "名前を保存" }).click();
  await expect(page.getByText("変更を保存しました").first()).toBeVisible();
  await page.getByLabel("ダーク").check();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expectNoBarrier(page);
  await page.getByLabel("English").check();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Profile");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  const elsewhere = await browser.newPage();
  await logIn(elsewhere, owner.email, PASSWORD);
  await expect(elsewhere).toHaveURL("/accounts");
  await expect(elsewhere.locator("html")).toHaveAttribute("lang", "en");
  await expect(elsewhere.locator("html")).toHaveAttribute("data-theme", "dark");
  await elsewhere.goto("/profile");
  await expect(elsewhere.getByLabel("Name")).toHaveValue("佐藤 花子");
  await elsewhere.context().close();
});

test("the language chosen in front of the door is kept behind it, and said to be", async ({ page }) => {
  const owner = await newOwner();
  await page.goto("/login");
  await page.getByLabel("English").check();
  await expect(
    page.getByText("You will see Kenshin in English after logging in, too.", { exact: false }),
  ).toBeVisible();
  await page.getByLabel("E-mail address").fill(owner.email);
  await page.getByLabel("Password", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "Log in", exact: true }).click();
  await expect(page).toHaveURL("/accounts");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await page.goto("/profile");
  await expect(page.getByLabel("English")).toBeChecked();
});
