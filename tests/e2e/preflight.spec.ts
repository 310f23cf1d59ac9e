import { closeDatabase, prisma } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract(options: Partial<Parameters<typeof createAccount>[0]> = {}) {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-preflight-${unique}@example.jp` });
  const code = `P${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code, ...options }) };
}

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("the sheet lists who cannot log in, by cause, on a phone too; a name leads to the verdict", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract();
  await createOperator({ account, name: "佐藤 太郎", passwordHash: "x" });
  await createOperator({ account, name: "鈴木 花子" });
  await createOperator({ account, name: "田中 葵", email: "aoi@example.jp", passwordHash: "x" });
  await createOperator({ account, name: "田中 あおい", email: "AOI@example.jp" });
  await signIn(context, owner);
  await page.goto("/accounts");
  await expect(page.getByRole("row", { name: new RegExp(account.code) })).toContainText("3名");

  await page.setViewportSize({ width: 375, height: 800 });
  await page.goto(`/accounts/${account.code}`);
  const list = page.getByRole("list", { name: "ログインできない人と原因" });
  await expect(list.getByRole("link")).toHaveText(["鈴木 花子", "田中 葵", "田中 あおい"]);
  await expect(list.getByText("④ パスワード未設定")).toHaveCount(2);
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await page.getByRole("link", { name: /③ 重複メールアドレス/ }).click();
  await expect(page).toHaveURL(/\?cause=duplicate-email$/);
  await expect(list.getByRole("link")).toHaveText(["田中 葵", "田中 あおい"]);
  await page.reload();
  await expect(list.getByRole("link")).toHaveText(["田中 葵", "田中 あおい"]);
  await list.getByRole("link", { name: "田中 葵" }).click();
  await expect(page.getByText(/次にすること：③/)).toBeVisible();
});

test("nobody found is all that is said of a healthy contract, and an ended one says it in one line", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract();
  await createOperators(account, 12);
  const passwordHash = "x";
  await prisma().operator.updateMany({ where: { accountId: account.id }, data: { passwordHash } });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("12名を検査しましたが、ログインできない人は見つかっていません。")).toBeVisible();

  await prisma().contract.update({ where: { accountId: account.id }, data: { status: "cancelled" } });
  await createOperator({ account, name: "鈴木 花子" });
  await page.reload();
  await expect(page.getByText("契約が終了しているため、全員（13名）がログインできません。")).toBeVisible();
  await expect(page.getByRole("list", { name: "ログインできない人と原因" }).getByRole("link")).toHaveText([
    "鈴木 花子",
  ]);
  await expectNoBarrier(page);
});

test("a long list grows in place", async ({ page, context }) => {
  const { owner, account } = await contract();
  await createOperators(account, 25);
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  const names = page.getByRole("list", { name: "ログインできない人と原因" }).getByRole("link");
  await expect(names).toHaveCount(10);
  // Paper has no buttons, and says that it is not everybody.
  const rest = page.getByText("続きは画面で見られます。");
  await expect(rest).toBeHidden();
  await page.emulateMedia({ media: "print" });
  await expect(rest).toBeVisible();
  await expect(page.getByRole("button", { name: "さらに表示" })).toHaveCount(0);
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "さらに表示" }).click();
  await expect(names).toHaveCount(20);
  await page.getByRole("button", { name: "さらに表示" }).click();
  await expect(names).toHaveCount(25);
});
