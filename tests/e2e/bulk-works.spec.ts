import { randomUUID } from "node:crypto";
import { closeDatabase, pool } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { expectNoBarrier } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

const MANY = 12_000;

test.describe.configure({ timeout: 180_000 });
test.afterAll(closeDatabase);

/** Holds a login of the last operator, so that a deletion of all stops short of its end until it is let go. */
async function holdLastLogin(accountId: string) {
  const client = await pool().connect();
  await client.query("begin");
  const { rows } = await client.query<{ id: string }>(
    `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
     select 'operator', id, account_id, 1, 'Chrome', now() + interval '1 day' from operators
     where account_id = $1 order by id desc limit 1 returning id`,
    [accountId],
  );
  await client.query("commit");
  await client.query("begin");
  await client.query("set local idle_in_transaction_session_timeout = 0");
  await client.query("select id from sessions where id = $1 for update", [rows[0]?.id]);
  return async () => {
    await client.query("rollback");
    client.release();
  };
}

test("deleting thousands is watched, found again after a reload, and cancelled without a trace", async ({
  page,
  context,
}) => {
  const owner = await createOwner({ email: `${randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: randomUUID().replaceAll("-", "").slice(0, 12) });
  await createOperators(account, MANY);
  await signIn(context, owner);
  const letGo = await holdLastLogin(account.id);

  await page.goto(`/accounts/${account.code}/operators`);
  await page.getByRole("checkbox", { name: "このページのすべてを選択" }).check();
  await page.getByRole("button", { name: "条件に合う12,000名すべてを選択" }).click();
  await page.getByRole("button", { name: "削除", exact: true }).click();
  const dialog = page.getByRole("alertdialog", { name: "オペレーターの削除" });
  await dialog.getByRole("button", { name: "12,000名を削除" }).click();
  await expect(dialog.getByRole("progressbar", { name: "オペレーターを削除しています（12,000名）" })).toBeVisible();
  await expect(dialog.getByText("83%")).toBeVisible();
  await expectNoBarrier(page);
  // Where the system chooses the colours, how far it is can still be seen.
  await page.emulateMedia({ forcedColors: "active" });
  const colours = await dialog
    .getByRole("progressbar")
    .evaluate((bar) => [bar, bar.firstElementChild ?? bar].map((part) => getComputedStyle(part).backgroundColor));
  expect(colours[0]).not.toBe(colours[1]);
  await page.emulateMedia({ forcedColors: null });

  await page.reload();
  const bar = page.getByRole("progressbar", { name: "オペレーターを削除しています（12,000名）" });
  await expect(bar).toHaveAttribute("aria-valuenow", "83");
  await expectNoBarrier(page);
  const cancelled = page.waitForResponse((answer) => answer.url().endsWith("/cancel"));
  await page.getByRole("button", { name: "途中でキャンセル" }).click();
  await expect(page.getByRole("button", { name: "キャンセルしています" })).toBeVisible();
  // Let go before the server knows, the deletion would reach its end first.
  await cancelled;
  await letGo();
  await expect(page.getByText("キャンセルしました。何も変更していません。")).toBeVisible();
  await expect(bar).toBeHidden();
  await expect(page.getByText("全12,000名")).toBeVisible();
});
