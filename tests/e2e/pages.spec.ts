import { randomUUID } from "node:crypto";
import { readdirSync } from "node:fs";
import { CHECK_UP_ORIGINS } from "@/lib/domain/check-up";
import { recordCheckUp } from "@/lib/server/check-ups/record-check-up";
import { closeDatabase, pool } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { openReportedCase } from "../factories/reported-case";
import { expectNoBarrier, expectReadableInDark, expectReflow } from "./barriers";
import { expect, test } from "./fixtures";
import { signIn } from "./signed-in";

/** Pages of one contract, by their folder below app/(console)/accounts/[code]; a new one has to be listed here. */
const CONTRACT_PAGES = [
  "",
  "audit-log",
  "check-ups",
  "contract",
  "deleted-operators",
  "diagnosis",
  "duplicate-emails",
  "imports",
  "login-page",
  "mails",
  "messages",
  "operators",
  "operators/[id]",
  "password-resets",
  "settings",
] as const;

/** Other windows than the project's own (px): a small phone and tablets, or a laptop's with the menu beside. */
const OTHER_WIDTHS = { phone: [320, 640, 768, 834], desktop: [1024, 1100] } as const;
/** A name as long as any may be, without a place to break it. */
const LONG_NAME = "W".repeat(100);
/** The same for an operator. */
const LONGER_NAME = "W".repeat(200);
/** Behind the first letter of an address that is as long as any may be. */
const LONGEST_ADDRESS = `${"w".repeat(63)}@${["m", "n", "o"].map((letter) => letter.repeat(58)).join(".")}.example.jp`;

const newCode = () => randomUUID().replaceAll("-", "").slice(0, 12);

test.describe.configure({ timeout: 240_000 });
test.afterAll(closeDatabase);

test("every page of a contract is listed here", () => {
  const folder = new URL("../../app/(console)/accounts/[code]/", import.meta.url);
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith("page.tsx"));
  const found = pages.map((path) => path.replaceAll("\\", "/").replace(/\/?(\(list\)\/)?page\.tsx$/, ""));
  expect(found.toSorted()).toEqual([...CONTRACT_PAGES]);
});

for (const [directory, operators] of [
  ["hosted", 0],
  ["utage", 1],
  ["hosted", 60],
  ["utage", 100_000],
] as const) {
  test(`every page works with ${operators} operators (${directory}), in light and dark`, async ({
    page,
    context,
    hasTouch,
  }) => {
    const names = operators === 60 ? { name: LONG_NAME } : {};
    const owner = await createOwner({ ...names, email: `${randomUUID()}@example.jp` });
    const account = await createAccount({ ...names, owner, directory, code: newCode() });
    if (operators === 1) await createOperator({ account });
    if (operators > 1) await fill(account, operators);
    await signIn(context, owner);
    const { rows } = await pool().query<{ id: string }>(
      "select id from operators where account_id = $1 order by deleted_at, id limit 1",
      [account.id],
    );
    for (const name of CONTRACT_PAGES) {
      const id = rows[0]?.id;
      // Nobody has no page of their own.
      if (name.includes("[id]") && id === undefined) continue;
      const response = await page.goto(`/accounts/${account.code}/${name.replace("[id]", id ?? "")}`);
      expect([name, response?.status()]).toEqual([name, 200]);
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page).toHaveTitle(new RegExp(` - ${account.name} \\| 健診 Kenshin$`));
      await expectNoBarrier(page);
      await expectReadableInDark(page);
      await expectReflow(page, OTHER_WIDTHS[hasTouch ? "phone" : "desktop"]);
    }
    await page.goto("/accounts");
    await expect(page.getByRole("link", { name: account.name }).first()).toBeVisible();
    await expectNoBarrier(page);
    await page.goto("/login");
    await expect(page.getByText(owner.email)).toBeVisible();
    await expectNoBarrier(page);
  });
}

/** A roster with duplicates, a deleted operator and a check-up of each origin, so that no page is empty. */
async function fill(account: TestAccount, operators: number): Promise<void> {
  await createOperators(account, operators - 4);
  await createOperator({ account, email: `twice-${account.code}@example.jp` });
  await createOperator({ account, email: `Twice-${account.code}@example.jp` });
  const long = { account, name: LONGER_NAME, permissions: [LONG_NAME] };
  const deleted = await createOperator({ ...long, deletedAt: new Date() });
  await pool().query("analyze operators");
  for (const origin of CHECK_UP_ORIGINS) {
    await recordCheckUp(account.id, { origin, recordedBy: origin === "by_hand" ? LONG_NAME : null }, new Date());
  }
  // Found since then, so that a comparison has somebody; and somebody who is on the list of those who cannot log in.
  for (const email of ["a", "A"]) await createOperator({ ...long, email: `${email}${LONGEST_ADDRESS}` });
  const report = { account: { ...account, customDomain: null, createdAt: new Date() }, name: LONGER_NAME };
  await openReportedCase({ ...report, about: { operatorId: deleted.id } }, new Date());
}
