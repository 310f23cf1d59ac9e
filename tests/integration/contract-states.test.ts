// Next keeps the request in a store that has to be there before any of its modules load.
import "next/dist/server/node-environment-baseline.js";

import { beforeAll, describe, expect, it } from "vitest";
import { GET, PUT } from "@/app/api/v1/accounts/[code]/contract/route";
import { GET as readHealth } from "@/app/api/v1/accounts/[code]/health/route";
import { CONTRACT_STATUSES, type ContractStatus } from "@/lib/domain/contract";
import { prisma } from "@/lib/server/db";
import { hashPassword } from "@/lib/server/password-hash";
import { sessionFromCookies } from "@/lib/server/session";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner } from "../factories/owner";
import { signIn, signInOperator } from "../factories/sign-in";
import { callRoute } from "../setup/call-route";

const PASSWORD = "とても長い合言葉 correct horse";
const CLOSED: readonly ContractStatus[] = ["cancelled", "force_cancelled"];

let passwordHash: string;

beforeAll(async () => {
  process.env["NEXTAUTH_URL"] = "http://kenshin.test";
  passwordHash = await hashPassword(PASSWORD);
});

describe.each(CONTRACT_STATUSES)("a contract that is %s", (contractStatus) => {
  const isOpen = !CLOSED.includes(contractStatus);

  it(`${isOpen ? "lets operators in" : "keeps every operator out"}, and never the owner, who can change it`, async () => {
    const owner = await createOwner({ password: PASSWORD });
    const account = await createAccount({ owner, contractStatus });
    const operator = await createOperator({ account, passwordHash });
    const login = () => signInOperator({ code: account.code, email: operator.email, password: PASSWORD });
    const first = await login();
    expect([first.status, (await sessionFromCookies(first.cookie)) !== null]).toEqual([isOpen ? 200 : 401, isOpen]);

    const { status, cookie } = await signIn({ email: owner.email, password: PASSWORD });
    expect(status).toBe(200);
    const call = { params: { code: account.code }, cookie };
    expect(await callRoute(GET, call)).toMatchObject({ status: 200, body: { status: contractStatus } });
    const change = (next: ContractStatus) =>
      callRoute(PUT, { ...call, method: "PUT", body: { status: next, cancelsOn: null } });
    expect((await change("active")).status).toBe(200);
    expect((await login()).status).toBe(200);
    const last = await login();
    expect((await change("force_cancelled")).status).toBe(200);
    expect(await sessionFromCookies(last.cookie)).toBeNull();
    expect((await change("active")).status).toBe(200);
    expect(await sessionFromCookies(last.cookie)).toBeNull();
    expect(await sessionFromCookies(cookie)).toMatchObject({ owner: { id: owner.id } });
  });
});

it("past due: operators sign in, and the owner is warned on the contract page and the sheet", async () => {
  const owner = await createOwner({ password: PASSWORD });
  const account = await createAccount({ owner, contractStatus: "past_due" });
  await prisma().contract.update({
    where: { accountId: account.id },
    data: { pastDueSince: new Date("2026-11-01T00:00:00Z") },
    select: { accountId: true },
  });
  const { cookie } = await signIn({ email: owner.email, password: PASSWORD });
  const call = { params: { code: account.code }, cookie };
  expect((await callRoute(GET, call)).body).toMatchObject({ findings: [{ code: "past_due", since: "2026-11-01" }] });
  expect((await callRoute(readHealth, call)).body).toMatchObject({
    causes: expect.arrayContaining([expect.objectContaining({ slug: "inactive-contract", grade: "B" })]),
  });
});
