import type { Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

const PASSWORD = "とてもながい合言葉をここに書きます";
const GENERIC = "メールアドレスとパスワードの組み合わせに対応するログイン情報が登録されていません。";

let made = 0;

/** A hosted contract with one operator who has a password. */
async function contractWithOperator() {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-doors-${unique}@example.jp`, name: "契約 花子" });
  const code = `D${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  const account = await createAccount({ owner, code });
  const operator = await createOperator({
    account,
    name: "鈴木 一郎",
    email: `ichiro-${unique}@example.jp`,
    passwordHash: await hashPassword(PASSWORD),
  });
  return { owner, account, operator, loginPage: `/operator/${code}/login` };
}

async function logIn(page: Page, email: string, password: string) {
  await page.getByLabel("メールアドレス").fill(email);
  await page.getByLabel("パスワード", { exact: true }).fill(password);
  await page.getByRole("button", { name: "ログイン", exact: true }).click();
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("an operator signs in on the operator page and nowhere else, and logs out again; the sheet counts every try", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 401/);
  const { owner, account, operator, loginPage } = await contractWithOperator();

  await page.goto("/login");
  await expect(page.getByRole("heading", { name: "オペレーターの方" })).toBeVisible();
  await logIn(page, operator.email, PASSWORD);
  await expect(page.getByText(GENERIC)).toBeVisible();

  await page.goto(loginPage);
  await expect(page.getByRole("heading", { name: "オペレーターのログイン" })).toBeVisible();
  await expectNoBarrier(page);
  await logIn(page, operator.email, `${PASSWORD}。`);
  await expect(page.getByText(GENERIC)).toBeVisible();
  await logIn(page, operator.email, PASSWORD);
  await expect(page).toHaveURL(`/operator/${account.code}`);
  await expect(page.getByText(operator.email)).toBeVisible();
  await expectNoBarrier(page);

  await page.getByRole("button", { name: "ログアウト" }).click();
  await expect(page).toHaveURL(loginPage);
  await page.goto(`/operator/${account.code}`);
  await expect(page).toHaveURL(loginPage);

  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByRole("heading", { name: "直近30日のログイン" })).toBeVisible();
  await expect(page.getByRole("img", { name: /1日ごとのログインの棒グラフ/ })).toBeVisible();
  const table = page.getByRole("table", { name: "直近30日のログインの結果" });
  for (const row of ["ログインできた 1件", "① ログインページ 1件", "④ パスワード 1件", "⑥ 契約状況 0件", "合計 3件"]) {
    await expect(table.getByRole("row", { name: row })).toBeVisible();
  }
  await expectNoBarrier(page);
  await expectReadableInDark(page);
});

test("one browser holds one login: the page names it, tells how to open a private window, and makes room", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 404/);
  const { owner, operator, account, loginPage } = await contractWithOperator();
  await signIn(context, owner);
  await page.goto(loginPage);
  await expect(page.getByText("契約 花子")).toBeVisible();
  await expect(page.getByText("「新しいシークレット ウィンドウ」を開いてください")).toBeVisible();
  // The page that the article links; the browser under test is Chrome.
  await expect(page.getByRole("link", { name: "開き方をくわしく見る（ブラウザの公式ページ）" })).toHaveAttribute(
    "href",
    "https://support.google.com/chrome/answer/95464?hl=ja&co=GENIE.Platform%3DDesktop",
  );
  await expectNoBarrier(page);

  await page.getByRole("button", { name: "ログアウトして続ける" }).click();
  await expect(page.getByRole("heading", { name: "オペレーターのログイン" })).toBeVisible();
  await logIn(page, operator.email, PASSWORD);
  await expect(page).toHaveURL(`/operator/${account.code}`);

  await page.goto("/login");
  await expect(page.getByText("鈴木 一郎")).toBeVisible();
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("ページが見つかりません")).toBeVisible();
});

test("a page of a contract that nobody has looks like any other", async ({ page, expectConsoleError }) => {
  expectConsoleError(/status of 401/);
  const { loginPage } = await contractWithOperator();
  const seen = [];
  for (const path of [loginPage, "/operator/NoSuchCode12/login"]) {
    await page.goto(path);
    await logIn(page, "nobody@example.jp", PASSWORD);
    await expect(page.getByText(GENERIC)).toBeVisible();
    seen.push(await page.locator("main").textContent());
  }
  expect(seen[1]).toBe(seen[0]);
});

test("the owner sees every try with its cause, unlocks, and ends a login", async ({
  page,
  browser,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 401/);
  const { owner, operator, account, loginPage } = await contractWithOperator();
  await page.goto(loginPage);
  for (let tries = 0; tries < 6; tries += 1) {
    await logIn(page, operator.email, `${PASSWORD}。`);
    await expect(page.getByText(GENERIC)).toBeVisible();
  }
  const theirs = await browser.newContext();
  await signIn(theirs, owner);
  const console = await theirs.newPage();
  await console.goto(`/accounts/${account.code}/operators`);
  await console.getByRole("link", { name: "鈴木 一郎" }).click();
  await expect(console.getByRole("heading", { name: "鈴木 一郎", level: 1 })).toBeVisible();
  await expect(console.getByRole("table").getByText("④ パスワード違い").first()).toBeVisible();
  await expectNoBarrier(console);
  await expectReadableInDark(console);
  const unlock = console.getByRole("button", { name: /ロックを解除|回数を消去/ });
  const unlocking = /\/unlock$/;
  await console.route(unlocking, (route) => route.abort());
  await unlock.click();
  await expect(console.getByText(/サーバーに接続できませんでした/)).toBeVisible();
  await expectNoBarrier(console);
  await console.unroute(unlocking);
  await unlock.click();
  await expect(console.getByText("解除しました")).toBeVisible();

  await logIn(page, operator.email, PASSWORD);
  await expect(page).toHaveURL(`/operator/${account.code}`);
  await expect(page.getByText("この端末", { exact: true })).toBeVisible();
  await console.reload();
  await expect(console.getByRole("table").getByText("成功")).toBeVisible();
  await console.getByRole("button", { name: /のログインを終了/ }).click();
  await expect(console.getByText("ログイン中の端末はありません。")).toBeVisible();
  await expectNoBarrier(console);
  await page.reload();
  await expect(page).toHaveURL(loginPage);
  await theirs.close();
});

test("the owner hands over a reset link; the operator sets a password with it, once, and signs in", async ({
  page,
  context,
  browser,
}) => {
  const { owner, operator, account, loginPage } = await contractWithOperator();
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: /鈴木 一郎/ }).click();
  await page.getByRole("menuitem", { name: "パスワード再設定リンク" }).click();
  const dialog = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "リンクを発行" }).click();
  const link = (await dialog.getByText(/\/reset-password\//).textContent()) ?? "";
  await expectNoBarrier(page);

  const theirs = await browser.newContext();
  const other = await theirs.newPage();
  const response = await other.goto(link);
  expect(response?.headers()["referrer-policy"]).toBe("no-referrer");
  await expectNoBarrier(other);
  await page.goto(`/accounts/${account.code}/password-resets`);
  await expect(page.getByRole("table").getByText("開かれました")).toBeVisible();

  const next = `${PASSWORD}二つ目`;
  await other.getByLabel("新しいパスワード", { exact: true }).fill(next);
  await other.getByRole("button", { name: "パスワードを設定" }).click();
  await expect(other.getByText("パスワードを設定しました。")).toBeVisible();
  await logIn(other, operator.email, next);
  await expect(other).toHaveURL(`/operator/${account.code}`);

  await other.goto(link);
  await expect(other.getByText("このリンクは使用済みです。")).toBeVisible();
  await expectNoBarrier(other);
  await other.getByRole("link", { name: "オペレーターのログインページへ" }).click();
  await expect(other).toHaveURL(loginPage);
  await theirs.close();
  await page.reload();
  await expect(page.getByRole("table").getByText("設定済み")).toBeVisible();
});
