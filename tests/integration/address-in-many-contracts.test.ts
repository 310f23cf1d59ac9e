import { beforeAll, describe, expect, it } from "vitest";
import { prisma } from "@/lib/server/db";
import { recordContractLogin } from "@/lib/server/login-attempts/record-contract-login";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";

const PASSWORD = "とても長い合言葉 correct horse";
const EMAIL = "wanted@example.jp";
const FROM = { browser: "Chrome", network: null };

let home: TestAccount;
let flood: TestAccount;
let person: TestOperator;

// Ids grow with time: everybody in the flooded contract is older than the one person at home.
beforeAll(async () => {
  flood = await createAccount({ owner: await createOwner() });
  await Promise.all(Array.from({ length: 250 }, () => createOperator({ account: flood, email: EMAIL })));
  home = await createAccount({ owner: await createOwner() });
  person = await createOperator({ account: home, email: EMAIL, passwordHash: await hashPassword(PASSWORD) });
});

const logIn = (code: string) =>
  tryOperatorLogin({ code, email: EMAIL, password: PASSWORD, signedInAs: null, origin: FROM }, new Date());

const resultsOf = async ({ id: accountId }: TestAccount) => {
  const select = { page: true, result: true } as const;
  const rows = await prisma().loginAttempt.findMany({ where: { accountId }, orderBy: { id: "asc" }, select });
  await prisma().loginAttempt.deleteMany({ where: { accountId } });
  return rows.map(({ page, result }) => [page, result]);
};

describe("an address that another owner has entered 250 times", () => {
  it("S3: keeps nobody from signing in to their own contract", async () => {
    expect((await logIn(home.code)).ok).toBe(true);
    expect([await resultsOf(home), await resultsOf(flood)]).toEqual([[["operator_page", "success"]], []]);
  });

  it("is a duplicate where it is held 250 times", async () => {
    expect((await logIn(flood.code)).ok).toBe(false);
    expect([await resultsOf(home), await resultsOf(flood)]).toEqual([[], [["operator_page", "duplicate_email"]]]);
  });

  it("is told to every contract that has it, once, when it is tried on a page that is none of theirs", async () => {
    const stranger = await createAccount({ owner: await createOwner() });
    await logIn(stranger.code);
    await recordContractLogin({ email: EMAIL, password: PASSWORD, outcome: "refused" }, FROM, new Date());
    for (const contract of [home, flood]) {
      expect(await resultsOf(contract)).toEqual([
        ["other_contract", "wrong_login_page"],
        ["contract_login", "wrong_login_page"],
      ]);
    }
    expect(await resultsOf(stranger)).toEqual([]);
  });

  it("still names a deletion by its latest date", async () => {
    const data = { deletedAt: new Date(), deletedReason: "manual" } as const;
    await prisma().operator.update({ where: { id: person.id }, data, select: { id: true } });
    expect((await logIn(home.code)).ok).toBe(false);
    expect(await resultsOf(home)).toEqual([["operator_page", "deleted_operator"]]);
  });
});
