import "server-only";
import { z } from "zod";
import { BROWSER_GUIDES } from "@/lib/domain/browser-guide";
import { otherLogin, SEEN, SELF_CHECK_OUTCOMES, SELF_CHECK_STEPS } from "@/lib/domain/self-check";
import { judgeReport } from "../cases/judge-report";
import { openCase } from "../cases/open-case";
import { prisma } from "../db";
import { type AccountSql, forAccount } from "../for-account";
import { unseal } from "../seal";
import { queryRows, sql } from "../sql";
import { type Addressee, findAddressee } from "./find-addressee";

const sentSelfCheck = z.strictObject({
  id: z.uuid(),
  at: z.iso.datetime(),
  code: z.string(),
  token: z.string().nullable(),
  outcome: z.enum(SELF_CHECK_OUTCOMES),
  seen: z.enum(SEEN).nullable(),
  guide: z.enum(BROWSER_GUIDES),
  browser: z.string(),
  /** The login of the browser that sent it; `operatorId` is null for an owner's. */
  login: z.strictObject({ operatorId: z.string().nullable() }).nullable(),
  cookies: z.boolean().nullable(),
  privateWindow: z.boolean().nullable(),
  tried: z.array(z.enum(SELF_CHECK_STEPS)),
  report: z.strictObject({ name: z.string(), note: z.string(), videoUrl: z.string().nullable() }).nullable(),
});
export type SentSelfCheck = z.output<typeof sentSelfCheck>;

/**
 * Keeps a self-check with the contract it belongs to. What was found out counts for an operator only behind that operator's
 * own link; without one a report is kept as nobody's in particular, and nothing else is. A report is a case, judged with
 * what it tells. Running twice keeps it once.
 */
export async function receiveSelfCheck(sealed: string, now: Date): Promise<void> {
  const text = await unseal(sealed);
  if (text === null) return;
  const sent = sentSelfCheck.parse(JSON.parse(text));
  const { account, operatorId } = await findAddressee(sent.code, sent.token, now);
  if (!account || (operatorId === null && sent.outcome !== "reported")) return;
  await keep(sent, account, operatorId);
  if (sent.outcome === "solved" && operatorId !== null) await closeCaseOf(operatorId, sent, account);
  if (sent.report === null) return;
  const about = operatorId === null ? null : { operatorId };
  const opening = await judgeReport({ account, about, name: sent.report.name }, now);
  await forAccount(account.id).sql(async (db) => {
    if (await lacksCase(db, sent.id)) await linkCase(db, sent.id, await openCase(opening, now, db));
  });
}

type Account = NonNullable<Addressee["account"]>;

async function keep(sent: SentSelfCheck, account: Account, operatorId: string | null): Promise<void> {
  const { id, outcome, seen, guide, browser, cookies, privateWindow, tried, report } = sent;
  const other = otherLogin({ ...sent, loginHere: loginInTheWay(sent, account, operatorId) });
  await queryRows(sql`
    insert into self_checks (id, account_id, operator_id, outcome, seen, guide, browser, other_login, cookies,
                             private_window, tried, reporter_name, note, video_url, created_at)
    values (${id}::uuid, ${account.id}::uuid, ${operatorId}::uuid, ${outcome}::self_check_outcome,
            ${seen}::self_check_seen, ${guide}, ${browser}, ${other}, ${cookies}, ${privateWindow}, ${tried}::text[],
            ${report?.name ?? null}, ${report?.note ?? null}, ${report?.videoUrl ?? null}, ${sent.at}::timestamptz)
    on conflict (id) do nothing`);
}

/** Whether no run of the job has opened a case for the report yet; another one that is about to is waited for. */
async function lacksCase(db: AccountSql, id: string): Promise<boolean> {
  const { rows } = await db.query<{ caseId: string | null }>(sql`
    select case_id as "caseId" from self_checks
    where id = ${id}::uuid and account_id = ${db.accountId}::uuid for update`);
  return rows[0]?.caseId === null;
}

async function linkCase(db: AccountSql, id: string, caseId: string): Promise<void> {
  await db.query(sql`
    update self_checks set case_id = ${caseId}::uuid where id = ${id}::uuid and account_id = ${db.accountId}::uuid`);
}

/** No sign-in on UTAGE is seen here, so the person's word is the proof there is. */
async function closeCaseOf(operatorId: string, { at }: SentSelfCheck, { id: accountId, directory }: Account) {
  if (directory !== "utage") return;
  await prisma().loginCase.updateMany({
    where: { accountId, operatorId, closedAt: null, openedAt: { lte: at } },
    data: { closedAt: at, closedAs: "told" },
  });
}

/** Whether the sender's browser held somebody else's login; null on UTAGE, whose logins Kenshin does not see. */
function loginInTheWay({ login }: SentSelfCheck, { directory }: Account, operatorId: string | null): boolean | null {
  if (directory !== "hosted") return null;
  return login !== null && (operatorId === null || login.operatorId !== operatorId);
}
