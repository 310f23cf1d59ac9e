// Next keeps the request in a store that has to be there before any of its modules load.
import "next/dist/server/node-environment-baseline.js";

import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { FREE_TRIES } from "@/lib/domain/login/lock";
import { prisma } from "@/lib/server/db";
import { recordContractLogin } from "@/lib/server/login-attempts/record-contract-login";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, type TestOwner } from "../factories/owner";
import { signIn } from "../factories/sign-in";
import { statementsOf } from "../setup/statements";

const OWNERS = "契約者としての長い合言葉 correct horse";
const OPERATORS = "オペレーターとしての長い合言葉 battery staple";
const FROM = { browser: "Chrome", network: null };

let passwordHash: string;
let account: TestAccount;
let operator: TestOperator;
let both: TestOwner;

beforeAll(async () => {
  process.env["NEXTAUTH_URL"] = "http://kenshin.test";
  passwordHash = await hashPassword(OPERATORS);
});

// An agency: owner of contracts of its own, operator in a customer's.
beforeEach(async () => {
  const email = `${crypto.randomUUID()}@example.jp`;
  both = await createOwner({ email, password: OWNERS });
  account = await createAccount({ owner: await createOwner() });
  operator = await createOperator({ account, email, passwordHash });
});

const seenByTheContract = async () => {
  const rows = await prisma().loginAttempt.findMany({
    where: { accountId: account.id },
    select: { operatorId: true, page: true, result: true },
  });
  return rows.map(({ operatorId, page, result }) => [operatorId, page, result]);
};

describe("the contract login page, tried by somebody who is an owner and an operator", () => {
  it("① refuses the operator's right password, and the operator's contract sees the wrong page", async () => {
    const answer = await signIn({ email: both.email, password: OPERATORS });
    const mistyped = await signIn({ email: both.email, password: `${OWNERS}。` });
    expect([answer.status, answer.text]).toEqual([mistyped.status, mistyped.text]);
    expect(answer.status).toBe(401);
    expect(await seenByTheContract()).toEqual([[operator.id, "contract_login", "wrong_login_page"]]);
  });

  it("keeps the owner's own tries, right and wrong, from the operator's contract", async () => {
    expect((await signIn({ email: both.email, password: `${OWNERS}。` })).status).toBe(401);
    expect((await signIn({ email: both.email, password: OWNERS })).status).toBe(200);
    expect(await seenByTheContract()).toEqual([]);
  });

  it("S13: looks at the operator's password no more often than the free tries, however many come at once", async () => {
    const started = Date.now();
    const refused = { email: both.email, password: OPERATORS, outcome: "refused" } as const;
    await Promise.all(Array.from({ length: 40 }, () => recordContractLogin(refused, FROM, new Date())));
    // Waiting times of 1, 2, 4, … seconds: on a slow machine some of them may have passed meanwhile.
    const passed = Math.floor(Math.log2((Date.now() - started) / 1000 + 1));
    const lookedAt = (await seenByTheContract()).length;
    expect(lookedAt).toBeGreaterThanOrEqual(FREE_TRIES);
    expect(lookedAt).toBeLessThanOrEqual(FREE_TRIES + passed);
  });

  it("S15: takes the same statements for an owner, an operator, both and nobody", async () => {
    const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
    const alone = await createOperator({ account, email: `${crypto.randomUUID()}@example.jp`, passwordHash });
    const emails = [both.email, owner.email, alone.email, `${crypto.randomUUID()}@example.jp`, "none"];
    const counts = [];
    for (const email of emails) {
      const refused = { email, password: OPERATORS, outcome: "refused" } as const;
      counts.push(await statementsOf(() => recordContractLogin(refused, FROM, new Date())));
    }
    expect(new Set(counts).size).toBe(1);
    expect(counts[0]).toBeGreaterThan(0);
  });
});
