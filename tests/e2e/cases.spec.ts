import { closeDatabase, prisma } from "@/lib/server/db";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { openReportedCase } from "../factories/reported-case";
import { addRoster } from "../factories/roster";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

const PASSWORD = "とても長い合言葉 correct horse";
let made = 0;

async function contract() {
  made += 1;
  const owner = await createOwner({ email: `e2e-cases-${process.pid}-${Date.now()}-${made}@example.jp` });
  const code = `H${`${Date.now().toString(36)}${made}z${process.pid}`.slice(-11).padStart(11, "A")}`;
  return { owner, account: await createAccount({ owner, code }) };
}

type Contract = Awaited<ReturnType<typeof contract>>;

const report = ({ account }: Contract, name: string) =>
  openReportedCase(
    { account: { ...account, customDomain: null, createdAt: new Date() }, about: null, name },
    new Date(),
  );

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("who cannot sign in stays on the list until a sign-in proves the repair", async ({ page, context }) => {
  const { owner, account } = await contract();
  const operator = await createOperator({ account, name: "鈴木 一郎" });
  await signIn(context, owner);
  const path = `/accounts/${account.code}/diagnosis`;
  await page.goto(path);
  await expect(page.getByText("対応中の人はいません")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("searchbox").fill("鈴木 一郎");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("button", { name: "解決済みにする" })).toBeVisible();
  // On a phone the navigation is behind a button.
  await expect(page.getByText("対応中1件")).toHaveCount(1);
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  await page.goto(path);
  const listed = page.getByRole("listitem").filter({ hasText: "鈴木 一郎" });
  await expect(listed.getByText("これが原因")).toBeVisible();
  await expect(listed.getByText("④ パスワード")).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);

  const data = { passwordHash: await hashPassword(PASSWORD) };
  await prisma().operator.update({ where: { id: operator.id }, data, select: { id: true } });
  const attempt = { code: account.code, email: operator.email, password: PASSWORD, signedInAs: null };
  await tryOperatorLogin({ ...attempt, origin: { browser: "Chrome", network: null } }, new Date());
  await page.getByRole("link", { name: "解決済み" }).click();
  await expect(page.getByText(/本人がログインできました/)).toBeVisible();
  await expect(page.getByText("対応中1件")).toHaveCount(0);
  await expectNoBarrier(page);
  await page.getByRole("link", { name: "鈴木 一郎" }).click();
  await expect(page.getByRole("status").filter({ hasText: "本人がログインできました" })).toBeVisible();
  await expectNoBarrier(page);
});

test("a fix on another page is seen on coming back, and the owner closes the case by hand", async ({
  page,
  context,
}) => {
  const { owner, account } = await contract();
  const gone = await createOperator({ account, name: "高橋 健一", passwordHash: "x", deletedAt: new Date() });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis?operator=${gone.id}`);
  await expect(page.getByText(/次にすること：⑤/)).toBeVisible();
  await page.getByRole("link", { name: "復元する" }).click();
  await page.getByRole("button", { name: "復元" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "復元", exact: true }).click();
  await expect(page.getByText(/復元しました/).first()).toBeVisible();
  await page.goBack();
  await expect(page.getByText(/次にすること：①/)).toBeVisible();
  await page.getByRole("button", { name: "解決済みにする" }).click();
  await expectNoBarrier(page);
  await page.getByRole("alertdialog").getByRole("button", { name: "解決済みにする" }).click();
  await expect(page.getByText(/さんが解決済みにしました/)).toBeVisible();
  await expect(page.getByText("対応中1件")).toHaveCount(0);
});

test("nobody found to be wrong can be kept on the list all the same", async ({ page, context }) => {
  const { owner, account } = await contract();
  const operator = await createOperator({ account, passwordHash: "x" });
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis?operator=${operator.id}`);
  await page.getByRole("button", { name: "対応中に残す" }).click();
  await expect(page.getByRole("button", { name: "解決済みにする" })).toBeVisible();
});

test("a report that gives only a name: the sheet shows it, the owner says who it is", async ({ page, context }) => {
  const here = await contract();
  const { owner, account } = here;
  await createOperator({ account, name: "田中 美咲", email: `misaki-${account.code}@example.jp` });
  await createOperator({ account, name: "田中 蓮", email: `ren-${account.code}@example.jp` });
  await report(here, "田中");
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}`);
  await expect(page.getByText("ご本人からの報告が1件あります。")).toBeVisible();
  await page.getByRole("link", { name: "報告を確認する" }).last().click();
  await expect(page.getByText("本人からの報告")).toBeVisible();
  await page.getByRole("link", { name: "田中", exact: true }).click();
  await expect(page.getByRole("heading", { name: "「田中」さんはだれですか" })).toBeVisible();
  await expectNoBarrier(page);
  await expectReadableInDark(page);
  await page.getByRole("button", { name: "田中 蓮さんを選ぶ" }).click();
  await expect(page.getByText(/次にすること：④/)).toBeVisible();
  await expect(page.getByText("本人からの報告")).toBeVisible();
});

test("who it is may be one of more people than are listed, or somebody without a name", async ({ page, context }) => {
  const here = await contract();
  const { owner, account } = here;
  const people = Array.from({ length: 12 }, (_, index) => ({ name: "", email: `tanaka${index}@example.jp` }));
  await addRoster(account, people);
  const id = await report(here, "tanaka");
  await signIn(context, owner);
  await page.goto(`/accounts/${account.code}/diagnosis?case=${id}`);
  await expect(page.getByText("（名前なし）")).toHaveCount(10);
  await expect(page.getByText("ほか2名。言葉を足して絞り込んでください。")).toBeVisible();

  // Nobody of the older search can be taken for the answer to the next one.
  let answer = () => {};
  const held = new Promise<void>((resolve) => {
    answer = resolve;
  });
  await page.route(/\/operators\?.*query=tanaka11/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole("searchbox").fill("tanaka11");
  await page.getByRole("searchbox").press("Enter");
  await expect(page.getByRole("button", { name: /さんを選ぶ$/ })).toHaveCount(0);
  answer();
  await expect(page.getByRole("button", { name: /さんを選ぶ$/ })).toHaveCount(1);
  await expect(page.getByText(/言葉を足して/)).toHaveCount(0);
});

test("S3: a case of another contract is not shown", async ({ page, context, expectConsoleError }) => {
  const theirs = await contract();
  const id = await report(theirs, "だれか");
  const { owner, account } = await contract();
  await signIn(context, owner);
  expectConsoleError(/404/);
  const answered = page.waitForResponse((answer) => answer.url().endsWith(`/cases/${id}`));
  await page.goto(`/accounts/${account.code}/diagnosis?case=${id}`);
  expect((await answered).status()).toBe(404);
  await expect(page.getByText(/見つかりません/).first()).toBeVisible();
  await expect(page.getByText("だれか")).toHaveCount(0);
});
