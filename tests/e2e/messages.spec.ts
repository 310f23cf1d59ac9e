import { closeDatabase, prisma } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { addRoster } from "../factories/roster";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract(directory: "hosted" | "utage") {
  made += 1;
  const owner = await createOwner({ email: `e2e-messages-${process.pid}-${Date.now()}-${made}@example.jp` });
  const code = `M${`${Date.now().toString(36)}${made}z${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code, directory, name: "さくら商店" }) };
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("the owner words the message for LINE, sees it for the person, and the person's verdict has it", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract("utage");
  const { id } = await createOperator({ account, name: "鈴木 一郎", email: "ichiro@example.jp" });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis?operator=${id}`);
  await page.getByRole("tab", { name: "LINE" }).click();
  await expect(page.getByText(/「さくら商店」へのログインについてです。/)).toBeVisible();
  await expect(page.getByRole("button", { name: "文章をコピー（LINE）" })).toHaveCount(3);

  await page.getByRole("link", { name: "文章を編集" }).click();
  await expect(page.getByText("いまは、鈴木 一郎さんで表示します。")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "ログインできない人に送る文章（LINE）を編集" }).click();
  const dialog = page.getByRole("dialog");
  const text = dialog.getByLabel("文章");
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await text.fill("｛お名前｝様");
  await expect(dialog.getByText(/「お名前」という差し込み項目はありません/)).toBeVisible();
  await expect(dialog.getByRole("button", { name: "保存" })).toBeDisabled();
  await text.fill("様、お世話になります。");
  await text.press("Home");
  await dialog.getByRole("button", { name: "{名前}" }).click();
  await expect(text).toHaveValue("{名前}様、お世話になります。");
  await expect(dialog.getByText("鈴木 一郎様、お世話になります。")).toBeVisible();
  await expect(dialog.getByText(/ログインURLが入っていません/)).toBeVisible();
  await text.press("End");
  await dialog.getByRole("button", { name: "{手順}" }).click();
  await dialog.getByRole("button", { name: "{ログインURL}" }).click();
  await expect(dialog.getByText(/ログインURLが入っていません/)).toHaveCount(0);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("変更済み")).toHaveCount(1);

  await page.goto(`/accounts/${account.code}/diagnosis?operator=${id}`);
  await expect(page.getByRole("tab", { name: "LINE" })).toHaveAttribute("aria-selected", "true");
  await expect(page.getByText(/^鈴木 一郎様、お世話になります。/)).toBeVisible();
  await page.goto(`/accounts/${account.code}/login-page`);
  await expect(page.getByText("「さくら商店」のオペレーター用ログインページです。")).toBeVisible();
  await expect(page.getByRole("tab", { name: "LINE" })).toHaveAttribute("aria-selected", "true");
});

test("a text that was changed elsewhere is shown before it is replaced, and goes back to the default", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/409/);
  const { owner, account } = await contract("hosted");
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/messages`);
  await page.getByRole("button", { name: "④ パスワードを編集" }).click();
  const dialog = page.getByRole("dialog");
  const standard = await dialog.getByLabel("文章").inputValue();
  await prisma().messageTemplate.create({
    data: { accountId: account.id, key: "wrong-password", channel: "any", locale: "ja", text: "電話をください。" },
    select: { version: true },
  });
  await dialog.getByLabel("文章").fill("お知らせください。");
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText(/ほかの画面でこの案内文が変更されました/)).toBeVisible();
  await dialog.getByRole("button", { name: "最新の内容を読み込む" }).click();
  await expect(dialog.getByText("電話をください。")).toBeVisible();
  await expect(dialog.getByLabel("文章")).toHaveValue("お知らせください。");
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("お知らせください。", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "④ パスワードを編集" }).click();
  await dialog.getByRole("button", { name: "標準の文章に戻す" }).click();
  await expect(dialog.getByLabel("文章")).toHaveValue(standard);
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("変更済み")).toHaveCount(0);
});

test("on a phone a real person is chosen for the preview", async ({ page, context }) => {
  const { owner, account } = await contract("utage");
  await createOperator({ account, name: "サトウ タロウ", email: "taro@example.jp" });
  const people = Array.from({ length: 12 }, (_, index) => ({ name: "", email: `tanaka${index}@example.jp` }));
  await addRoster(account, people);
  await signIn(context, owner);
  await page.setViewportSize({ width: 375, height: 812 });
  await page.goto(`/accounts/${account.code}/messages?query=tanaka`);
  await expect(page.getByRole("link", { name: "（名前なし）" })).toHaveCount(10);
  await expect(page.getByText("ほか2名。言葉を足して絞り込んでください。")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("searchbox").fill("ｻﾄｳ");
  await page.getByRole("searchbox").press("Enter");
  await page.getByRole("link", { name: "サトウ タロウ" }).click();
  await expect(page.getByText("いまは、サトウ タロウさんで表示します。")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "ログインできない人に送る文章（メール）を編集" }).click();
  await expect(
    page
      .getByRole("dialog")
      .getByText(/^件名：[\s\S]*サトウ タロウさん/)
      .last(),
  ).toBeVisible();
  await expectNoBarrier(page);
});
