import { randomUUID } from "node:crypto";
import type { BrowserContext, Page } from "@playwright/test";
import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOwner } from "../factories/owner";
import { addRoster } from "../factories/roster";
import { expectNoBarrier } from "./barriers";
import { expect, test } from "./fixtures";
import { leave, signIn } from "./signed-in";

const PEOPLE = [
  { name: "佐藤 太郎", email: "sato@example.jp", registeredOn: "2024-01-01" },
  { name: "佐藤 太郎（新）", email: "Sato@example.jp", lastLoginAt: new Date("2026-11-01T00:00:00Z") },
  { name: "鈴木 葵", email: "suzuki@example.jp" },
  { name: "鈴木 葵", email: "suzuki@example.jp" },
  { name: "田中 蓮", email: "tanaka@example.jp" },
  { name: "田中 蓮", email: "tanaka+work@example.jp" },
];

test.afterAll(closeDatabase);

async function openDuplicates(context: BrowserContext, page: Page, directory: "hosted" | "utage", people = PEOPLE) {
  const owner = await createOwner({ email: `${randomUUID()}@example.jp` });
  const code = randomUUID().replaceAll("-", "").slice(0, 12);
  const account = await createAccount({ owner, directory, code });
  await addRoster(account, people);
  await signIn(context, owner);
  await page.goto(`/accounts/${code}/duplicate-emails`);
  await expect(page.getByRole("heading", { level: 1, name: "重複メールアドレス" })).toBeVisible();
  return code;
}

test("one click cleans up, the deleted are listed, undo brings them back", async ({ context, page }) => {
  const code = await openDuplicates(context, page, "hosted");
  await expectNoBarrier(page);
  await page.getByRole("button", { name: "2組をまとめて整理する" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("2組：2名を残し、2名を削除します。")).toBeVisible();
  await expect(dialog.getByText("最後にログインした人")).toBeVisible();
  await expectNoBarrier(page);
  await dialog.getByRole("button", { name: "2名を削除して整理する" }).click();

  await expect(page.getByText("2組を整理しました")).toBeVisible();
  await expect(page.getByRole("heading", { name: /同じメールアドレス/ })).toBeHidden();
  await expect(page.getByRole("heading", { name: /重複の可能性/ })).toBeVisible();
  await expectNoBarrier(page);
  await page.goto(`/accounts/${code}/deleted-operators`);
  await expect(page.getByText("sato@example.jp").first()).toBeVisible();

  await page.goto(`/accounts/${code}/duplicate-emails`);
  await page.getByRole("button", { name: /の整理を元に戻す/ }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "元に戻す" }).click();
  await expect(page.getByText("2名を元に戻しました")).toBeVisible();
  await expect(page.getByRole("heading", { name: "同じメールアドレス（2組・4名）" })).toBeVisible();
});

test("another one is kept, and the article's way is told before it is taken", async ({ context, page }) => {
  await openDuplicates(context, page, "hosted");
  await page.getByRole("radio", { name: "佐藤 太郎 sato@example.jp" }).check();
  await page.getByRole("button", { name: "sato@example.jpの組を整理する" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("選択した人")).toBeVisible();
  await dialog.getByRole("radio", { name: /すべて削除して追加し直す/ }).check();
  await expect(dialog.getByText("1組：2名を削除し、1名を追加します。")).toBeVisible();
  await dialog.getByRole("button", { name: "2名を削除して整理する" }).click();
  await expect(page.getByText("1組を整理しました")).toBeVisible();
  await page.getByRole("status").getByRole("button", { name: "元に戻す" }).click();
  await expect(page.getByRole("heading", { name: "同じメールアドレス（2組・4名）" })).toBeVisible();
});

test("on a utage contract the same click makes a list to tick off", async ({ context, page }) => {
  await openDuplicates(context, page, "utage");
  await expect(page.getByText("UTAGEのオペレーターは削除されません。")).toBeVisible();
  await expect(page.getByText("ほかを削除します")).toBeHidden();
  await page.getByRole("button", { name: "2組をまとめて整理する" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "削除リストを作る" }).click();
  await expect(page.getByRole("heading", { name: "削除リスト（2件）" })).toBeVisible();
  // Nothing is claimed to be deleted, and nothing more is asked for.
  await expect(page.getByRole("heading", { name: "同じメールアドレス（2組・4名）" })).toBeVisible();
  await expect(page.getByRole("button", { name: /まとめて整理する/ })).toBeHidden();
  await expectNoBarrier(page);
  await page.getByRole("checkbox", { name: /sato@example.jp/ }).click();
  await expect(page.getByRole("heading", { name: "削除リスト（1件）" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "同じメールアドレス（1組・2名）" })).toBeVisible();
});

test("a contract without duplicates says so calmly", async ({ context, page }) => {
  await openDuplicates(context, page, "hosted", PEOPLE.slice(0, 1));
  await expect(page.getByText("重複は見つかりませんでした")).toBeVisible();
  await expectNoBarrier(page);
});

test("S3: somebody else's duplicates are not found", async ({ context, page, expectConsoleError }) => {
  expectConsoleError(/404/);
  const code = await openDuplicates(context, page, "hosted");
  await leave(page);
  await signIn(context, await createOwner({ email: `${randomUUID()}@example.jp` }));
  const response = await page.goto(`/accounts/${code}/duplicate-emails`);
  expect(response?.status()).toBe(404);
  await expect(page.getByText("sato@example.jp")).toHaveCount(0);
});
