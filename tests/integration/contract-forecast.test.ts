import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/contract/forecast/route";
import type { ContractForecastDto } from "@/lib/schemas/contract-forecast";
import { prisma } from "@/lib/server/db";
import { operatorBucket } from "@/lib/server/sign-in-throttle";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators, type TestOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";
import { statementsOf } from "../setup/statements";

const PASSWORD_HASH = "$argon2id$never-compared";
let owner: TestOwner;
let cookie: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

const ended = (directory: "hosted" | "utage" = "hosted") =>
  createAccount({ owner, directory, contractStatus: "force_cancelled" });

const ask = ({ code }: TestAccount, query: Record<string, string> = {}, by = cookie) =>
  callRoute(GET, { params: { code }, cookie: by, query });
const forecast = async (account: TestAccount, query: Record<string, string> = {}) => {
  const { status, body } = await ask(account, query);
  expect({ status, body }).toMatchObject({ status: 200 });
  return body as ContractForecastDto;
};

const lock = ({ id, emailKey }: TestOperator, account: TestAccount, blockedUntil: Date) =>
  prisma().signInThrottle.create({
    data: {
      ...{ bucket: operatorBucket(account.id, emailKey), failures: 20, lastFailureAt: new Date(), blockedUntil },
      ...{ accountId: account.id, operatorId: id },
    },
  });

const inAnHour = () => new Date(Date.now() + 3_600_000);
const anHourAgo = () => new Date(Date.now() - 3_600_000);

/** Who is listed, with what was found, in the order of the answer. */
const told = ({ items }: ContractForecastDto) =>
  items.map(({ operatorId, causes }) => [
    operatorId,
    ...causes.map(({ slug, code, state }) => `${slug} ${code} ${state}`),
  ]);

const DUPLICATE = "duplicate-email same_address blocking";
const NEVER_SET = "wrong-password password_never_set blocking";
const LOCKED = "wrong-password locked blocking";

describe("a hosted contract that was force-cancelled", () => {
  it("tells who would regain access, who would stay out, and why, by cause", async () => {
    const account = await ended();
    const add = (email: string, passwordHash: string | null = PASSWORD_HASH) =>
      createOperator({ account, email, passwordHash });
    await add("alone@example.jp");
    const wasLocked = await add("was-locked@example.jp");
    const twin = await add("twin@example.jp");
    const otherTwin = await add("Ｔｗｉｎ@example.jp", null);
    const newcomer = await add("newcomer@example.jp", null);
    const lockedOut = await add("locked@example.jp");
    await lock(wasLocked, account, anHourAgo());
    await lock(lockedOut, account, inAnHour());

    const answer = await forecast(account);
    expect(answer).toMatchObject({ regain: 2, stillOut: 4, unknown: 0, nextCursor: null });
    expect(answer.byCause).toEqual([
      { cause: 3, slug: "duplicate-email", count: 2 },
      { cause: 4, slug: "wrong-password", count: 3 },
    ]);
    expect(told(answer)).toEqual([
      [twin.id, DUPLICATE],
      [otherTwin.id, DUPLICATE, NEVER_SET],
      [newcomer.id, NEVER_SET],
      [lockedOut.id, LOCKED],
    ]);
    expect(answer.items[0]).toMatchObject({ name: twin.name, email: twin.email });
  });

  it("S3, S21: counts neither the deleted, nor look-alikes, nor who has the address in another contract", async () => {
    const account = await ended();
    const add = (of: TestAccount, email: string, deletedAt: Date | null = null) =>
      createOperator({ account: of, email, passwordHash: PASSWORD_HASH, deletedAt });
    await add(account, "taro@gmail.com");
    await add(account, "t.aro@gmail.com");
    await add(account, "taro@gmail.com", new Date());
    const elsewhere = await ended();
    const namesake = await add(elsewhere, "taro@gmail.com");
    await lock(namesake, elsewhere, inAnHour());
    expect(await forecast(account)).toEqual({
      ...{ regain: 2, stillOut: 0, unknown: 0, byCause: [], items: [], nextCursor: null },
    });
  });

  it("turns its pages without leaving anybody out or naming anybody twice, and counts all on every page", async () => {
    const account = await ended();
    await createOperators(account, 7);
    await createOperator({ account, passwordHash: PASSWORD_HASH });
    const whole = await forecast(account);
    expect(whole).toMatchObject({ regain: 1, stillOut: 7, nextCursor: null });
    const seen: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const page: ContractForecastDto = await forecast(account, { limit: "3", ...(cursor === "" ? {} : { cursor }) });
      expect(page).toMatchObject({ regain: 1, stillOut: 7, byCause: whole.byCause });
      seen.push(...page.items.map(({ operatorId }) => operatorId));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(whole.items.map(({ operatorId }) => operatorId));
    expect(new Set(seen).size).toBe(7);
  });

  it("asks the database as often for 2,000 operators as for one", { timeout: 120_000 }, async () => {
    const [one, many] = [await ended(), await ended()];
    await createOperators(one, 1);
    await createOperators(many, 2_000);
    expect(await forecast(many)).toMatchObject({ regain: 0, stillOut: 2_000 });
    const spent = await statementsOf(() => ask(many));
    expect(spent).toBe(await statementsOf(() => ask(one)));
    expect(spent).toBeGreaterThanOrEqual(2);
  });
});

describe("a contract on UTAGE", () => {
  it("promises nobody anything: passwords cannot be seen, and a duplicate is a risk, not a certainty", async () => {
    const account = await ended("utage");
    const lastConfirmedAt = new Date();
    const add = (email: string) => createOperator({ account, email, lastConfirmedAt });
    await add("alone@example.jp");
    const twins = [await add("twin@example.jp"), await add("TWIN@example.jp")];
    await createOperator({ account, email: "never-on-a-list@example.jp" });

    const answer = await forecast(account);
    expect(answer).toMatchObject({ regain: 0, stillOut: 0, unknown: 4 });
    expect(answer.byCause).toEqual([{ cause: 3, slug: "duplicate-email", count: 2 }]);
    expect(told(answer)).toEqual(twins.map(({ id }) => [id, "duplicate-email same_address suspected"]));
  });
});

describe("who may ask", () => {
  it("S3: a contract of another owner is not found", async () => {
    const account = await ended();
    const stranger = await signedInCookie(await createOwner());
    expect(await ask(account, {}, stranger)).toMatchObject({ status: 404 });
    expect(await ask({ ...account, code: "NoSuchCode12" })).toMatchObject({ status: 404 });
  });

  it("S36: a cursor that nobody was given is refused", async () => {
    const answer = await ask(await ended(), { cursor: "2026" });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_cursor" } });
  });
});
