import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as restore } from "@/app/api/v1/accounts/[code]/deleted-operators/[id]/restore/route";
import { POST as undo } from "@/app/api/v1/accounts/[code]/deletions/[batchId]/undo/route";
import { PATCH as change, DELETE as remove } from "@/app/api/v1/accounts/[code]/operators/[id]/route";
import { POST as issue, GET as listResets } from "@/app/api/v1/accounts/[code]/password-resets/route";
import { POST as setPassword } from "@/app/api/v1/operator-passwords/route";
import type { IssuedResetDto, PasswordResetListDto } from "@/lib/schemas/password-reset";
import { prisma } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { openPasswordReset } from "@/lib/server/password-resets/open-password-reset";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let operator: TestOperator;
let link: { readonly id: string; readonly token: string };

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

beforeEach(async () => {
  account = await createAccount({ owner });
  operator = await createOperator({ account });
  link = await linkFor(operator);
});

afterAll(closeJobQueue);

const params = () => ({ code: account.code, id: operator.id });

async function linkFor({ id: operatorId }: TestOperator) {
  const body = { operatorId, delivery: "copy" };
  const answer = await callApi(issue, "POST", "/", { cookie, params: { code: account.code }, body });
  const { id, url } = answer.body as IssuedResetDto;
  return { id, token: url?.split("/").at(-1) ?? "" };
}

const use = (token: string) => {
  const body = { code: account.code, token, password: "とても長い合言葉 correct horse" };
  return callApi(setPassword, "POST", "/operator-passwords", { body });
};

async function stateOf(id: string) {
  const { body } = await callApi(listResets, "GET", "/", { cookie, params: { code: account.code } });
  return (body as PasswordResetListDto).items.find((item) => item.id === id)?.state;
}

async function deleteOperator(): Promise<string> {
  const answer = await callApi(remove, "DELETE", "/", { cookie, params: params() });
  expect(answer.status).toBe(200);
  return (answer.body as { batchId: string }).batchId;
}

async function restoreOperator(): Promise<void> {
  expect((await callApi(restore, "POST", "/", { cookie, params: params(), body: {} })).status).toBe(200);
}

const edit = (body: object) =>
  callApi(change, "PATCH", "/", { cookie, params: params(), body: { version: 1, ...body } });

describe("a reset link that was not used yet", () => {
  it.each<[string, () => Promise<unknown>]>([
    [
      "S53: a deletion that is taken back by a restore",
      async () => {
        await deleteOperator();
        await restoreOperator();
      },
    ],
    [
      "S53: a deletion that is undone",
      async () => {
        const batchId = await deleteOperator();
        const undone = await callApi(undo, "POST", "/", { cookie, params: { code: account.code, batchId }, body: {} });
        expect(undone.status).toBe(200);
      },
    ],
    [
      "S53: a deletion by an import, and a restore",
      async () => {
        const data = { deletedAt: new Date(), deletedReason: "missing_from_import" } as const;
        await prisma().operator.update({ where: { id: operator.id }, data, select: { id: true } });
        await restoreOperator();
      },
    ],
    [
      "S11: another address, since the old one may be somebody else's",
      async () => expect((await edit({ email: "right-address@example.jp" })).status).toBe(200),
    ],
  ])("does not outlive %s", async (_title, act) => {
    await act();
    expect(await use(link.token)).toMatchObject({ status: 400, body: { code: "invalid_code" } });
    expect(await openPasswordReset(account.code, link.token, new Date())).toEqual({ state: "expired", reset: null });
    expect(await stateOf(link.id)).toBe("expired");
    const next = await linkFor(operator);
    expect((await use(next.token)).status).toBe(200);
  });

  it("outlives another name, and another spelling of the same address", async () => {
    expect((await edit({ name: "佐藤 次郎", email: operator.email.toUpperCase() })).status).toBe(200);
    expect((await use(link.token)).status).toBe(200);
  });
});
