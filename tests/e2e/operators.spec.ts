import { readFileSync } from "node:fs";
import type { BrowserContext, Page } from "@playwright/test";
import { closeDatabase, prisma } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

let made = 0;

/** An owner of this test alone, signed in, with one contract. */
async function openContract(context: BrowserContext, directory: "utage" | "hosted" = "hosted"): Promise<TestAccount> {
  made += 1;
  const unique = `${process.pid}${Date.now().toString(36)}${made}`;
  const owner = await createOwner({ email: `e2e-operators-${unique}@example.jp` });
  await signIn(context, owner);
  return createAccount({ owner, directory, code: `Op${unique}` });
}

const rowOf = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });

test.afterAll(closeDatabase);

test("without operators the page leads to the import, and one can be added by hand", async ({ page, context }) => {
  const account = await openContract(context);
  await page.goto(`/accounts/${account.code}/operators`);
  await expect(page.getByText("オペレーターはまだいません")).toBeVisible();
  await expect(page.getByRole("link", { name: "一覧を取り込む" })).toHaveAttribute(
    "href",
    `/accounts/${account.code}/imports`,
  );
  await expectNoBarrier(page);

  await page.getByRole("button", { name: "追加" }).click();
  const dialog = page.getByRole("dialog", { name: "オペレーターの追加" });
  await dialog.getByLabel("名前").fill("佐藤 太郎");
  await dialog.getByLabel("メールアドレス").fill("Ｔａｒｏ＠example.jp");
  await dialog.getByLabel("売上機能").check();
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "追加" }).click();
  await expect(page.getByText("佐藤 太郎さんを追加しました。")).toBeVisible();
  await expect(rowOf(page, "佐藤 太郎")).toContainText("パスワード未設定");
});

test("an address that is no address is refused beside its field, and a duplicate is let in with a warning", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 400/);
  const account = await openContract(context);
  await createOperator({ account, name: "佐藤 一郎", email: "sato@example.jp" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "追加" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("名前").fill("佐藤 次郎");
  await dialog.getByLabel("メールアドレス").fill("taro＠@example.jp");
  await dialog.getByRole("button", { name: "追加" }).click();
  await expect(dialog.getByLabel("メールアドレス")).toHaveAccessibleDescription(/メールアドレスが正しくありません/);
  await dialog.getByLabel("メールアドレス").fill("SATO@example.jp");
  await dialog.getByRole("button", { name: "追加" }).click();
  await expect(page.getByText("同じメールアドレスのオペレーターがほかにいます", { exact: false })).toBeVisible();
  await expect(page.getByRole("link", { name: "アドレス重複" })).toHaveCount(2);
});

test("pages are turned forth and back", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 60);
  await page.goto(`/accounts/${account.code}/operators`);
  await expect(page.getByText("全60名")).toBeVisible();
  await page.getByRole("link", { name: "次へ" }).press("Enter");
  await expect(page).toHaveURL(/cursor=/);
  await expect(page.getByRole("row")).toHaveCount(11);
  // Where the way ends the focus stays, instead of going to the page's beginning: the way back is the next by keyboard.
  await expect(page.getByRole("button", { name: "次へ" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("row")).toHaveCount(51);
  await expect(page.getByRole("button", { name: "前へ" })).toBeFocused();
});

test("on paper a list is a table, however narrow it is", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 60);
  await page.setViewportSize({ width: 375, height: 740 });
  await page.goto(`/accounts/${account.code}/operators`);
  const last = page.getByRole("row").last();
  await expect(last).toHaveCSS("display", "grid");
  await page.emulateMedia({ media: "print" });
  await expect(last).toHaveCSS("display", "table-row");
  await expect(last).toHaveCSS("content-visibility", "visible");
});

test("search, filter and order stand in the address, and / leads to the search box", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await createOperator({ account, name: "検索 ハナコ", email: "hanako@example.jp" });
  await createOperator({ account, name: "検索 花子（旧）", email: "HANAKO@example.jp" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("heading", { name: "オペレーター", exact: true }).click();
  await expect(async () => {
    // A key that nobody listens to yet is lost: it is pressed again, as its user would.
    await page.keyboard.press("/");
    await expect(page.getByRole("searchbox")).toBeFocused({ timeout: 5000 });
  }).toPass();
  await page.keyboard.type("ﾊﾅｺ");
  await page.keyboard.press("Enter");
  await expect(page.getByText("全1名")).toBeVisible();
  await expect(page).toHaveURL(/query=/);

  await page.goto(`/accounts/${account.code}/operators?duplicates=same&sort=-email`);
  await expect(page.getByText("全2名")).toBeVisible();
  await expectNoBarrier(page);
  await page.getByRole("link", { name: "アドレスの重複あり" }).click();
  await expect(page.getByText("全5名")).toBeVisible();
  await expect(page).toHaveURL(/sort=-email/);
});

test("a filter takes along what is typed into the search box", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await createOperator({ account, name: "検索 ハナコ", email: "hanako@example.jp" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("searchbox").fill("ハナコ");
  await page.getByRole("link", { name: "すべて", exact: true }).click();
  await expect(page.getByText("全1名")).toBeVisible();
  await expect(page.getByRole("searchbox")).toHaveValue("ハナコ");
});

test("a row's menu is used by keyboard: opened on its first entry, closed by Escape and by Tab", async ({
  page,
  context,
}) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  const button = page.getByRole("button", { name: /の操作$/ }).first();
  const first = page.getByRole("menuitem", { name: "編集" });
  await button.focus();
  for (const key of ["Enter", "ArrowDown"]) {
    await page.keyboard.press(key);
    await expect(first).toBeFocused();
    await page.keyboard.press("Escape");
    await expect(button).toBeFocused();
  }
  await page.keyboard.press("Enter");
  await expect(first).toBeFocused();
  await page.keyboard.press("Tab");
  await expect(page.getByRole("menu")).toHaveCount(0);
  await expect(button).toHaveAttribute("aria-expanded", "false");
  await button.click();
  await button.click();
  await expect(page.getByRole("menu")).toHaveCount(0);
});

test("what a row's menu opens has the focus and keeps it, and gives it back to the menu's button", async ({
  page,
  context,
}) => {
  const account = await openContract(context);
  await createOperators(account, 2);
  await page.goto(`/accounts/${account.code}/operators`);
  const button = page.getByRole("button", { name: /の操作$/ }).first();
  const opened = [
    ["編集", page.getByRole("dialog").getByLabel("名前")],
    ["パスワード再設定リンク", page.getByRole("dialog").getByRole("button", { name: "リンクを発行" })],
    ["削除", page.getByRole("alertdialog").getByRole("button", { name: "キャンセル" })],
  ] as const;
  for (const [entry, first] of opened) {
    // The second time nothing has to be loaded, so that the dialog is there before the menu has gone.
    for (const _ of ["first", "second"]) {
      await button.press("Enter");
      await page.getByRole("menuitem", { name: entry, exact: true }).press("Enter");
      await expect(first).toBeVisible();
      await expect(page.getByRole("menu")).toHaveCount(0);
      await expect(first).toBeFocused();
      await page.keyboard.press("Escape");
      await expect(first).toHaveCount(0);
      await expect(button).toBeFocused();
    }
  }
});

test("a selection that is cleared or grown by keyboard leaves the focus where it was", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 60);
  await page.goto(`/accounts/${account.code}/operators`);
  const all = page.getByRole("checkbox", { name: "このページのすべてを選択" });
  await all.check();
  await page.getByRole("button", { name: "条件に合う60名すべてを選択" }).press("Enter");
  await expect(page.getByText("60名を選択中")).toBeVisible();
  const clear = page.getByRole("button", { name: "選択を解除" });
  await expect(clear).toBeFocused();
  await clear.press("Enter");
  await expect(clear).toHaveCount(0);
  await expect(all).toBeFocused();
});

test("while some are selected, nothing that has the focus is hidden under the bar (WCAG 2.4.11)", async ({
  page,
  context,
}) => {
  const account = await openContract(context);
  await createOperators(account, 25);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await expect(page.getByText("25名を選択中")).toBeVisible();
  const hidden: string[] = [];
  for (const key of ["Tab", "Shift+Tab"]) {
    for (let pressed = 0; pressed < 60; pressed += 1) {
      await page.keyboard.press(key);
      hidden.push(...(await page.evaluate(nameIfCovered)));
    }
  }
  expect(hidden).toEqual([]);
  // Of a page enlarged to four times its size (1280 × 1024) the bar leaves the most to the list.
  await page.setViewportSize({ width: 320, height: 256 });
  const bar = page.locator("[data-selection-bar]");
  await expect.poll(async () => (await bar.boundingBox())?.height).toBeLessThanOrEqual(64);
  await page.getByRole("button", { name: "削除", exact: true }).press("Enter");
  await expect(page.getByRole("alertdialog")).toBeVisible();
});

test("what stands fast takes the focus without moving the page", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 25);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  const header = page.getByRole("banner").getByRole("button").first();
  const heads = page.getByRole("columnheader").getByRole("link").first();
  const bar = page.getByRole("button", { name: "選択を解除" });
  const isWide = (page.viewportSize()?.width ?? 0) > 640;
  for (const fast of isWide ? [header, heads, bar] : [header, bar]) {
    await page.evaluate(() => window.scrollTo(0, 300));
    await fast.evaluate((one) => one.focus());
    await expect(fast).toBeFocused();
    expect([await fast.textContent(), await page.evaluate(() => window.scrollY)]).toEqual([
      await fast.textContent(),
      300,
    ]);
  }
});

/** The element that has the focus, when something else lies over its middle and its corners; runs in the page. */
function nameIfCovered(): string[] {
  const focused = document.activeElement;
  if (focused === null || focused === document.body) return [];
  const { left, right, top, bottom } = focused.getBoundingClientRect();
  const points = [left + 2, (left + right) / 2, right - 2].flatMap((x) =>
    [top + 2, (top + bottom) / 2, bottom - 2].map((y) => [x, y] as const),
  );
  const isSeen = points.some(([x, y]) => {
    const there = document.elementFromPoint(x, y);
    return there !== null && (focused.contains(there) || there.contains(focused));
  });
  return isSeen ? [] : [focused.outerHTML.slice(0, 120)];
}

test("where the system chooses the colours, a menu's entry in focus and the filter in use are still told apart", async ({
  page,
  context,
}) => {
  const account = await openContract(context);
  await createOperators(account, 2);
  await page.emulateMedia({ forcedColors: "active" });
  await page.goto(`/accounts/${account.code}/operators`);
  const lineBelow = (name: string) =>
    page.getByRole("link", { name, exact: true }).evaluate((link) => getComputedStyle(link).borderBottomColor);
  expect(await lineBelow("有効")).not.toBe(await lineBelow("削除済み"));
  await page
    .getByRole("button", { name: /の操作$/ })
    .first()
    .press("Enter");
  const entry = page.getByRole("menuitem", { name: "編集" });
  await expect(entry).toBeFocused();
  await expect(entry).toHaveCSS("outline-style", "solid");
  await expect(page.getByRole("menuitem", { name: "削除" })).toHaveCSS("outline-style", "none");
});

test("going back closes a dialog that was opened over another view of the list", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 2);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("link", { name: "すべて", exact: true }).click();
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await expect(page.getByRole("alertdialog")).toBeVisible();
  await page.goBack();
  await expect(page.getByRole("link", { name: "有効", exact: true })).toHaveAttribute("aria-current", "page");
  await expect(page.getByRole("alertdialog")).toBeHidden();
});

test("/ leads to the search box while news is shown and from a ticked row", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  const tick = page.getByRole("checkbox", { name: /を選択$/ });
  await tick.nth(1).check();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await page.getByRole("button", { name: "名を削除" }).click();
  await expect(page.getByRole("button", { name: "元に戻す" })).toBeVisible();
  await expect(page.getByRole("alertdialog")).toHaveCount(0);
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("how many a search finds is told to who does not see it", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await createOperator({ account, name: "検索 ハナコ" });
  await createOperator({ account, name: "検索 ジロウ", deletedAt: new Date("2026-10-01T00:00:00Z") });
  const found = (text: string) => page.getByRole("status").filter({ hasText: text });
  for (const [list, query] of [
    ["operators", "ハナコ"],
    ["deleted-operators", "ジロウ"],
  ] as const) {
    await page.goto(`/accounts/${account.code}/${list}`);
    const search = page.getByRole("searchbox");
    await search.fill(query);
    await search.press("Enter");
    await expect(found("1名が見つかりました。")).toHaveCount(1);
    await search.fill("いない人");
    await search.press("Enter");
    await expect(found("見つかりませんでした。")).toHaveCount(1);
    await search.fill("");
    await search.press("Enter");
    await expect(page).not.toHaveURL(/query=/);
    await expect(found("見つかり")).toHaveCount(0);
  }
});

test("selected operators are named, deleted, and brought back", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 25);
  await page.goto(`/accounts/${account.code}/operators`);
  const ticks = page.getByRole("row").getByRole("checkbox", { name: /を選択$/ });
  await ticks.nth(1).click();
  await ticks.nth(4).click({ modifiers: ["Shift"] });
  await expect(page.getByText("4名を選択中")).toBeVisible();
  await page.getByRole("button", { name: "条件に合う25名すべてを選択" }).click();
  await expect(page.getByText("25名を選択中")).toBeVisible();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "オペレーターの削除" });
  await expect(dialog.getByRole("listitem")).toHaveCount(21);
  await expect(dialog.getByText("ほか 5 名")).toBeVisible();
  await expect(dialog.getByRole("button", { name: "キャンセル" })).toBeFocused();
  await expectNoBarrier(page);

  await dialog.getByRole("button", { name: "25名を削除" }).click();
  await expect(page.getByText("25名を削除しました。")).toBeVisible();
  await expect(page.getByText("オペレーターはまだいません")).toBeVisible();
  await page.getByRole("button", { name: "元に戻す" }).click();
  await expect(page.getByText("25名を元に戻しました。")).toBeVisible();
  await expect(page.getByText("全25名")).toBeVisible();
});

test("by keyboard a deletion and a restore leave the focus in the page, not at its beginning", async ({
  page,
  context,
}) => {
  const account = await openContract(context);
  await createOperators(account, 2);
  await createOperator({ account, name: "削除 花子" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "削除 花子の操作" }).press("Enter");
  await page.getByRole("menuitem", { name: "削除" }).press("Enter");
  await page.getByRole("button", { name: "1名を削除" }).press("Enter");
  await expect(rowOf(page, "削除 花子")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();

  await page.goto(`/accounts/${account.code}/deleted-operators`);
  await page.getByRole("button", { name: "削除 花子を復元" }).press("Enter");
  await page.getByRole("alertdialog").getByRole("button", { name: "復元" }).press("Enter");
  await expect(rowOf(page, "削除 花子")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});

test("a double click deletes once and takes back once", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await page.getByRole("button", { name: "3名を削除" }).dblclick();
  await expect(page.getByText("オペレーターはまだいません")).toBeVisible();
  await expect(page.getByText(/を削除しました。$/)).toHaveText("3名を削除しました。");
  await page.getByRole("button", { name: "元に戻す" }).dblclick();
  await expect(page.getByText(/元に戻しました。$/)).toHaveText("3名を元に戻しました。");
  await expect(page.getByText("全3名")).toBeVisible();
});

test("who was deleted in another tab meanwhile is said to be, with nothing to take back", async ({ page, context }) => {
  const account = await openContract(context);
  const { id, name } = await createOperator({ account });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: `${name}を選択` }).check();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await prisma().operator.update({ where: { id }, data: { deletedAt: new Date(), deletedReason: "manual" } });
  await page.getByRole("button", { name: "1名を削除" }).click();
  await expect(page.getByText("選択したオペレーターは、すでに削除されています。")).toBeVisible();
  await expect(page.getByRole("button", { name: "元に戻す" })).toHaveCount(0);
});

test("the way back from a deletion leaves the next selection's buttons free", async ({ page, context }) => {
  const account = await openContract(context);
  await createOperators(account, 40);
  await page.goto(`/accounts/${account.code}/operators`);
  const ticks = page.getByRole("row").getByRole("checkbox", { name: /を選択$/ });
  await ticks.nth(1).click();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await page.getByRole("button", { name: "1名を削除" }).click();
  await expect(page.getByRole("button", { name: "元に戻す" })).toBeVisible();
  await ticks.nth(1).click();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await expect(page.getByRole("alertdialog", { name: "オペレーターの削除" })).toBeVisible();
});

test("a deletion that cannot be taken back says so on any page", async ({ page, context, expectConsoleError }) => {
  expectConsoleError(/ERR_CONNECTION_RESET/);
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("row").getByRole("checkbox").nth(1).click();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await page.getByRole("button", { name: "1名を削除" }).click();
  await expect(page.getByRole("button", { name: "元に戻す" })).toBeVisible();
  await page.getByRole("rowheader").first().getByRole("link").click();
  await expect(page).toHaveURL(/\/operators\/[0-9a-f-]{36}$/);
  await page.route("**/undo", (route) => route.abort("connectionreset"));
  await page.getByRole("button", { name: "元に戻す" }).click();
  await expect(page.getByText("元に戻せませんでした。").first()).toBeVisible();
});

test("a date typed in part is not saved as none", async ({ page, context }) => {
  const account = await openContract(context, "utage");
  const operator = await createOperator({ account, name: "佐藤 太郎", registeredOn: "2024-04-01" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "佐藤 太郎の操作" }).click();
  await page.getByRole("menuitem", { name: "編集" }).click();
  const dialog = page.getByRole("dialog", { name: "オペレーターの編集" });
  const registered = dialog.getByLabel("登録日");
  await expect(async () => {
    // A dialog that has just opened may still take the focus to its first field, and the key with it.
    await registered.press("Delete");
    await expect(registered).toHaveValue("", { timeout: 1000 });
  }).toPass();
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(registered).toHaveAccessibleDescription(/日付が正しくありません/);
  const { registeredOn } = await prisma().operator.findUniqueOrThrow({ where: { id: operator.id } });
  expect(registeredOn).toEqual(new Date("2024-04-01"));
});

/** As many as the list has, by way of two of them. */
async function selectAllMatching(page: Page, number: number): Promise<void> {
  for (const row of [1, 2]) await page.getByRole("row").getByRole("checkbox").nth(row).click();
  await page.getByRole("button", { name: `条件に合う${number}名すべてを選択` }).click();
}

test("what was meanwhile added is not deleted with the others: the count is checked", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 409/);
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  await selectAllMatching(page, 3);
  const added = await createOperator({ account });
  await page.getByRole("button", { name: "削除", exact: true }).click();
  await page.getByRole("button", { name: "3名を削除" }).click();
  await expect(page.getByText("対象が3名から4名に変わりました。", { exact: false })).toBeVisible();
  expect(await prisma().operator.count({ where: { accountId: account.id, deletedAt: null } })).toBe(4);
  // The list that is to be looked at is the one of now, in the dialog too.
  await expect(page.getByText("全4名")).toBeVisible();
  await expect(page.getByRole("alertdialog").getByText(added.email)).toBeVisible();
  await page.getByRole("button", { name: "4名を削除" }).click();
  await expect(page.getByText("4名を削除しました。")).toBeVisible();
});

test("links for everybody in a list that has meanwhile grown are made once the list was looked at", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 409/);
  const account = await openContract(context);
  await createOperators(account, 3);
  await page.goto(`/accounts/${account.code}/operators`);
  await selectAllMatching(page, 3);
  await createOperator({ account });
  const reset = page.getByRole("button", { name: "パスワード再設定", exact: true });
  await reset.click();
  const dialog = page.getByRole("dialog", { name: "パスワード再設定リンクの発行" });
  await dialog.getByRole("button", { name: "再設定メールを作る" }).click();
  await expect(dialog.getByText("対象が3名から4名に変わりました。", { exact: false })).toBeVisible();
  await expect(dialog).toHaveAccessibleDescription(/4名/);
  await dialog.getByRole("button", { name: "再設定メールを作る" }).click();
  await expect(dialog.getByText("メールは送信されません。", { exact: false })).toBeVisible();

  // Nothing was sent, so nothing is said to have been.
  await page.goto(`/accounts/${account.code}/audit-log`);
  await expect(page.getByText("山田 花子さんが4名のパスワード再設定メールを作りました")).toBeVisible();
});

test("on a utage contract deleting makes a list of what to do on UTAGE", async ({ page, context }) => {
  const account = await openContract(context, "utage");
  await createOperator({ account, name: "佐藤 太郎" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "佐藤 太郎の操作" }).click();
  await page.getByRole("menuitem", { name: "削除リストに追加" }).click();
  const dialog = page.getByRole("alertdialog", { name: "オペレーターの削除" });
  await expect(dialog.getByText("UTAGEのオペレーターは削除されません。", { exact: false })).toBeVisible();
  await dialog.getByRole("button", { name: "リストに追加" }).click();
  await expect(page.getByText("1名を削除リストに追加しました。", { exact: false })).toBeVisible();
  await expect(rowOf(page, "佐藤 太郎")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "重複メールアドレス" }).click();
  await expect(page.getByRole("list", { name: "UTAGEで行う操作" }).getByText("佐藤 太郎")).toBeVisible();
  expect(await prisma().todo.count({ where: { accountId: account.id, status: "open" } })).toBe(1);
});

test("an edit that came too late keeps what was typed and shows what is there now", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 409/);
  const account = await openContract(context);
  const operator = await createOperator({
    ...{ account, name: "旧姓 花子", email: "hanako@example.jp" },
    permissions: ["売上機能", "イベント機能"],
  });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "旧姓 花子の操作" }).click();
  await page.getByRole("menuitem", { name: "編集" }).click();
  const dialog = page.getByRole("dialog", { name: "オペレーターの編集" });
  await dialog.getByLabel("名前").fill("私の入力");
  await prisma().operator.update({
    where: { id: operator.id },
    data: { name: "別の人の変更", permissions: ["イベント機能"], version: { increment: 1 } },
    select: { id: true },
  });
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(dialog.getByText("ほかの人がこのオペレーターを変更しました")).toBeVisible();
  await dialog.getByRole("button", { name: "最新の内容を読み込む" }).click();
  await expect(dialog.getByText("現在の内容：別の人の変更")).toBeVisible();
  await expect(dialog.getByLabel("名前")).toHaveValue("私の入力");
  await expect(dialog.getByLabel("売上機能")).not.toBeChecked();
  await dialog.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("私の入力さんの変更を保存しました。")).toBeVisible();
  const { permissions } = await prisma().operator.findUniqueOrThrow({ where: { id: operator.id } });
  expect(permissions).toEqual(["イベント機能"]);
});

test("the list is saved as a file, and characters that Shift_JIS lacks are shown first", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 422/);
  const account = await openContract(context);
  await createOperator({ account, name: "𠮷田 次郎", email: "yoshida@example.jp" });
  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("button", { name: "書き出す" }).click();
  await page.getByRole("menuitem", { name: "CSV（Shift_JIS）" }).click();
  const dialog = page.getByRole("dialog", { name: "Shift_JISにない文字があります" });
  await expect(dialog.getByText("2行目：𠮷（U+20BB7）")).toBeVisible();
  await expectNoBarrier(page);
  const saving = page.waitForEvent("download");
  await dialog.getByRole("button", { name: "UTF-8で書き出す" }).click();
  const file = await saving;
  expect(file.suggestedFilename()).toMatch(/^オペレーター一覧_\d{12}\.csv$/);
  expect(readFileSync(await file.path(), "utf8")).toContain("𠮷田 次郎,yoshida@example.jp");
});

test("a deleted operator is restored, unless somebody holds the address and the owner thinks again", async ({
  page,
  context,
  expectConsoleError,
}) => {
  expectConsoleError(/status of 409/);
  const account = await openContract(context);
  await createOperator({ account, name: "退職 太郎", email: "gone@example.jp", deletedAt: new Date() });
  await createOperator({ account, name: "重複 太郎", email: "same@example.jp", deletedAt: new Date() });
  await createOperator({ account, name: "後任 花子", email: "SAME@example.jp" });
  await page.goto(`/accounts/${account.code}/deleted-operators`);
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "退職 太郎を復元" }).click();
  await page.getByRole("alertdialog", { name: "オペレーターの復元" }).getByRole("button", { name: "復元" }).click();
  await expect(page.getByText("退職 太郎さんを復元しました。")).toBeVisible();
  await expect(rowOf(page, "退職 太郎")).toHaveCount(0);

  await expect(rowOf(page, "重複 太郎")).toContainText("同じアドレスの人が有効");
  await page.getByRole("button", { name: "重複 太郎を復元" }).click();
  const dialog = page.getByRole("alertdialog", { name: "オペレーターの復元" });
  await dialog.getByRole("button", { name: "復元" }).click();
  await expect(dialog.getByText("後任 花子 SAME@example.jp", { exact: false })).toBeVisible();
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "キャンセル" }).click();
  await expect(rowOf(page, "重複 太郎")).toBeVisible();
});

test("on a utage contract restoring says what to do on UTAGE, and corrects the record", async ({ page, context }) => {
  const account = await openContract(context, "utage");
  const gone = { account, name: "退職 太郎", email: "gone@example.jp", permissions: ["売上機能"] };
  await createOperator({ ...gone, deletedAt: new Date(), deletedReason: "missing-from-import" });
  await page.goto(`/accounts/${account.code}/deleted-operators`);
  await page.getByRole("button", { name: "退職 太郎を復元" }).click();
  const dialog = page.getByRole("dialog", { name: "UTAGEでの復元" });
  await expect(dialog.getByText("メールアドレス：gone@example.jp", { exact: false })).toBeVisible();
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "記録を戻す" }).click();
  await expect(page.getByText("削除されたオペレーターはいません")).toBeVisible();
});
