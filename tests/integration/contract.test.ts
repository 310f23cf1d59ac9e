import { beforeAll, describe, expect, it } from "vitest";
import { GET as listEvents } from "@/app/api/v1/accounts/[code]/contract/events/route";
import { GET, PUT } from "@/app/api/v1/accounts/[code]/contract/route";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { ContractDto, ContractEventListDto } from "@/lib/schemas/contract";
import { prisma } from "@/lib/server/db";
import { startOperatorSession } from "@/lib/server/operators/start-operator-session";
import { findLiveSession } from "@/lib/server/session";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

let owner: TestOwner;
let cookie: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

const read = async (code: string) => (await callRoute(GET, { params: { code }, cookie })).body as ContractDto;
const put = (code: string, body: unknown, by = cookie) =>
  callRoute(PUT, { method: "PUT", params: { code }, cookie: by, body });
const events = async (code: string, query: Record<string, string> = {}) =>
  (await callRoute(listEvents, { params: { code }, cookie, query })).body as ContractEventListDto;
const dayFromNow = (days: number) => tokyoDay(new Date(Date.now() + days * 86_400_000));

describe("a contract", () => {
  it("is kept as entered, confirmed by being entered, and says what its dates mean", async () => {
    const account = await createAccount({ owner, directory: "utage", contractStatus: "unknown" });
    await createOperators(account, 3);
    expect(await read(account.code)).toMatchObject({
      ...{ status: "unknown", effectiveStatus: "unknown", statusConfirmedAt: null, operators: 3, version: 1 },
      findings: [{ code: "status_unknown" }],
    });
    const cancelsOn = dayFromNow(10);
    const answer = await put(account.code, {
      ...{ status: "active", cancelsOn, cardExpiresOn: "2099-02", note: " 担当：経理\r\n佐藤 ", version: 1 },
    });
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({
      ...{ status: "active", effectiveStatus: "active", cancelsOn, cardExpiresOn: "2099-02", version: 2 },
      ...{ note: "担当：経理\n佐藤", trialEndsOn: null, statusConfirmedAt: expect.any(String) },
      findings: [{ code: "cancels", on: cancelsOn, daysLeft: 10 }],
    });
    expect(await read(account.code)).toEqual(answer.body);
  });

  it.each([
    { cancelsOn: "0000-01-01" },
    { trialEndsOn: "0099-12-31" },
    { pastDueSince: "0000-02-29" },
    { cardExpiresOn: "0000-01" },
    { cardExpiresOn: "0026-12" },
  ])("S12: refuses a year that nobody can mean, and keeps what it has: %j", async (dates) => {
    const { code } = await createAccount({ owner, directory: "utage" });
    const { status, body } = await put(code, { status: "active", ...dates });
    expect({ status, body }).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(await read(code)).toMatchObject({ version: 1, cancelsOn: null, cardExpiresOn: null });
  });

  it("is over on its cancellation date, whatever the status says", async () => {
    const { code } = await createAccount({ owner, directory: "utage" });
    const { body } = await put(code, { status: "active", cancelsOn: dayFromNow(0) });
    expect(body).toMatchObject({ status: "active", effectiveStatus: "cancelled", findings: [{ code: "cancelled" }] });
  });

  it("keeps what is not named, but a cancellation that took place does not outlive its reactivation", async () => {
    const { code } = await createAccount({ owner, directory: "utage" });
    await put(code, { status: "cancelled", cancelsOn: dayFromNow(-3), cardExpiresOn: "2099-12", note: "解約した" });
    expect((await put(code, { status: "active" })).body).toMatchObject({
      ...{ status: "active", effectiveStatus: "active", cancelsOn: null, cardExpiresOn: "2099-12", note: "解約した" },
    });
    const { items } = await events(code);
    expect(items[0]).toMatchObject({ before: { status: "cancelled", cancelsOn: dayFromNow(-3) } });
  });

  it("S52: is not changed by somebody who saw an older version", async () => {
    const { code } = await createAccount({ owner, directory: "utage" });
    expect((await put(code, { status: "past_due", version: 1 })).status).toBe(200);
    const late = await put(code, { status: "cancelled", version: 1 });
    expect(late).toMatchObject({ status: 409, body: { code: "stale_contract" } });
    expect(await read(code)).toMatchObject({ status: "past_due", version: 2 });
  });

  it("S52: is changed by one of two who save at once", async () => {
    const { code } = await createAccount({ owner, directory: "utage" });
    const statuses = ["trial", "past_due", "cancelled"];
    const answers = await Promise.all(statuses.map((status) => put(code, { status, version: 1 })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect((await events(code)).items).toHaveLength(1);
  });
});

describe("S16: ending a contract", () => {
  const now = () => new Date();
  const loggedIn = async (account: TestAccount) => {
    const { id } = await createOperator({ account });
    return (await startOperatorSession({ operatorId: id, credentialVersion: 1 }, "Chrome", now())) ?? "";
  };
  const isLive = async (session: string) => (await findLiveSession(session, now())) !== null;

  it.each([
    ["a cancellation", { status: "cancelled" }],
    ["a forced cancellation", { status: "force_cancelled" }],
    ["a cancellation date that has come", { status: "active", cancelsOn: dayFromNow(0) }],
  ])("%s ends its operators' logins, and reactivating does not bring them back", async (_name, end) => {
    const account = await createAccount({ owner });
    const session = await loggedIn(account);
    const elsewhere = await loggedIn(await createAccount({ owner }));
    expect(await isLive(session)).toBe(true);
    expect((await put(account.code, end)).status).toBe(200);
    expect(await isLive(session)).toBe(false);
    expect((await put(account.code, { status: "active" })).body).toMatchObject({ effectiveStatus: "active" });
    expect(await isLive(session)).toBe(false);
    expect(await isLive(await loggedIn(account))).toBe(true);
    expect(await isLive(elsewhere)).toBe(true);
  });

  it.each(["trial", "past_due", "unknown"])("is not what a change to %s does", async (status) => {
    const account = await createAccount({ owner });
    const session = await loggedIn(account);
    await put(account.code, { status, cancelsOn: dayFromNow(1) });
    expect(await isLive(session)).toBe(true);
  });
});

describe("its history", () => {
  it("says who changed what and who only confirmed, newest first and in pages; so does the audit log", async () => {
    const { code, id } = await createAccount({ owner, directory: "utage", contractStatus: "unknown" });
    await put(code, { status: "trial", trialEndsOn: "2099-01-31" });
    await put(code, { status: "trial" });
    await put(code, { status: "active" });
    const whole = await events(code);
    expect(whole.items.map(({ before, after }) => `${before?.status} ${after.status}`)).toEqual([
      "trial active",
      "trial trial",
      "unknown trial",
    ]);
    expect(whole.items.every(({ actorName }) => actorName === owner.name)).toBe(true);
    const first = await events(code, { limit: "2" });
    expect(first.items).toEqual(whole.items.slice(0, 2));
    const second = await events(code, { limit: "2", cursor: first.nextCursor ?? "" });
    expect(second).toEqual({ items: whole.items.slice(2), nextCursor: null });

    const log = await prisma().auditEvent.findMany({ where: { accountId: id }, orderBy: { id: "asc" } });
    expect(log.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      {
        action: "contract_changed",
        before: { status: "unknown", trialEndsOn: null },
        after: { status: "trial", trialEndsOn: "2099-01-31" },
      },
      { action: "contract_confirmed", before: null, after: { status: "trial" } },
      { action: "contract_changed", before: { status: "trial" }, after: { status: "active" } },
    ]);
  });

  it("tells a date that came from somebody's change", async () => {
    const { code, id } = await createAccount({ owner });
    await put(code, { status: "active", cancelsOn: "2099-12-01" });
    const after = (await events(code)).items[0]?.after ?? {};
    await prisma().contractEvent.create({
      data: {
        accountId: id,
        actorName: "Kenshin",
        before: after,
        after,
        notice: "cancels",
        noticeOn: new Date("2099-12-01"),
      },
    });
    expect((await events(code)).items).toMatchObject([
      { actorName: "Kenshin", notice: "cancels", noticeOn: "2099-12-01" },
      { actorName: owner.name, notice: null, noticeOn: null },
    ]);
  });

  it("refuses a cursor that nobody was given", async () => {
    const { code } = await createAccount({ owner });
    const answer = await callRoute(listEvents, { params: { code }, cookie, query: { cursor: "2026" } });
    expect(answer).toMatchObject({ status: 400, body: { code: "invalid_cursor" } });
  });
});

describe("what is sent", () => {
  it.each([
    ["no status", {}],
    ["an unknown status", { status: "paused" }],
    ["an object for a status", { status: { not: "unknown" } }],
    ["a list for a day", { status: "active", cancelsOn: ["2026-12-01"] }],
    ["a day that does not exist", { status: "active", cancelsOn: "2026-02-30" }],
    ["a day where a month belongs", { status: "active", cardExpiresOn: "2027-03-31" }],
    ["a control character in the note", { status: "active", note: "a\u0000b" }],
    ["a version of text", { status: "active", version: "1" }],
  ])("S12: is refused when it has %s", async (_name, body) => {
    const { code } = await createAccount({ owner });
    expect(await put(code, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    expect(await read(code)).toMatchObject({ status: "active", version: 1 });
  });

  it.each(["accountId", "statusConfirmedAt", "effectiveStatus", "operators", "updatedAt"])(
    "S37: cannot set %s",
    async (field) => {
      const { code } = await createAccount({ owner });
      const answer = await put(code, { status: "active", [field]: "x" });
      expect(answer).toMatchObject({ status: 400, body: { errors: [{ path: field, code: "unrecognized_keys" }] } });
    },
  );

  it("S3: is not found by another owner", async () => {
    const { code } = await createAccount({ owner });
    const stranger = await signedInCookie(await createOwner());
    expect((await put(code, { status: "cancelled" }, stranger)).status).toBe(404);
    expect((await callRoute(GET, { params: { code }, cookie: stranger })).status).toBe(404);
    expect((await callRoute(listEvents, { params: { code }, cookie: stranger })).status).toBe(404);
    expect(await read(code)).toMatchObject({ status: "active", version: 1 });
  });
});
