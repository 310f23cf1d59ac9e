import { randomUUID } from "node:crypto";
import { readFileSync, utimesSync, writeFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOwner } from "../factories/owner";
import { expectNoBarrier } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

const list = (name: string) => readFileSync(new URL(`../fixtures/lists/${name}`, import.meta.url));
const expected = JSON.parse(list("expected.json").toString());
const expectedLater = JSON.parse(list("expected-two-weeks-later.json").toString());

// Imports and the look for barriers take their time on a busy machine.
test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

/** A contract of an owner who is signed in, and its page. */
async function openImports(context: BrowserContext, page: Page): Promise<void> {
  const owner = await createOwner({ email: `${randomUUID()}@example.jp` });
  const code = randomUUID().replaceAll("-", "").slice(0, 12);
  await createAccount({ owner, directory: "utage", code });
  await signIn(context, owner);
  await page.goto(`/accounts/${code}/imports`);
}

/** Pastes as a browser does that copied a page: HTML and text side by side. */
async function pasteHtml(page: Page, html: string): Promise<void> {
  await page.getByLabel("貼り付ける", { exact: true }).evaluate((area, pasted) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/html", pasted);
    clipboardData.setData("text/plain", "ホーム ログアウト");
    area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
  }, html);
}

async function chooseFile(page: Page, name: string, buffer: Buffer): Promise<void> {
  await page.locator('input[type="file"]').setInputFiles({ name, mimeType: "", buffer });
}

const looked = (page: Page) => page.getByRole("heading", { name: "読み取り結果の確認" });
const start = (page: Page) => page.getByRole("button", { name: "取り込む", exact: true });
const done = (page: Page) => page.getByText("取り込みが終わりました");
const count = (page: Page, name: string) =>
  page.getByRole("term").filter({ hasText: name }).locator("xpath=following-sibling::dd");

async function importFile(page: Page, name: string, options: { complete?: boolean } = {}): Promise<void> {
  await chooseFile(page, name, list(name));
  await expect(looked(page)).toBeVisible();
  if (options.complete) await page.getByLabel("これが全員分のリストです").check();
  await start(page).click();
}

test("by keyboard each step of an import takes the focus of the one that is over", async ({ context, page }) => {
  await openImports(context, page);
  const step = (name: string) => page.getByRole("group", { name, exact: true });
  await page.getByLabel("貼り付ける", { exact: true }).fill("名前\tメールアドレス\n山田 一\tichi@example.jp\n");
  await page.getByRole("button", { name: "読み取り結果を確認" }).press("Enter");
  await expect(step("読み取り結果を確認")).toBeFocused();
  await page.getByRole("button", { name: "選び直す" }).press("Enter");
  await expect(step("リストを渡す")).toBeFocused();
  await page.getByRole("button", { name: "読み取り結果を確認" }).press("Enter");
  await start(page).press("Enter");
  await expect(done(page)).toBeVisible();
  await expect(step("取り込み")).toBeFocused();
});

test("a copied page goes in: look at how it is read, import, see the result, find it again", async ({
  context,
  page,
}) => {
  await openImports(context, page);
  await expectNoBarrier(page);
  await pasteHtml(page, list("operators-pasted.html").toString());
  await expect(looked(page)).toBeVisible();
  await expect(page.getByLabel("「メールアドレス」列の内容")).toHaveValue("email");
  await expect(page.getByRole("cell", { name: "佐々木 直樹" })).toBeVisible();
  await expectNoBarrier(page);

  await start(page).click();
  await expect(done(page)).toBeVisible();
  await expect(count(page, "追加")).toHaveText(`${expected.operators}名`);
  await expect(count(page, "読み取れなかった行")).toHaveText(`${expected.rejectedRows.length}行`);
  const rejected = page.getByRole("list", { name: "読み取れなかった行" });
  await expect(rejected.getByRole("listitem")).toHaveCount(expected.rejectedRows.length);
  await expect(rejected).toContainText(`${expected.rejectedRows[0]}行目：`);
  await expectNoBarrier(page);

  await page.reload();
  await expect(done(page)).toBeVisible();
  const history = page.getByRole("table", { name: "取り込みの履歴" });
  await expect(history.getByText("完了")).toBeVisible();
  await expect(history.getByText("貼り付けたリスト")).toBeVisible();
});

test("a file in code page 932 is read as such, and a wrong encoding is told beside the choice", async ({
  context,
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 422/);
  await openImports(context, page);
  await chooseFile(page, "名簿.csv", list("operators-cp932.csv"));
  await expect(looked(page)).toBeVisible();
  const encoding = page.getByLabel("文字コード");
  await expect(encoding.locator("option:checked")).toHaveText("自動（Shift_JIS）");
  await encoding.selectOption("utf-8");
  await expect(page.getByText("UTF-8では読み取れませんでした。", { exact: false })).toBeVisible();
  await expect(page.getByRole("cell", { name: "佐々木 直樹" })).toBeVisible();
  await start(page).click();
  await expect(done(page)).toBeVisible();
  await expect(page.getByRole("table", { name: "取り込みの履歴" }).getByText("名簿.csv")).toBeVisible();
});

test("what cannot be read is told with what to do, and what was typed stays", async ({
  context,
  page,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 422/);
  await openImports(context, page);
  const paste = page.getByLabel("貼り付ける", { exact: true });
  await paste.fill("名前,年齢\n佐藤,31");
  await page.getByRole("button", { name: "読み取り結果を確認" }).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("メールアドレスの列が見つかりません");
  await expect(paste).toHaveValue("名前,年齢\n佐藤,31");
  const taken = page.getByText("貼り付けた表を読み取りました");
  await pasteHtml(page, "<table><tr><th>名前</th></tr><tr><td>佐藤</td></tr></table>");
  await expect(alert).toContainText("メールアドレスの列が見つかりません");
  await expect(taken).toBeHidden();
  await pasteHtml(
    page,
    "<table><tr><th>名前</th><th>メール</th></tr><tr><td>佐藤</td><td>sato@example.jp</td></tr></table>",
  );
  await expect(looked(page)).toBeVisible();
  await page.getByRole("button", { name: "選び直す" }).click();
  await expect(taken).toBeVisible();
  await chooseFile(page, "名簿.xls", Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]));
  await expect(alert).toContainText("パスワード付き");
  await chooseFile(page, "空.csv", Buffer.alloc(0));
  await expect(alert).toContainText("ファイルが空です");
  await expect(paste).toHaveValue("名前,年齢\n佐藤,31");
});

test("that a list is everybody is said of that list alone", async ({ context, page }) => {
  await openImports(context, page);
  await chooseFile(page, "全員.csv", list("operators-utf8-bom.csv"));
  await expect(looked(page)).toBeVisible();
  const everybody = page.getByLabel("これが全員分のリストです");
  await everybody.check();
  await page.getByRole("button", { name: "選び直す" }).click();
  await chooseFile(page, "営業部.csv", list("operators-two-weeks-later.csv"));
  await expect(looked(page)).toBeVisible();
  await expect(everybody).not.toBeChecked();
});

test("back from the second step keeps what was pasted, whichever way one goes", async ({ context, page }) => {
  await openImports(context, page);
  await pasteHtml(page, list("operators-pasted.html").toString());
  await expect(looked(page)).toBeVisible();
  const keep = page.getByRole("button", { name: "確認中のリストを見る" });
  await page.goBack();
  await expect(keep).toBeVisible();
  await page.goForward();
  await expect(looked(page)).toBeVisible();
  await page.goBack();
  await keep.click();
  await expect(page.getByRole("cell", { name: "佐々木 直樹" })).toBeVisible();

  await page.getByRole("button", { name: "選び直す" }).click();
  const typed = "名前,メールアドレス\n佐藤,sato@example.jp";
  const paste = page.getByLabel("貼り付ける", { exact: true });
  await paste.fill(typed);
  await page.getByRole("button", { name: "読み取り結果を確認" }).click();
  await expect(page.getByRole("cell", { name: "sato@example.jp" })).toBeVisible();
  await page.goBack();
  await expect(paste).toHaveValue(typed);
});

test("a file that was changed after it was chosen is to be chosen again", async ({
  context,
  page,
  expectConsoleError,
}, testInfo) => {
  expectConsoleError(/ERR_UPLOAD_FILE_CHANGED/);
  await openImports(context, page);
  const path = testInfo.outputPath("名簿.csv");
  writeFileSync(path, "名前,メール\n佐藤,sato@example.jp\n");
  await page.locator('input[type="file"]').setInputFiles(path);
  await expect(looked(page)).toBeVisible();
  writeFileSync(path, "名前,メール\n佐藤,sato@example.jp\n鈴木,suzuki@example.jp\n");
  // A browser compares seconds.
  utimesSync(path, new Date(), new Date(Date.now() + 60_000));
  await start(page).click();
  const alert = page.getByRole("main").getByRole("alert");
  await expect(alert).toContainText("もう一度ファイルを選んでください");
  await expect(alert.getByRole("button")).toHaveCount(0);
});

test("the whole list two weeks later shows who is gone and what changed", async ({ context, page }) => {
  await openImports(context, page);
  await importFile(page, "operators-utf8-bom.csv");
  await expect(done(page)).toBeVisible();
  await page.getByRole("link", { name: "別のリストを取り込む" }).click();
  await importFile(page, "operators-two-weeks-later.csv", { complete: true });
  await expect(done(page)).toBeVisible();
  await expect(count(page, "いなくなった")).toHaveText(`${expectedLater.gone.length}名`);
  await page.getByRole("tab", { name: "いなくなった" }).click();
  const gone = page.getByRole("table", { name: "いなくなったオペレーター" });
  for (const email of expectedLater.gone) await expect(gone).toContainText(new RegExp(email, "iu"));
});

test.describe("a list that leaves out many", () => {
  const few = Buffer.from("名前,メールアドレス\r\n佐藤,new@example.jp\r\n");

  test.beforeEach(async ({ context, page }) => {
    await openImports(context, page);
    await importFile(page, "operators-utf8-bom.csv");
    await expect(done(page)).toBeVisible();
    await page.getByRole("link", { name: "別のリストを取り込む" }).click();
    await chooseFile(page, "一部.csv", few);
    await expect(looked(page)).toBeVisible();
    await page.getByLabel("これが全員分のリストです").check();
    await start(page).click();
    await expect(
      page.getByText(`${expected.operators}名のうち${expected.operators}名がリストにいません`),
    ).toBeVisible();
  });

  test("asks again, also whoever comes back later; confirmed, it goes in", async ({ page }) => {
    await expectNoBarrier(page);
    await page.goto(new URL(page.url()).pathname);
    await page.getByRole("link", { name: "確認する" }).click();
    await page.getByRole("button", { name: `${expected.operators}名を削除済みとして取り込む` }).click();
    await expect(done(page)).toBeVisible();
    await expect(count(page, "いなくなった")).toHaveText(`${expected.operators}名`);
  });

  test("cancelled, changes nothing, and is still there to be handed in as a part", async ({ page }) => {
    await page.getByRole("button", { name: "キャンセル", exact: true }).click();
    await expect(page.getByText("取り込みをキャンセルしました")).toBeVisible();
    await page.getByRole("link", { name: "渡したリストに戻る" }).click();
    await expect(looked(page)).toBeVisible();
    await page.getByLabel("これが全員分のリストです").uncheck();
    await start(page).click();
    await expect(done(page)).toBeVisible();
    await expect(count(page, "追加")).toHaveText("1名");
    await expect(count(page, "いなくなった")).toHaveText("－");
  });
});
