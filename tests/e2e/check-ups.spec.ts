import { closeDatabase, prisma } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract() {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-check-ups-${unique}@example.jp` });
  const code = `K${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code }) };
}

test.describe.configure({ timeout: 240_000 });
test.afterAll(closeDatabase);

test("what was found is kept on the sheet, and later compared: who is new, who is fixed, who is back", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract();
  const add = (name: string, email: string, passwordHash: string | null = "x") =>
    createOperator({ account, name, email, passwordHash });
  const change = (id: string, data: { passwordHash?: string | null; deletedAt?: Date | null }) =>
    prisma().operator.update({ where: { id }, data, select: { id: true } });
  const suzuki = await add("鈴木 花子", "hanako@example.jp", null);
  await add("田中 葵", "aoi@example.jp");
  const other = await add("田中 あおい", "AOI@example.jp");
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(page.getByText("健診結果を記録しました")).toBeVisible();
  await change(other.id, { deletedAt: new Date() });
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(page.getByText("健診結果を記録しました")).toHaveCount(2);
  await page.getByRole("button", { name: "前回と比較する" }).first().click();
  await expect(page.getByRole("row", { name: /手動（山田 花子）/ })).toHaveCount(2);
  const people = page.getByRole("list", { name: "変わった人" });
  const person = (name: string) => people.getByRole("listitem").filter({ has: page.getByRole("link", { name }) });
  await expect(person("田中 葵").getByText("③ 解消")).toBeVisible();
  await page.getByLabel("前回").selectOption({ index: 0 });
  await expect(page.getByText("変わった人はいません。")).toBeVisible();

  await change(suzuki.id, { passwordHash: "x" });
  await change(other.id, { deletedAt: null });
  await add("佐藤 太郎", "taro@example.jp", null);
  await page.reload();
  await expect(person("鈴木 花子").getByText("④ 解消")).toBeVisible();
  await expect(person("田中 葵").getByText("③ 再発")).toBeVisible();
  await expect(person("田中 あおい").getByText("③ 再発")).toBeVisible();
  await expect(person("佐藤 太郎").getByText("④ 新規")).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await page.getByRole("link", { name: /^解消/ }).click();
  await expect(page).toHaveURL(/change=fixed/);
  await expect(people.getByRole("link")).toHaveText(["鈴木 花子"]);
  await page
    .getByRole("row", { name: /③ 重複メールアドレス/ })
    .getByRole("link")
    .click();
  await expect(people.getByRole("link")).toHaveText(["田中 葵", "田中 あおい"]);
  await page.getByLabel("前回").selectOption({ index: 1 });
  await expect(person("佐藤 太郎")).toBeVisible();
  await expect(person("田中 葵")).toHaveCount(0);

  await page.setViewportSize({ width: 375, height: 800 });
  await expectNoBarrier(page);
});

test("before the first record the page says what it is for", async ({ page, context }) => {
  const { owner, account } = await contract();
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/check-ups`);
  await expect(page.getByText("健診結果の記録がまだありません")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "健診結果を記録" }).click();
  await expect(page.getByRole("heading", { name: "2つの健診の比較" })).toBeVisible();
});
