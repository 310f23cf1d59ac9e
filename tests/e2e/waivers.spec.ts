import { closeDatabase, prisma } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract(contractStatus: "active" | "cancelled" = "active") {
  made += 1;
  const owner = await createOwner({ email: `e2e-waivers-${process.pid}-${Date.now()}-${made}@example.jp` });
  const code = `W${`${Date.now().toString(36)}${made}z${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code, contractStatus }) };
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

async function withSharedAddress() {
  const here = await contract();
  const { account } = here;
  const shared = { account, passwordHash: "x", email: `shared-${account.code}@example.jp` };
  await createOperator(shared);
  await createOperator(shared);
  return { ...here, shared };
}

const OVERALL = "保留中の所見（1件）を除いた判定です。";

test("a finding is waived with a reason and a day, and stays visible", async ({ page, context }) => {
  const { owner, account } = await withSharedAddress();
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  const row = page.getByRole("row").filter({ hasText: "重複メールアドレス" });
  await row.getByRole("button", { name: "「重複メールアドレス」の所見を保留にする" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("button", { name: "保留にする" }).click();
  await expect(dialog.getByText("理由を入力してください。")).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);
  await dialog.getByLabel("理由").fill("12月末に退職するため");
  await dialog.getByRole("button", { name: "保留にする" }).click();
  await expect(row.getByText("12月末に退職するため")).toBeVisible();
  await expect(row.getByText("保留中")).toBeVisible();
  await expect(row.getByText("要対応").first()).toBeVisible();
  await expect(page.getByText(OVERALL)).toBeVisible();
  await expect(page.getByText("ログインの妨げになる問題は見つかりませんでした。")).toHaveCount(0);
  await expectNoBarrier(page);
  await expectReadableInDark(page);
  await page.goto("/accounts");
  await expect(page.getByText("保留中の所見：1件")).toBeVisible();
});

test("a waiver lapses when the facts change, and the sheet says so", async ({ page, context }) => {
  const { owner, account, shared } = await withSharedAddress();
  await signIn(context, owner);
  const until = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const answer = await page.request.post(`/api/v1/accounts/${account.code}/waivers`, {
    data: { slug: "duplicate-email", reason: "12月末に退職するため", until },
    headers: { origin: new URL(test.info().project.use.baseURL ?? "").origin },
  });
  expect(answer.status()).toBe(201);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText(OVERALL)).toBeVisible();
  await createOperator(shared);
  await page.reload();
  await expect(page.getByText(/保留は、事実が変わったため/)).toBeVisible();
  await expect(page.getByText(OVERALL)).toHaveCount(0);
  await expectNoBarrier(page);
});

test("by keyboard a waiver is given and taken back, and the focus stays at its button", async ({ page, context }) => {
  const { owner, account } = await withSharedAddress();
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  const waive = page.getByRole("button", { name: "「重複メールアドレス」の所見を保留にする" });
  const cancel = page.getByRole("button", { name: "「重複メールアドレス」の保留を解除" });
  await waive.press("Enter");
  await page.getByRole("dialog").getByLabel("理由").fill("12月末に退職するため");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(cancel).toBeFocused();
  await cancel.press("Enter");
  await expect(waive).toBeFocused();
});

test("a waiver whose day has passed is said to have ended with that day, whenever somebody looks", async ({
  page,
  context,
}) => {
  const { owner, account } = await withSharedAddress();
  await signIn(context, owner);
  await prisma().waiver.create({
    data: {
      ...{ accountId: account.id, slug: "duplicate-email", code: "same_duplicates", factsHash: "x" },
      ...{ reason: "x", until: new Date("2024-11-20"), createdByName: "x", createdAt: new Date("2024-11-01") },
    },
  });
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("保留は、期限の2024/11/20が過ぎたため終わりました。")).toBeVisible();
});

test("a waiver is taken back, and its finding counts again", async ({ page, context }) => {
  const { owner, account } = await contract();
  await createOperator({ account });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await page.getByRole("button", { name: "「パスワード」の所見を保留にする" }).click();
  await page.getByRole("dialog").getByLabel("理由").fill("来週、本人が設定するため");
  await page.getByRole("dialog").getByRole("button", { name: "保留にする" }).click();
  await page.getByRole("button", { name: "「パスワード」の保留を解除" }).click();
  await expect(page.getByText("保留を解除しました")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("button", { name: "「パスワード」の所見を保留にする" })).toBeVisible();
  await expect(page.getByText("来週、本人が設定するため")).toHaveCount(0);
  await page.goto(`/accounts/${account.code}/audit-log`);
  await expect(page.getByText("山田 花子さんが所見の保留を解除しました")).toBeVisible();
  await expect(page.getByText("項目：④ パスワード").first()).toBeVisible();
});

test("an ended contract keeps everybody out, and cannot be waived", async ({ page, context }) => {
  const { owner, account } = await contract("cancelled");
  await createOperator({ account, passwordHash: "x" });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("全員ログイン不可").first()).toBeVisible();
  await expect(page.getByRole("button", { name: /所見を保留にする/ })).toHaveCount(0);
});

test("S3: another owner's waiver cannot be taken back", async ({ page, context }) => {
  const theirs = await contract();
  const waiver = await prisma().waiver.create({
    data: {
      ...{ accountId: theirs.account.id, slug: "duplicate-email", code: "same_duplicates", factsHash: "x" },
      ...{ reason: "x", until: new Date("2099-01-01"), createdByName: "x", createdAt: new Date() },
    },
    select: { id: true },
  });
  const { owner, account } = await contract();
  await signIn(context, owner);
  for (const code of [account.code, theirs.account.code]) {
    const answer = await page.request.delete(`/api/v1/accounts/${code}/waivers/${waiver.id}`, {
      headers: { origin: new URL(test.info().project.use.baseURL ?? "").origin },
    });
    expect(answer.status()).toBe(404);
  }
});
