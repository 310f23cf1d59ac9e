import type { Page } from "@playwright/test";
import { env } from "@/lib/env";
import { closeDatabase, prisma } from "@/lib/server/db";
import { accountCheckUrl, personalCheckLink } from "@/lib/server/self-checks/check-link";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { KNOWN_BROWSERS } from "../fixtures/user-agents";
import { expectNoBarrier, expectReadableInDark } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

async function contract(directory: "hosted" | "utage" = "hosted") {
  made += 1;
  const unique = `${process.pid}-${Date.now()}-${made}`;
  const owner = await createOwner({ email: `e2e-check-${unique}@example.jp`, name: "契約 花子" });
  const code = `K${`${Date.now().toString(36)}${made}y${process.pid}`.slice(-11).padStart(11, "A")}`;
  const account = await createAccount({ owner, code, directory });
  const operator = await createOperator({ account, name: "鈴木 一郎", email: `ichiro-${unique}@example.jp` });
  const host = directory === "hosted" ? env().KENSHIN_URL : "https://utage-system.com";
  return { owner, account, operator, loginUrl: `${host}/operator/${code}/login`, page: `/operator/${code}/check` };
}

type Contract = Awaited<ReturnType<typeof contract>>;
const personalLink = ({ account, operator }: Contract) =>
  personalCheckLink({ ...account, customDomain: null }, operator.id, new Date()).url;

async function expectGood(page: Page) {
  await expectNoBarrier(page);
  await expectReadableInDark(page);
}

/** What has reached the owner; a job brings it there. */
const selfChecksOf = ({ account }: Contract) =>
  prisma().selfCheck.findMany({
    where: { accountId: account.id },
    orderBy: { id: "asc" },
    select: { operatorId: true, outcome: true, seen: true, tried: true, cookies: true, reporterName: true, note: true },
  });

const choose = async (page: Page, answer: RegExp) => {
  await page.getByRole("radio", { name: answer }).check();
  await page.getByRole("button", { name: "次へ" }).click();
};

test.describe.configure({ timeout: 120_000 });
test.afterAll(closeDatabase);

test("the walk: the right page, what is to be seen, the steps that remain, and a report with what was checked", async ({
  page,
}) => {
  const made = await contract("utage");
  await page.goto(accountCheckUrl({ ...made.account, customDomain: null }));
  await expect(page.getByRole("heading", { name: "ログインできない方へ" })).toBeVisible();
  await expect(page.getByRole("link", { name: "ログインページを開く" })).toHaveAttribute("href", made.loginUrl);
  await expect(page.getByText(made.account.name)).toHaveCount(0);
  await expectGood(page);

  await page.getByRole("button", { name: "次へ" }).click();
  await expect(page.getByText("近いものを1つ選んでください。")).toBeVisible();
  await choose(page, /メールアドレスとパスワードの組み合わせに/);
  const steps = page
    .getByRole("list")
    .filter({ has: page.getByRole("group") })
    .getByRole("listitem");
  await expect(steps).toHaveText([
    /正しいログインページを開く/,
    /ほかのアカウントからログアウトする/,
    /シークレットモードで開く/,
    /パスワードを設定し直す/,
  ]);
  await expectGood(page);
  for (const step of ["正しいログインページを開く", "ほかのアカウントからログアウトする"]) {
    await expect(page.getByRole("group").filter({ hasText: step })).toHaveAttribute("open", "");
    await page.getByRole("button", { name: "まだログインできない" }).click();
  }
  await expect(page.getByRole("link", { name: /開き方をくわしく見る/ })).toHaveAttribute(
    "href",
    /support\.google\.com\/chrome/,
  );
  await expectGood(page);
  for (let left = 2; left > 0; left -= 1) await page.getByRole("button", { name: "まだログインできない" }).click();

  await expect(page.getByRole("heading", { name: "契約者に報告する" })).toBeFocused();
  await expect(page.getByText("パスワードは書かないでください。")).toBeVisible();
  await expect(page.getByText("いっしょに伝わる内容")).toBeVisible();
  await page.getByRole("button", { name: "報告する", exact: true }).click();
  await expect(page.getByText("お名前を入力してください。")).toBeVisible();
  await page.getByLabel("お名前").fill("鈴木 一郎");
  await page.getByLabel("伝えたいこと").fill("今朝からログインできません");
  await page.getByLabel("操作を写した動画のURL").fill("ftp://example.jp/video");
  await expectGood(page);
  await page.getByRole("button", { name: "選び直す" }).click();
  await expect(page.getByRole("radio", { name: /メールアドレスとパスワードの組み合わせに/ })).toBeVisible();
  await expect(page.getByLabel("伝えたいこと")).toHaveValue("今朝からログインできません");
});

test("the report reaches the owner as a case, judged and with what was checked", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  const made = await contract();
  await page.goto(made.page);
  await page.getByRole("button", { name: "契約者に報告する" }).click();
  await page.getByLabel("お名前").fill("鈴木 一郎");
  await page.getByLabel("操作を写した動画のURL").fill("ftp://example.jp/video");
  await page.getByRole("button", { name: "報告する", exact: true }).click();
  await expect(page.getByText(/「https:\/\/」か/)).toBeVisible();
  await page.getByLabel("操作を写した動画のURL").fill("https://example.jp/video");
  await page.getByRole("button", { name: "報告する", exact: true }).click();
  await expect(page.getByText("報告しました")).toBeVisible();
  await expectGood(page);
  await expect
    .poll(() => selfChecksOf(made))
    .toEqual([
      expect.objectContaining({ outcome: "reported", operatorId: null, cookies: true, reporterName: "鈴木 一郎" }),
    ]);
  await signIn(context, made.owner);
  await page.goto(`/accounts/${made.account.code}/diagnosis`);
  await page.getByRole("link", { name: "鈴木 一郎" }).click();
  await expect(page.getByText("鈴木 一郎さんからの報告")).toBeVisible();
  const video = page.getByRole("link", { name: "https://example.jp/video" });
  await expect(video).toHaveAttribute("rel", /noopener noreferrer/);
  await expectGood(page);
  await page.getByRole("button", { name: "鈴木 一郎さんを選ぶ" }).click();
  // The verdict of the person whom the owner chose, with the report and a link of their own.
  await expect(page.getByText("6つの原因の判定")).toBeVisible();
  await expect(page.getByText("鈴木 一郎さんからの報告")).toBeVisible();
  await expect(page.getByRole("button", { name: "自己チェックのリンクをコピー" })).toBeVisible();
  await expectGood(page);
});

test("the owner finds the page to hand out on the login page, and a personal link with the operator", async ({
  page,
  context,
}) => {
  const made = await contract("utage");
  await signIn(context, made.owner);
  await page.goto(`/accounts/${made.account.code}/login-page`);
  const link = accountCheckUrl({ ...made.account, customDomain: null });
  await expect(page.getByText(link, { exact: true })).toBeVisible();
  await expect(page.getByRole("img", { name: "ログインできない方へのページのQRコード" })).toBeVisible();
  await expectGood(page);

  await page.goto(`/accounts/${made.account.code}/operators/${made.operator.id}`);
  await expect(page.getByText("まだ届いていません。", { exact: false })).toBeVisible();
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByRole("button", { name: "自己チェックのリンクをコピー" }).click();
  await expect(page.getByText("コピーしました").first()).toBeVisible();
  await page.goto(await page.evaluate(() => navigator.clipboard.readText()));
  await expect(page.getByRole("heading", { name: "ログインできない方へ" })).toBeVisible();
  await choose(page, /自分のではないアカウント/);
  await expect.poll(async () => (await selfChecksOf(made)).length).toBe(1);
  await page.goto(`/accounts/${made.account.code}/operators/${made.operator.id}`);
  await expect(page.getByText("確認しました")).toBeVisible();
  await expectGood(page);
});

test("with cookies blocked the page says so, and still leads to the right page and to the owner", async ({ page }) => {
  const made = await contract("utage");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setDocumentCookieDisabled", { disabled: true });
  await page.goto(personalLink(made));
  expect(await page.evaluate(() => navigator.cookieEnabled)).toBe(false);
  await expect(page.getByText("Cookieがオフになっています")).toBeVisible();
  await expect(page.getByRole("link", { name: "ログインページを開く" })).toHaveAttribute("href", made.loginUrl);
  await expectGood(page);
  await choose(page, /ほかの画面やエラー/);
  // A browser that keeps no cookies holds no other login: those steps are left out.
  await expect(page.getByText("シークレットモードで開く")).toHaveCount(0);
  await page.getByRole("button", { name: "契約者に報告する" }).click();
  await expect(page.getByRole("definition").filter({ hasText: "オフ" })).toBeVisible();
  await page.getByLabel("お名前").fill("鈴木");
  await page.getByRole("button", { name: "報告する", exact: true }).click();
  await expect(page.getByText("契約者に届きました。")).toBeVisible();
  await expect
    .poll(async () => (await selfChecksOf(made)).map(({ outcome, cookies }) => [outcome, cookies]))
    .toEqual([
      ["looked", false],
      ["reported", false],
    ]);
});

test("a personal link keeps its token to itself, greets nobody, and tells the owner what was seen without a report", async ({
  page,
}) => {
  const made = await contract("utage");
  const response = await page.goto(personalLink(made));
  expect(response?.headers()).toMatchObject({ "referrer-policy": "no-referrer", "cache-control": "no-store" });
  for (const secret of [made.operator.name, made.operator.email, made.account.name]) {
    expect(await page.content()).not.toContain(secret);
  }
  await expect(page.getByText(/90日後に消えます/)).toBeVisible();
  const solved = page.getByText("ログインできて、よかったです");
  // However slow the first answer's way is, what came after it is kept after it.
  await page.route("**/api/v1/self-checks", (route) => solved.waitFor().then(() => route.continue()), { times: 1 });
  await choose(page, /自分のではないアカウント/);
  await page.getByRole("button", { name: "まだログインできない" }).click();
  await page.getByRole("button", { name: "ログインできた" }).click();
  await expect(solved).toBeVisible();
  await expectGood(page);
  await expect
    .poll(() => selfChecksOf(made))
    .toMatchObject([
      { outcome: "looked", seen: "other_account", operatorId: made.operator.id, tried: [] },
      { outcome: "solved", tried: ["open-login-page"] },
    ]);
});

test("a login alive here is named, and ends with one click that leads back", async ({ page, context }) => {
  const made = await contract();
  await signIn(context, made.owner);
  await page.goto(made.page);
  await expect(page.getByText("このブラウザは、すでにログイン中です")).toBeVisible();
  await expect(page.getByText("契約 花子")).toBeVisible();
  await expectGood(page);
  await page.getByRole("button", { name: "ログアウトして続ける" }).click();
  await expect(page.getByText("このブラウザは、すでにログイン中です")).toHaveCount(0);
  await expect(page).toHaveURL(made.page);
  await choose(page, /メールアドレスとパスワード/);
  // Nobody else is signed in here now: ② is done.
  await expect(page.getByText("ほかのアカウントからログアウトする")).toHaveCount(0);
  await page.getByText("パスワードを設定し直す").click();
  await page.getByRole("link", { name: "パスワードをお忘れですか？" }).click();
  await expect(page).toHaveURL(`/operator/${made.account.code}/forgot-password`);
});

test("a code that nobody has looks like any other", async ({ page }) => {
  const made = await contract();
  const seen = [];
  for (const code of [made.account.code, "NoSuchCode12"]) {
    const response = await page.goto(`/operator/${code}/check`);
    await expect(page.getByRole("button", { name: "契約者に報告する" })).toBeVisible();
    seen.push([response?.status(), (await page.locator("main").textContent())?.replaceAll(code, "CODE")]);
  }
  expect(seen[1]).toEqual(seen[0]);
});

test("the login page and the page for a forgotten password lead to it", async ({ page }) => {
  const made = await contract();
  for (const from of ["login", "forgot-password"]) {
    await page.goto(`/operator/${made.account.code}/${from}`);
    await page.getByRole("link", { name: "ログインできないときは" }).click();
    await expect(page).toHaveURL(made.page);
    await expect(page.getByRole("heading", { name: "ログインできない方へ" })).toBeVisible();
  }
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  test("the right page, the article's two ways and the steps for an answer stand there all the same", async ({
    page,
  }) => {
    const made = await contract("utage");
    await page.goto(made.page);
    await expect(page.getByRole("link", { name: "ログインページを開く" })).toHaveAttribute("href", made.loginUrl);
    await expect(page.getByText(/ブラウザを閉じてから/)).toBeVisible();
    await expect(page.getByText(/シークレットモード（プライベートブラウズ）なら/)).toBeVisible();
    await choose(page, /ほかの画面やエラー/);
    await expect(page).toHaveURL(`${made.page}?seen=other_page`);
    await page.getByText("パスワードを設定し直す").click();
    await expect(page.getByText(/ログインページの「パスワードをお忘れですか？」を押し/)).toBeVisible();
    const instead = page.locator("main noscript");
    await expect(instead).toBeVisible();
    // Playwright's own search for text leaves out what stands in a noscript.
    expect(await instead.textContent()).toContain("契約者に直接連絡");
  });
});

for (const { name, userAgent, guide } of KNOWN_BROWSERS.filter(({ guide }) => guide !== "other")) {
  test.describe(name, { tag: /iPhone|Android/.test(name) ? "@phone" : "@desktop" }, () => {
    test.use({ userAgent });

    test("is given its own way", async ({ page }) => {
      const made = await contract("utage");
      await page.goto(made.page);
      const outside = page.getByRole("link", { name: "ブラウザで開き直す" });
      if (guide === "line") {
        await expect(outside).toHaveAttribute("href", `${env().KENSHIN_URL}${made.page}?openExternalBrowser=1`);
        const button = page.getByRole("link", { name: "ブラウザでログインページを開く" });
        await expect(button).toHaveAttribute("href", `${made.loginUrl}?openExternalBrowser=1`);
      } else {
        await expect(outside).toHaveCount(0);
        await expect(page.getByRole("link", { name: "ログインページを開く" })).toHaveAttribute("href", made.loginUrl);
      }
      await expect(page.getByText("アプリの中で開いています")).toHaveCount(guide === "in_app" ? 1 : 0);
      await expect(page.getByText(WAYS[guide])).toBeVisible();
      await expectNoBarrier(page);
    });
  });
}

const WAYS = {
  line: /「ほかのアプリで開く」/,
  in_app: /アプリの中の画面では、シークレットモードを使えません/,
  edge: /新しい InPrivate ウィンドウ/,
  edge_phone: /「InPrivate」に切り替え/,
  firefox: /新しいプライベートウィンドウ/,
  firefox_phone: /マスクの印/,
  chrome: /新しいシークレット ウィンドウ/,
  chrome_phone: /新しいシークレット タブ/,
  safari: /新規プライベートウインドウ/,
  safari_phone: /「プライベート」に切り替え/,
  other: /シークレットモード/,
} as const;
