import { readFileSync } from "node:fs";
import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, type TestOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { leave, signIn } from "./signed-in";
import { holdNext } from "./slow-network";

const PAGES = ["", "/contract", "/login-page", "/settings", "/audit-log"] as const;

let made = 0;
async function newOwner(): Promise<TestOwner> {
  made += 1;
  return createOwner({ email: `e2e-accounts-${process.pid}-${Date.now()}-${made}@example.jp` });
}

const newCode = () => `E${`${Date.now().toString(36)}${made}x${process.pid}`.slice(-11).padStart(11, "A")}`;

test.afterAll(closeDatabase);

test("a first contract is added from its login page's address, and told what to do next", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  await signIn(context, await newOwner());
  const code = newCode();
  await page.goto("/accounts");
  await expect(page.getByText("契約アカウントがまだありません")).toBeVisible();
  await expectNoBarrier(page);

  await page.getByRole("button", { name: "契約アカウントを追加" }).click();
  const dialog = page.getByRole("dialog", { name: "契約アカウントの追加" });
  await expect(dialog.getByText("オペレーター管理 > ログインページ")).toBeVisible();
  await dialog.getByLabel("名前").fill("サンプル株式会社");
  await dialog.getByLabel("オペレーター用ログインURL").fill("https://utage-system.com/login");
  await expect(dialog.getByRole("status")).toContainText("これはオペレーター用ログインURLではありません。");
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "追加する" }).click();
  await expect(dialog.getByText("オペレーター専用ログインページのURLを入力してください。")).toBeVisible();

  await dialog.getByLabel("オペレーター用ログインURL").fill(`utage-system.com/operator/${code}/login`);
  await expect(dialog.getByRole("status")).toContainText(`「${code}」`);
  await dialog.getByRole("button", { name: "追加する" }).click();
  await expect(page).toHaveURL(`/accounts/${code}`);
  await expect(page.getByRole("heading", { name: "健診結果" })).toBeVisible();
  await expect(page.getByText("契約状況がまだ確認されていません。")).toBeVisible();
  await expect(page.getByText("リストがまだ取り込まれていないため、検査できません。")).toHaveCount(2);
  // The button, and the remedy of each row that waits for a list.
  for (const link of await page.getByRole("main").getByRole("link", { name: "リストを取り込む" }).all()) {
    await expect(link).toHaveAttribute("href", `/accounts/${code}/imports`);
  }
  await expectNoBarrier(page);
});

test("the sheet's first button leads to the worst row's fix, and follows what is entered", async ({
  page,
  context,
}) => {
  const owner = await newOwner();
  await signIn(context, owner);
  const account = await createAccount({ owner, directory: "utage", code: newCode(), contractStatus: "unknown" });
  await createOperators(account, 60);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByRole("row")).toHaveCount(7);
  await page.getByRole("main").getByRole("link", { name: "契約状況を入力する" }).first().click();
  await expect(page).toHaveURL(`/accounts/${account.code}/contract`);

  await page.getByRole("radio", { name: /^強制解約/ }).check();
  await page.getByLabel("メモ").fill("経理に確認済み");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("契約状況を保存しました")).toBeVisible();
  await expect(page.getByText("60名（全員がログインできません）")).toBeVisible();
  await expect(page.getByText("状況：未確認 → 強制解約")).toBeVisible();

  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("オペレーター全員がログインできません。契約状況を確認してください。")).toBeVisible();
  await page.goto("/accounts");
  await expect(page.getByRole("row", { name: /サンプル株式会社/ })).toContainText("全員ログイン不可");
});

test("before a force-cancelled contract is reactivated, its page tells who would still be out, and why", async ({
  page,
  context,
}) => {
  const owner = await newOwner();
  await signIn(context, owner);
  const account = await createAccount({ owner, code: newCode(), contractStatus: "force_cancelled" });
  const { code } = account;
  const add = (name: string, email: string, passwordHash: string | null = "$argon2id$never-compared") =>
    createOperator({ account, name, email, passwordHash });
  await add("高橋 葵", "aoi@example.jp");
  await add("佐藤 太郎", "taro@example.jp");
  await add("佐藤 太郎（旧）", "TARO@example.jp");
  await add("鈴木 一郎", "ichiro@example.jp", null);
  await page.goto(`/accounts/${code}/contract`);
  await expect(page.getByRole("heading", { name: "契約を有効に戻した場合の見通し" })).toBeVisible();
  await expect(page.getByText("1名がログインできるようになります")).toBeVisible();
  await expect(page.getByText("3名はログインできないままです")).toBeVisible();
  await expect(page.getByText("高橋 葵")).toHaveCount(0);
  const suzuki = page.getByRole("listitem").filter({ hasText: "ichiro@example.jp" });
  await expect(suzuki.getByText("④ パスワードが未設定です。")).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await page.getByRole("link", { name: "重複を整理する" }).first().click();
  await expect(page).toHaveURL(`/accounts/${code}/duplicate-emails`);
  await page.goto(`/accounts/${code}/contract`);
  await suzuki.getByRole("link", { name: "一覧から再設定リンクを発行する" }).click();
  await expect(page).toHaveURL(`/accounts/${code}/operators?query=ichiro%40example.jp`);
  await expect(page.getByRole("row")).toHaveCount(2);

  await page.goto(`/accounts/${code}/contract`);
  await page.getByRole("radio", { name: /^有効/ }).check();
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("契約状況を保存しました")).toBeVisible();
  await expect(page.getByRole("heading", { name: "契約を有効に戻した場合の見通し" })).toHaveCount(0);
});

test("a date that is typed in part is asked for again instead of being saved as none", async ({ page, context }) => {
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/contract`);
  await page.getByRole("radio", { name: /^支払い遅延/ }).check();
  await page.getByLabel("解約日").press("1");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByLabel("解約日")).toHaveAccessibleDescription(/年・月・日まで正しく/);
  await expect(page.getByLabel("解約日")).toBeFocused();
  await expect(page.getByText("契約状況を保存しました")).toHaveCount(0);
});

test("a login that ends while somebody types is renewed in another tab, and nothing typed is lost", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 401/);
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/contract`);
  await page.getByLabel("メモ").fill("消えてはいけないメモ");
  await context.clearCookies();
  await page.getByRole("button", { name: "保存する" }).click();
  const opened = context.waitForEvent("page");
  await page.getByRole("link", { name: "新しいタブでログイン" }).click();
  const login = await opened;
  await expect(login.getByRole("heading", { name: "契約アカウントのログイン" })).toBeVisible();
  await login.close();

  await signIn(context, owner);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("main").getByText("メモ：なし → 消えてはいけないメモ")).toBeVisible();
});

test("without a network saving says so at once, and does it when there is one again", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/ERR_INTERNET_DISCONNECTED/);
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/contract`);
  await page.getByLabel("メモ").fill("電車の中で書いたメモ");
  await context.setOffline(true);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("main").getByText(/通信状態を確認して/)).toBeVisible();
  await expect(page.getByLabel("メモ")).toHaveValue("電車の中で書いたメモ");

  await context.setOffline(false);
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("main").getByText("メモ：なし → 電車の中で書いたメモ")).toBeVisible();
});

test("what is typed while an earlier version is still being saved is kept", async ({ page, context }) => {
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/contract`);
  await page.getByLabel("メモ").fill("電話した");
  const saveContract = await holdNext(page, "**/contract");
  await page.getByRole("button", { name: "保存する" }).click();
  await page.getByLabel("メモ").fill("電話した。折り返し待ち");
  saveContract();
  await expect(page.getByRole("main").getByText("メモ：なし → 電話した")).toBeVisible();
  await expect(page.getByLabel("メモ")).toHaveValue("電話した。折り返し待ち");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByRole("main").getByText("メモ：電話した → 電話した。折り返し待ち")).toBeVisible();

  for (const [path, api, submit, done] of [
    [`/accounts/${code}/settings`, `accounts/${code}`, "保存する", "設定を保存しました"],
    ["/profile", "profile", "名前を保存", "変更を保存しました"],
  ] as const) {
    await page.goto(path);
    const name = page.getByRole("textbox", { name: "名前" });
    const save = await holdNext(page, `**/api/v1/${api}`);
    await name.fill("佐藤");
    await page.getByRole("button", { name: submit }).click();
    await name.fill("佐藤 花子");
    save();
    await expect(page.getByText(done).first()).toBeVisible();
    await expect(name).toHaveValue("佐藤 花子");
  }

  // Two choices in a row, the first of them on its way for long: both count.
  const first = await holdNext(page, "**/api/v1/profile");
  await page.getByLabel("English").check();
  await page.getByLabel("ダーク").check();
  first();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
});

test("a contract that somebody else changed meanwhile is not overwritten, and nothing typed is lost", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 409/);
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/contract`);
  const other = await context.newPage();
  await other.goto(`/accounts/${code}/contract`);
  await other.getByRole("radio", { name: /^支払い遅延/ }).check();
  await other.getByRole("button", { name: "保存する" }).click();
  await expect(other.getByText("契約状況を保存しました")).toBeVisible();
  await other.close();

  await page.getByLabel("メモ").fill("消えてはいけないメモ");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("ほかの人が契約状況を変更しました。")).toBeVisible();
  await page.getByRole("button", { name: "最新の内容を読み込む" }).click();
  await expect(page.getByText("月額料金の支払いが遅れています。")).toBeVisible();
  await expect(page.getByLabel("メモ")).toHaveValue("消えてはいけないメモ");
});

test("the login page is copied, saved as pictures, and told from a wrong one", async ({ page, context }) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  const url = `https://utage-system.com/operator/${code}/login`;
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.goto(`/accounts/${code}/login-page`);
  await page.getByRole("button", { name: "URLをコピー" }).first().click();
  await expect(page.getByRole("status").filter({ hasText: "コピーしました" })).toBeVisible();
  expect(await clipboard()).toBe(url);

  await page.getByRole("tab", { name: "LINE" }).click();
  await page.getByRole("button", { name: "案内文をコピー" }).click();
  await expect.poll(clipboard).toContain("Safariで開いて");
  expect(await clipboard()).toContain(url);

  const [png] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "PNGをダウンロード" }).first().click(),
  ]);
  expect(png.suggestedFilename()).toBe("ログインページ_サンプル株式会社.png");
  expect(
    readFileSync(await png.path())
      .subarray(1, 4)
      .toString(),
  ).toBe("PNG");
  const [svg] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("button", { name: "SVGをダウンロード" }).first().click(),
  ]);
  expect(readFileSync(await svg.path(), "utf8")).toMatch(/^<svg /);

  await page.getByLabel("使っているURL").fill(url.toLowerCase());
  await page.getByRole("button", { name: "確認する" }).click();
  await expect(page.getByText("大文字と小文字が違います。")).toBeVisible();
  await page.getByLabel("使っているURL").fill(`${url}/`);
  await page.getByRole("button", { name: "確認する" }).click();
  await expect(page.getByText("正しいURLです")).toBeVisible();
});

test("a new name shows everywhere and in the log", async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/status of 400/);
  const owner = await newOwner();
  await signIn(context, owner);
  const { code } = await createAccount({ owner, directory: "utage", code: newCode() });
  await page.goto(`/accounts/${code}/settings`);
  await page.getByLabel("独自ドメイン").fill("メンバー");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("ドメインとして読み取れません。")).toBeVisible();
  await page.getByLabel("独自ドメイン").fill("https://members.example.jp/");
  await page.getByLabel("名前").fill("新しい名前");
  await page.getByRole("button", { name: "保存する" }).click();
  await expect(page.getByText("設定を保存しました")).toBeVisible();
  await expect(page.getByLabel("独自ドメイン")).toHaveValue("members.example.jp");
  await expect(page.getByRole("button", { name: /契約アカウントを切り替える/ })).toContainText("新しい名前");

  await page.goto(`/accounts/${code}/audit-log`);
  await expect(page.getByText("名前：サンプル株式会社 → 新しい名前")).toBeVisible();
  await page.getByRole("link", { name: "契約状況", exact: true }).last().click();
  await expect(page.getByText("この種類の記録はありません")).toBeVisible();
});

for (const directory of ["utage", "hosted"] as const) {
  test(`S3: the pages of a contract (${directory}) have no barrier, and are not found by another owner`, async ({
    page,
    context,
    expectConsoleError,
  }) => {
    test.setTimeout(180_000);
    expectConsoleError(/status of 404/);
    const owner = await newOwner();
    await signIn(context, owner);
    const account = await createAccount({ owner, directory, code: newCode() });
    await createOperator({ account, email: "sato@example.jp" });
    await createOperator({ account, email: "SATO@example.jp" });
    for (const path of PAGES) {
      expect((await page.goto(`/accounts/${account.code}${path}`))?.status()).toBe(200);
      await expectNoBarrier(page);
    }
    await leave(page);
    await signIn(context, await newOwner());
    for (const path of PAGES) {
      expect((await page.goto(`/accounts/${account.code}${path}`))?.status()).toBe(404);
      await expect(page.getByText("sato@example.jp")).toHaveCount(0);
    }
  });
}

test("logging out ends the login; its cookie opens nothing afterwards (S16)", async ({ page, context }) => {
  const owner = await newOwner();
  await signIn(context, owner);
  const cookies = await context.cookies();
  const elsewhere = await context.newPage();
  await elsewhere.goto("/profile");
  await page.goto("/accounts");
  await page.getByRole("button", { name: /山田 花子さんのメニュー/ }).click();
  await page.getByRole("menuitem", { name: "ログアウト" }).click();
  await expect(page).toHaveURL(/\/login/);
  // In the other tabs too nobody sees any more what was shown there.
  await expect(elsewhere).toHaveURL("/login?callbackUrl=%2Fprofile");
  await context.addCookies(cookies);
  await page.goto("/accounts");
  await expect(page).toHaveURL(/\/login/);
});

test("a tab shows who is signed in now: after another login elsewhere, and when it comes back out of the history", async ({
  page,
  context,
}) => {
  const [first, second, third] = [await newOwner(), await newOwner(), await newOwner()];
  await signIn(context, first);
  await page.goto("/profile");
  const elsewhere = await context.newPage();
  await signIn(context, second);
  await elsewhere.goto("/accounts");
  await expect(page.getByText(second.email)).toBeVisible();
  await expect(page.getByText(first.email)).toBeHidden();

  await signIn(context, third);
  // What a browser says to a page that it kept alive while another was shown; it hears that once its scripts run.
  const comeBack = () => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
  await expect(async () => {
    await page.evaluate(comeBack);
    await expect(page.getByText(third.email)).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(page.getByText(second.email)).toBeHidden();
});
