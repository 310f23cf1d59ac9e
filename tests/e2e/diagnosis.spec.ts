import { closeDatabase, prisma } from "@/lib/server/db";
import { operatorBucket } from "@/lib/server/sign-in-throttle";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract(directory: "hosted" | "utage" = "hosted") {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-diagnosis-${unique}@example.jp` });
  const code = `G${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code, directory }) };
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("a name is typed, the cause is shown with its fix, and the verdict follows the fix", async ({ page, context }) => {
  const { owner, account } = await contract();
  const operator = await createOperator({ account, name: "鈴木 一郎", email: "ichiro@example.jp", passwordHash: "x" });
  await createOperator({ account, name: "鈴木 花子", email: "hanako@example.jp" });
  const blockedUntil = new Date(Date.now() + 600_000);
  await prisma().signInThrottle.create({
    data: {
      ...{
        bucket: operatorBucket(account.id, operator.emailKey),
        failures: 7,
        lastFailureAt: new Date(),
        blockedUntil,
      },
      ...{ accountId: account.id, operatorId: operator.id },
    },
    select: { bucket: true },
  });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis`);
  await page.getByRole("searchbox").fill("鈴木");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("link", { name: "鈴木 花子" })).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("link", { name: "鈴木 一郎" }).click();
  await expect(page.getByText(/次にすること：④/)).toBeVisible();
  await expect(page.getByText("これが原因")).toHaveCount(1);
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await page.getByRole("button", { name: "ロックを解除" }).click();
  await expect(page.getByText(/次にすること：①/)).toBeVisible();
  await expect(page.getByText("これが原因")).toHaveCount(0);

  await page.getByLabel("使っているURL（わかる場合）").fill("https://utage-system.com/login");
  await page.getByRole("button", { name: "URLを確認する" }).click();
  await expect(page.getByText("これが原因")).toHaveCount(1);
  await expect(page.getByText(/鈴木 一郎さん/)).toBeVisible();
  await expect(page.getByRole("button", { name: "正しいURLをコピー" })).toBeVisible();
});

test("an address that nobody has leads to the near one", async ({ page, context }) => {
  const { owner, account } = await contract("utage");
  await createOperator({ account, name: "佐藤 太郎", email: "taro.sato@example.jp", deletedAt: new Date() });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis`);
  await page.getByRole("searchbox").fill("taro.sat＠example.jp");
  await page.getByRole("button", { name: "調べる" }).click();
  await expect(page.getByText("このメールアドレスのオペレーターはいません")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("link", { name: "taro.sato@example.jp" }).click();
  await expect(page.getByText(/次にすること：⑤/)).toBeVisible();
  await expect(page.getByRole("link", { name: "復元する" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "サポートへの問い合わせ" })).toBeVisible();
  await expectNoBarrier(page);
});

test("what was tried in vain leads to the support, with what was checked and the video", async ({ page, context }) => {
  const { owner, account } = await contract("utage");
  const confirmed = { statusConfirmedAt: new Date() };
  await prisma().contract.update({ where: { accountId: account.id }, data: confirmed, select: { accountId: true } });
  const { id } = await createOperator({ account, name: "佐藤 太郎", lastConfirmedAt: new Date() });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis?operator=${id}`);
  await expect(page.getByText("先に確認する原因があります")).toBeVisible();
  const facts = page.getByText(/ログインができないオペレーター名：佐藤 太郎/);
  await expect(facts).not.toContainText("再設定");
  for (const tried of [
    /正しいURLから開いてもらった/,
    /シークレットモードを試してもらった/,
    /パスワードを再設定してもらった/,
  ]) {
    await page.getByRole("checkbox", { name: tried }).check();
  }
  await expect(page.getByText("先に確認する原因があります")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "問い合わせの内容を見る" })).toHaveAttribute("href", "#support");
  await expect(facts).toContainText("④ パスワード：本人がパスワードを再設定しましたが、ログインできませんでした。");
  await page.getByLabel("操作動画のURL").fill("https://video.example/1");
  await expect(facts).toContainText("オペレーターログイン時の一連の操作動画URL：https://video.example/1");
  // The form is filled in beside the facts, which stay where they are.
  await expect(page.getByRole("link", { name: "UTAGEの問い合わせフォーム" })).toHaveAttribute("target", "_blank");
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  // What was worked through is there after a look at another page, and after the browser was closed over night.
  await page.getByRole("link", { name: "佐藤 太郎" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "佐藤 太郎" })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(3);
  await page.getByRole("checkbox", { name: /シークレットモードを試してもらった/ }).uncheck();
  await expect(page.getByText("先に確認する原因があります")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
  await expect(page.getByRole("checkbox", { name: /シークレットモードを試してもらった/ })).not.toBeChecked();

  // Kept as a case, it is there for whoever opens the case.
  await page.getByRole("button", { name: "対応中に残す" }).click();
  await expect(page.getByRole("button", { name: "解決済みにする" })).toBeVisible();
  await page.goto(`/accounts/${account.code}/diagnosis`);
  await page.getByRole("link", { name: "佐藤 太郎" }).click();
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(2);
});

test("a connection that fails takes nothing away of what is there, and can be tried again", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/ERR_FAILED/);
  const { owner, account } = await contract();
  const { id } = await createOperator({ account, name: "鈴木 一郎", passwordHash: "x" });
  await signIn(context, owner);
  const [diagnoses, cases] = [/\/api\/v1\/accounts\/\w+\/diagnoses$/, /\/api\/v1\/accounts\/\w+\/cases\/[\w-]+$/];
  await page.route(diagnoses, (route) => route.abort());
  await page.goto(`/accounts/${account.code}/diagnosis?operator=${id}`);
  const problem = page.getByRole("alert").filter({ hasText: "サーバーに接続できませんでした。" });
  await expect(problem).toBeVisible();
  await expectNoBarrier(page);
  await page.unroute(diagnoses);
  await problem.getByRole("button", { name: "もう一度試す" }).click();
  await expect(page.getByText(/次にすること：①/)).toBeVisible();
  await page.getByRole("button", { name: "対応中に残す" }).click();
  await expect(page.getByRole("button", { name: "解決済みにする" })).toBeVisible();

  // Whoever comes back to the page, from the chat with the person perhaps, is shown what is true now.
  const comeBack = () => page.evaluate(() => document.dispatchEvent(new Event("visibilitychange", { bubbles: true })));
  const url = page.getByLabel("使っているURL（わかる場合）");
  await url.fill("https://utage-system.com/login");
  for (const failing of [diagnoses, cases]) {
    await page.route(failing, (route) => route.abort());
    await comeBack();
    await expect(problem).toHaveCount(1);
    await expect(page.getByText(/次にすること：①/)).toBeVisible();
    await expect(page.getByRole("button", { name: "解決済みにする" })).toBeVisible();
    await expect(url).toHaveValue("https://utage-system.com/login");
    await page.unroute(failing);
    await problem.getByRole("button", { name: "もう一度試す" }).click();
    await expect(problem).toHaveCount(0);
  }
});

test("a duplicate is cleaned up from the diagnosis: its own group, and the verdict is clear afterwards", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract();
  const { id } = await createOperator({ account, name: "鈴木 一郎", email: "twice@example.jp", passwordHash: "x" });
  await createOperator({ account, name: "鈴木 一郎", email: "TWICE@example.jp" });
  for (const email of ["other@example.jp", "Other@example.jp"]) await createOperator({ account, email });
  await signIn(context, owner);
  const path = `/accounts/${account.code}/diagnosis?operator=${id}`;
  await page.goto(path);
  await expect(page.getByText(/次にすること：③/)).toBeVisible();
  await page.getByRole("link", { name: "重複を整理する" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("twice@example.jp").first()).toBeVisible();
  await expect(dialog.getByText("other@example.jp")).toHaveCount(0);
  await dialog.getByRole("button", { name: /1名を削除/ }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByText("1組を整理しました")).toBeVisible();
  await expect(page).toHaveURL(`/accounts/${account.code}/duplicate-emails`);
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "重複メールアドレス" })).toBeVisible();
  await expect(dialog).toHaveCount(0);
  await page.goBack();
  await expect(page.getByText(/次にすること：①/)).toBeVisible();
  await expect(page.getByText("これが原因")).toHaveCount(0);
});

test("a link to a clean-up that is done says so, and is not followed again", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  const { owner, account } = await contract();
  await createOperator({ account, email: "once@example.jp" });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/duplicate-emails?clean=once%40example.jp`);
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("この重複は、すでに整理されています。")).toBeVisible();
  await expect(dialog.getByText(/入力内容に誤り|準備しています/)).toHaveCount(0);
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "閉じる" }).last().click();
  await expect(dialog).toHaveCount(0);
  await expect(page).toHaveURL(`/accounts/${account.code}/duplicate-emails`);
});
