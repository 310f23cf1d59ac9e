import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { GET as listEvents } from "@/app/api/v1/accounts/[code]/contract/events/route";
import { PUT } from "@/app/api/v1/accounts/[code]/contract/route";
import type { ContractEventListDto } from "@/lib/schemas/contract";
import { actOnContractDates } from "@/lib/server/contracts/act-on-contract-dates";
import { pool, prisma } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { startJobs } from "@/lib/server/jobs/start-jobs";
import { composeMail } from "@/lib/server/mail/compose-mail";
import { readMailRecord } from "@/lib/server/mail/mail-record";
import { sendMails } from "@/lib/server/mail/send-mails";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

let owner: TestOwner;
let cookie: string;

beforeAll(async () => {
  owner = await createOwner({ email: "Owner.Dates@example.jp" });
  cookie = await signedInCookie(owner);
});

afterAll(closeJobQueue);

type Dates = {
  status?: "trial" | "active" | "past_due";
  trialEndsOn?: string;
  cancelsOn?: string;
  cardExpiresOn?: string;
};

async function contractWith({ status = "active", ...dates }: Dates): Promise<TestAccount> {
  const account = await createAccount({ owner, contractStatus: status });
  const asDates = Object.fromEntries(Object.entries(dates).map(([key, day]) => [key, new Date(`${day}T00:00:00Z`)]));
  await prisma().contract.update({ where: { accountId: account.id }, data: asDates, select: { accountId: true } });
  return account;
}

/** Nine in the morning in Tokyo. */
const morning = (day: string) => new Date(`${day}T00:00:00Z`);

const statusOf = async ({ id }: TestAccount) =>
  (await prisma().contract.findUniqueOrThrow({ where: { accountId: id }, select: { status: true } })).status;

const history = async ({ code }: TestAccount) =>
  ((await callRoute(listEvents, { params: { code }, cookie })).body as ContractEventListDto).items;

const mailsOf = ({ id }: TestAccount) =>
  prisma().mailMessage.findMany({
    where: { accountId: id },
    orderBy: { id: "asc" },
    select: { id: true, notice: true, recipient: true, status: true },
  });

describe("a contract's dates", () => {
  it("end it on its cancellation date: nobody stays signed in, history, audit log and owner are told, once", async () => {
    const account = await contractWith({ cancelsOn: "2026-12-01" });
    const operator = await createOperator({ account });
    await pool().query(
      `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
       values ('operator', $1, $2, 1, 'Chrome', now() + interval '1 day')`,
      [operator.id, account.id],
    );
    await Promise.all(Array.from({ length: 4 }, () => actOnContractDates(morning("2026-12-01"))));
    await actOnContractDates(morning("2026-12-02"));

    expect(await statusOf(account)).toBe("cancelled");
    const live = { accountId: account.id, revokedAt: null };
    expect(await prisma().session.count({ where: live })).toBe(0);
    expect(await history(account)).toMatchObject([
      { notice: "cancelled", noticeOn: "2026-12-01", before: { status: "active" }, after: { status: "cancelled" } },
    ]);
    expect(await mailsOf(account)).toMatchObject([{ notice: "cancelled", recipient: "owner.dates@example.jp" }]);
    const audited = { accountId: account.id, action: "contract_ended_by_date" };
    expect(await prisma().auditEvent.count({ where: audited })).toBe(1);
  });

  it("begin at midnight in Tokyo, wherever the server stands", async () => {
    const account = await contractWith({ cancelsOn: "2026-12-01" });
    await actOnContractDates(new Date("2026-11-30T14:59:59.999Z"));
    expect(await statusOf(account)).toBe("active");
    await actOnContractDates(new Date("2026-11-30T15:00:00Z"));
    expect(await statusOf(account)).toBe("cancelled");
  });

  it.each([
    ["cancels", "cancelled", { cancelsOn: "2026-12-31" }, "2026-12-01", "2026-12-31"],
    ["trial_ends", "trial_over", { status: "trial", trialEndsOn: "2026-12-31" }, "2026-12-01", "2027-01-01"],
    ["card_expires", "card_expired", { cardExpiresOn: "2026-12-31" }, "2026-12-01", "2027-01-01"],
  ] as const)("are announced 30 days before (%s) and when they have come (%s), once each", async (...row) => {
    const [soon, come, dates, warnedOn, reachedOn] = row;
    const account = await contractWith(dates);
    await actOnContractDates(morning("2026-11-30"));
    expect(await mailsOf(account)).toEqual([]);
    for (const day of [warnedOn, "2026-12-15"]) await actOnContractDates(morning(day));
    expect(await mailsOf(account)).toMatchObject([{ notice: soon }]);
    for (const day of [reachedOn, "2027-01-20"]) await actOnContractDates(morning(day));
    expect(await mailsOf(account)).toMatchObject([{ notice: soon }, { notice: come }]);
  });

  it("are caught up when nobody looked on the day", async () => {
    const account = await contractWith({ cancelsOn: "2026-12-01" });
    await actOnContractDates(morning("2027-03-01"));
    expect(await statusOf(account)).toBe("cancelled");
  });

  it("are acted on by the background jobs, from their start on", async () => {
    const account = await contractWith({ cancelsOn: "2026-01-01" });
    const stop = startJobs();
    await stop();
    expect(await statusOf(account)).toBe("cancelled");
    expect(await mailsOf(account)).toMatchObject([{ notice: "cancelled" }]);
  });

  it("say nothing of a contract that has ended already", async () => {
    const account = await contractWith({ cancelsOn: "2026-12-01", cardExpiresOn: "2026-12-31" });
    const data = { status: "force_cancelled" } as const;
    await prisma().contract.update({ where: { accountId: account.id }, data, select: { accountId: true } });
    await actOnContractDates(morning("2026-12-20"));
    expect([await statusOf(account), await mailsOf(account), await history(account)]).toEqual([
      "force_cancelled",
      [],
      [],
    ]);
  });

  it("S50: a date that was changed before the mail went is not announced any more", async () => {
    const account = await contractWith({ cardExpiresOn: "2026-11-30" });
    await actOnContractDates(new Date());
    expect(await mailsOf(account)).toHaveLength(1);
    const body = { status: "active", cardExpiresOn: "2031-11" };
    expect((await callRoute(PUT, { method: "PUT", params: { code: account.code }, cookie, body })).status).toBe(200);
    await sendMails();
    expect(await mailsOf(account)).toMatchObject([{ status: "withdrawn" }]);
  });

  it("are told in words that name the contract, the date and the page", async () => {
    const account = await contractWith({ cancelsOn: "2026-12-31" });
    await actOnContractDates(morning("2026-12-15"));
    const [mail] = await mailsOf(account);
    const record = await readMailRecord(account.id, mail?.id ?? "");
    if (record === null) throw new Error("the mail is there");
    const { subject, text } = await composeMail(record, { link: "shown" });
    expect(subject).toBe(`【${account.name}】まもなく解約日です（2026/12/31）`);
    expect(text).toContain(`http://kenshin.test/accounts/${account.code}/contract`);
  });
});
