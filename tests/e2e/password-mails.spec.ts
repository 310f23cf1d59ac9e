import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { addRoster } from "../factories/roster";
import { startMailServer } from "../setup/mail-server";
import { startSecondServer } from "../setup/second-server";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";
import { holdNext } from "./slow-network";

const PASSWORD = "とてもながい合言葉をここに書きます";

let made = 0;

async function contract(directory: "hosted" | "utage" = "hosted") {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-mails-${unique}@example.jp`, name: "契約 花子" });
  const code = `M${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  const account = await createAccount({ owner, code, directory });
  const operator = await createOperator({ account, name: "鈴木 一郎", email: `ichiro-${unique}@docomo.ne.jp` });
  return { owner, account, operator };
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("who forgot the password asks for a link; without a mail server the owner passes the mail on", async ({
  page,
  browser,
}) => {
  const { owner, account, operator } = await contract();
  await page.goto(`/operator/${account.code}/login`);
  await page.getByRole("link", { name: "パスワードをお忘れですか？" }).click();
  await expect(page.getByRole("heading", { name: "パスワードの再設定" })).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);
  await page.getByRole("button", { name: "リンクを依頼する" }).click();
  await expect(page.getByText("メールアドレスを入力してください。", { exact: true })).toBeVisible();
  await page.getByLabel("メールアドレス").fill(operator.email);
  await page.getByRole("button", { name: "リンクを依頼する" }).click();
  await expect(page.getByText("受け付けました")).toBeVisible();
  await expectNoBarrier(page);

  const theirs = await browser.newContext();
  await signIn(theirs, owner);
  const console = await theirs.newPage();
  await expect(async () => {
    await console.goto(`/accounts/${account.code}/mails`);
    await expect(console.getByText("未送信（保管中）")).toBeVisible({ timeout: 1_000 });
  }).toPass();
  await expectNoBarrier(console);
  await expectReadableInDark(console);
  await console.getByRole("button", { name: `${operator.email}あてのメールの内容を見る` }).click();
  const mail = console.getByRole("dialog", { name: "パスワード再設定のリンク" });
  const text = (await mail.getByText(/\/reset-password\//).textContent()) ?? "";
  await expectNoBarrier(console);
  await theirs.close();

  await page.goto(/http:\/\/\S+/.exec(text)?.[0] ?? "");
  await page.getByLabel("新しいパスワード", { exact: true }).fill(PASSWORD);
  await page.getByRole("button", { name: "パスワードを設定" }).click();
  await expect(page.getByText("パスワードを設定しました。")).toBeVisible();
});

test("without a mail server links are made to be copied, and nothing is said to be sent", async ({ page, context }) => {
  const { owner, account } = await contract();
  await createOperator({ account, name: "佐藤 太郎", email: `taro-${account.code}@example.jp`.toLowerCase() });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: /鈴木 一郎/ }).click();
  await page.getByRole("menuitem", { name: "パスワード再設定リンク" }).click();
  const one = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
  await expect(one.getByRole("button", { name: "リンクを発行" })).toBeVisible();
  await expect(one.getByText(/メールで/)).toHaveCount(0);
  await expectNoBarrier(page);
  // It is shown this once and ends the older one: whoever is impatient must not close it unseen.
  const release = await holdNext(page, "**/password-resets");
  await one.getByRole("button", { name: "リンクを発行" }).click();
  await page.keyboard.press("Escape");
  await one.getByRole("button", { name: "閉じる" }).last().click();
  release();
  await expect(one.getByText(/\/reset-password\//)).toBeVisible();
  await one.getByRole("button", { name: "閉じる" }).last().click();

  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await page.getByRole("button", { name: "パスワード再設定", exact: true }).click();
  const many = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
  await expect(many.getByText("2名がパスワードを設定するためのリンク")).toBeVisible();
  await expect(many.getByRole("button", { name: /メール/ })).toHaveCount(0);
  await many.getByRole("button", { name: "リンクを発行" }).click();
  await expect(many.getByText("2名のリンクを発行しました。")).toBeVisible();
  await expect(many.getByRole("button", { name: "佐藤 太郎のリンクをコピー" })).toBeVisible();
  await expectNoBarrier(page);

  await page.goto(`/accounts/${account.code}/password-resets`);
  await expect(page.getByText("新しいリンクに交換")).toBeVisible();
  await expect(page.getByText("未使用", { exact: true })).toHaveCount(2);
});

test("without a mail server mails for more than can be copied are made to be passed on", async ({ page, context }) => {
  const { owner, account } = await contract();
  const names = Array.from({ length: 59 }, (_, index) => `${account.code}-${index}`.toLowerCase());
  await addRoster(
    account,
    names.map((name) => ({ name, email: `${name}@example.jp` })),
  );
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await page.getByRole("button", { name: "条件に合う60名すべてを選択" }).click();
  await page.getByRole("button", { name: "パスワード再設定", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
  await expect(dialog.getByRole("button", { name: "メールで送る" })).toHaveCount(0);
  await dialog.getByRole("button", { name: "再設定メールを作る" }).click();
  await expect(dialog.getByText(/メールサーバーが設定されていないため、メールは送信されません。/)).toBeVisible();
  await expect(dialog.getByText("60名にメールを送信します。")).toHaveCount(0);
  await expectNoBarrier(page);
  await dialog.getByRole("link", { name: "送信メールを見る" }).click();
  await expect(page).toHaveURL(`/accounts/${account.code}/mails`);
});

test("with a mail server a link is mailed to one or to many; carrier mail is warned of", async ({ page, context }) => {
  const { owner, account, operator } = await contract();
  await createOperator({ account, name: "佐藤 太郎", email: `taro-${account.code}@example.jp`.toLowerCase() });
  const mailServer = await startMailServer();
  const kenshin = await startSecondServer({ smtpUrl: mailServer.url });
  try {
    await signIn(context, owner);
    await page.goto(`${kenshin.address}/accounts/${account.code}/operators`);
    await page.getByRole("button", { name: /鈴木 一郎/ }).click();
    await page.getByRole("menuitem", { name: "パスワード再設定リンク" }).click();
    const one = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
    await expect(one.getByText(/届かないことがよくあります/)).toBeVisible();
    await one.getByRole("button", { name: "メールで送る" }).click();
    await expect(one.getByText(`${operator.email} に送信します。`)).toBeVisible();
    await expectNoBarrier(page);
    await one.getByRole("button", { name: "閉じる" }).last().click();

    await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
    await page.getByRole("button", { name: "パスワード再設定", exact: true }).click();
    const many = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
    await expect(many.getByRole("button", { name: "リンクを発行" })).toBeVisible();
    await many.getByRole("button", { name: "メールで送る" }).click();
    await expect(many.getByText("2名にメールを送信します。")).toBeVisible();
  } finally {
    // A page that is still fetching ahead when its server goes away reports a reset connection.
    await page.goto("about:blank");
    await kenshin.stop();
    await mailServer.close();
  }
});

test("on a utage contract the same menu gives the message that says how to do it there", async ({ page, context }) => {
  const { owner, account } = await contract("utage");
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: /鈴木 一郎/ }).click();
  await page.getByRole("menuitem", { name: "パスワード再設定の案内文" }).click();
  const dialog = page.getByRole("dialog", { name: "パスワード再設定の案内" });
  await expect(dialog.getByText(/鈴木 一郎さん[\s\S]*パスワードをお忘れですか？/)).toBeVisible();
  await expectNoBarrier(page);
});
