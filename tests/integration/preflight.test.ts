import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/preflight/route";
import { GET as LIST } from "@/app/api/v1/accounts/route";
import type { AccountListDto } from "@/lib/schemas/account";
import type { PreflightDto } from "@/lib/schemas/preflight";
import { prisma } from "@/lib/server/db";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { updateOperator } from "@/lib/server/operators/update-operator";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators, type OperatorOptions } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";
import { statementsOf } from "../setup/statements";

let owner: TestOwner;
let cookie: string;
let passwordHash: string;

beforeAll(async () => {
  passwordHash = await hashPassword("とても長い合言葉 correct horse");
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

type Query = Record<string, string>;
const ask = ({ code }: Pick<TestAccount, "code">, query: Query = {}, by = cookie) =>
  callRoute(GET, { params: { code }, cookie: by, query });
const preflight = async (account: TestAccount, query: Query = {}) => {
  const { status, body } = await ask(account, query);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as PreflightDto;
};

const contract = (options: Partial<Parameters<typeof createAccount>[0]> = {}) => createAccount({ owner, ...options });
const add = (account: TestAccount, options: Partial<OperatorOptions> = {}) =>
  createOperator({ account, passwordHash, ...options });

/** A try on the operator page with a password that is not theirs. */
const fail = ({ code }: TestAccount, email: string, signedInAs: string | null = null) =>
  tryOperatorLogin(
    { code, email, password: "まちがった長い合言葉です", signedInAs, origin: { browser: "Chrome", network: null } },
    new Date(),
  );

/** Who is listed, with what was found, in the order of the answer. */
const told = ({ items }: PreflightDto) =>
  items.map(({ operatorId, causes }) => [operatorId, ...causes.map((cause) => Object.values(cause).join(" "))]);
const counts = ({ byCause }: PreflightDto) => byCause.map(({ blocking, suspected }) => [blocking, suspected]);

describe("the preflight of a hosted contract", () => {
  it("lists who is kept out, or may be, with every cause in the article's order", async () => {
    const account = await contract();
    await add(account);
    const [twin, otherTwin] = [
      await add(account, { email: "twin@example.jp" }),
      await add(account, { email: "Ｔｗｉｎ@example.jp", passwordHash: null }),
    ];
    const alike = [await add(account, { email: "hana@gmail.com" }), await add(account, { email: "ha.na@gmail.com" })];
    const busy = await add(account);
    await fail(account, busy.email, "鈴木 一郎");
    const mistyped = await add(account);
    await fail(account, mistyped.email);

    const found = await preflight(account);
    expect(told(found)).toEqual([
      [twin.id, "duplicate-email blocking same_address"],
      [otherTwin.id, "duplicate-email blocking same_address", "wrong-password blocking password_never_set"],
      ...alike.map(({ id }) => [id, "duplicate-email suspected possible_addresses"]),
      [busy.id, "other-session blocking other_login"],
      [mistyped.id, "wrong-password suspected password_failures"],
    ]);
    expect(found).toMatchObject({
      ...{ operators: 7, cannotLogIn: 3, ownCauses: { blocking: 3, suspected: 3 }, total: 6, nextCursor: null },
    });
    expect(counts(found)).toEqual([
      [0, 0],
      [1, 0],
      [2, 2],
      [1, 1],
      [0, 0],
      [0, 0],
    ]);
  });

  it("S3: counts nobody of another contract, however alike", async () => {
    const [mine, theirs] = [await contract(), await contract()];
    await add(mine, { email: "sato@example.jp" });
    await add(theirs, { email: "sato@example.jp" });
    await fail(theirs, "sato@example.jp");
    expect(await preflight(mine)).toMatchObject({ operators: 1, cannotLogIn: 0, items: [] });
  });

  it("lists somebody deleted while they still try, until the address is somebody's again", async () => {
    const account = await contract();
    const gone = await add(account, { email: "gone@example.jp", deletedAt: new Date() });
    expect(await preflight(account)).toMatchObject({ operators: 0, items: [] });
    await fail(account, "gone@example.jp");
    const found = await preflight(account);
    expect(found).toMatchObject({ operators: 1, cannotLogIn: 1, items: [{ status: "deleted", name: gone.name }] });
    expect(told(found)).toEqual([[gone.id, "deleted-operator blocking operator_deleted"]]);
    const again = await add(account, { email: "gone@example.jp" });
    // What failed while nobody had the address was counted, and the next try with it will be refused for that.
    expect(told(await preflight(account))).toEqual([[again.id, "wrong-password suspected password_failures"]]);
  });

  it("keeps failures with the address they were made with", async () => {
    const account = await contract();
    const operator = await add(account, { email: "old@example.jp" });
    await fail(account, "old@example.jp");
    expect((await preflight(account)).total).toBe(1);
    const actor = { kind: "owner", id: owner.id, name: owner.name } as const;
    const act = { actor, now: new Date() };
    await updateOperator(account, operator.id, { version: 1, email: "new@example.jp" }, act);
    expect((await preflight(account)).total).toBe(0);
    await updateOperator(account, operator.id, { version: 2, email: "old@example.jp" }, act);
    expect((await preflight(account)).total).toBe(1);
  });
});

describe("what is asked for", () => {
  it("the people of one cause, or of one state", async () => {
    const account = await contract();
    const newcomer = await add(account, { passwordHash: null });
    const mistyped = await add(account);
    await fail(account, mistyped.email);
    await add(account, { email: "t@example.jp" });
    await add(account, { email: "T@example.jp" });
    const listed = async (query: Query) => (await preflight(account, query)).items.map(({ operatorId }) => operatorId);
    expect(await listed({ cause: "wrong-password" })).toEqual([newcomer.id, mistyped.id]);
    expect(await listed({ cause: "wrong-password", state: "suspected" })).toEqual([mistyped.id]);
    expect(await listed({ state: "suspected" })).toEqual([mistyped.id]);
    expect(await listed({ cause: "deleted-operator" })).toEqual([]);
    expect(await preflight(account, { cause: "duplicate-email" })).toMatchObject({ total: 2, cannotLogIn: 3 });
    expect(await ask(account, { cause: "bad-luck" })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it("its pages leave nobody out and name nobody twice", async () => {
    const account = await contract();
    await createOperators(account, 7);
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: PreflightDto = await preflight(account, { limit: "3", ...(cursor === "" ? {} : { cursor }) });
      expect(page).toMatchObject({ total: 7, cannotLogIn: 7 });
      seen.push(...page.items.map(({ operatorId }) => operatorId));
      cursor = page.nextCursor;
    }
    expect(new Set(seen).size).toBe(7);
    expect(seen).toEqual(seen.toSorted());
    expect(await ask(account, { cursor: "2026" })).toMatchObject({ status: 400, body: { code: "invalid_cursor" } });
  });

  it("S3: a contract of another owner is not found", async () => {
    const account = await contract();
    const stranger = await signedInCookie(await createOwner());
    expect(await ask(account, {}, stranger)).toMatchObject({ status: 404 });
  });
});

describe("an ended contract", () => {
  it("keeps everybody out; listed are those with another cause besides, unless its own is asked for", async () => {
    const account = await contract({ contractStatus: "force_cancelled" });
    await createOperators(account, 3);
    await prisma().operator.updateMany({ where: { accountId: account.id }, data: { passwordHash } });
    const newcomer = await add(account, { passwordHash: null });
    const found = await preflight(account);
    expect(found).toMatchObject({ operators: 4, cannotLogIn: 4, ownCauses: { blocking: 1, suspected: 0 }, total: 1 });
    expect(told(found)).toEqual([
      [newcomer.id, "wrong-password blocking password_never_set", "inactive-contract blocking contract"],
    ]);
    expect((await preflight(account, { cause: "inactive-contract" })).items).toHaveLength(4);
  });
});

describe("a contract on UTAGE", () => {
  it("keeps nobody out for certain: a duplicate is a risk, and what cannot be seen is unknown", async () => {
    const account = await contract({ directory: "utage" });
    const lastConfirmedAt = new Date();
    await createOperator({ account, lastConfirmedAt });
    const twins = [
      await createOperator({ account, email: "twin@example.jp", lastConfirmedAt }),
      await createOperator({ account, email: "TWIN@example.jp", lastConfirmedAt }),
    ];
    await createOperator({ account });
    await prisma().contract.update({ where: { accountId: account.id }, data: { statusConfirmedAt: lastConfirmedAt } });
    const found = await preflight(account);
    expect(found).toMatchObject({ operators: 4, cannotLogIn: 0, ownCauses: { blocking: 0, suspected: 2 } });
    expect(told(found)).toEqual(twins.map(({ id }) => [id, "duplicate-email suspected same_address"]));
    expect(found.byCause.map(({ clear, unknown }) => [clear, unknown])).toEqual([
      ...[
        [0, 4],
        [0, 4],
        [1, 1],
        [0, 4],
        [3, 1],
        [4, 0],
      ],
    ]);
  });
});

it("judges 100,000 operators with as many statements as one", { timeout: 600_000 }, async () => {
  const [one, many] = [await contract(), await contract()];
  await createOperators(one, 1);
  await createOperators(many, 100_000);
  expect(await preflight(many)).toMatchObject({ operators: 100_000, cannotLogIn: 100_000, total: 100_000 });
  const spent = await statementsOf(() => ask(many, { cause: "wrong-password" }));
  expect(spent).toBe(await statementsOf(() => ask(one, { cause: "wrong-password" })));
  expect(spent).toBeGreaterThanOrEqual(2);
});

it("the list of contracts tells for each how many cannot sign in, and how many besides may not", async () => {
  const other = await createOwner();
  const named = async (name: string, options: Partial<Parameters<typeof createAccount>[0]> = {}) =>
    createAccount({ owner: other, name, ...options });
  const busy = await named("busy");
  await add(busy, { passwordHash: null });
  const mistyped = await add(busy);
  await fail(busy, mistyped.email);
  const over = await named("over", { contractStatus: "cancelled" });
  await add(over);
  await fail(over, (await add(over)).email);
  await add(await named("fine"));

  const { body } = await callRoute(LIST, { params: {}, cookie: await signedInCookie(other) });
  const rows = (body as AccountListDto).items.map((row) => [row.name, row.cannotLogIn, row.mayBeKeptOut] as const);
  expect(rows.toSorted()).toEqual([
    ["busy", 1, 1],
    ["fine", 0, 0],
    ["over", 2, 0],
  ]);
});
