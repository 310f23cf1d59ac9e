import "server-only";
import type { EmailKey } from "@/lib/domain/email";
import { type BrowserFacts, isFresh, type PageFacts } from "@/lib/domain/login/facts";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { SelfCheckOutcome, SelfCheckSeen } from "@/prisma/generated/enums";
import { queryRows, sql } from "../sql";

type Row = {
  outcome: SelfCheckOutcome;
  seen: SelfCheckSeen | null;
  otherLogin: boolean | null;
  tried: string[];
  browser: string;
  at: Date;
};

/** What the holders of an address found out behind their personal links. */
export type SelfCheckFacts = {
  /** When the person last said that they could sign in; null: never. */
  readonly solvedAt: Date | null;
  readonly pageTold: PageFacts | null;
  /** The last look that could tell whether another login was there. */
  readonly browser: BrowserFacts | null;
  readonly tried: readonly PersonsCause[];
};

/** Those of one visit follow each other closely; what is older than so many changes nothing. */
export const SELF_CHECKS_ENOUGH = 20;

/** The self-checks of an address's operators since `since`, in one statement. */
export async function loadSelfCheckFacts(
  accountId: string,
  emailKey: EmailKey,
  { since, now }: { readonly since: Date; readonly now: Date },
): Promise<SelfCheckFacts> {
  const rows = await queryRows<Row>(sql`
    select outcome, seen, other_login as "otherLogin", tried, browser, created_at as at from self_checks
    where account_id = ${accountId}::uuid and created_at > ${since}
      and operator_id = any(array(select id from operators
                                  where account_id = ${accountId}::uuid and email_key = ${emailKey} limit 200))
    order by created_at desc, id desc limit ${SELF_CHECKS_ENOUGH}`);
  const [newest] = rows;
  return {
    solvedAt: rows.find(({ outcome }) => outcome === "solved")?.at ?? null,
    pageTold: newest && newest.outcome !== "solved" ? pageOf(newest) : null,
    browser: browserOf(rows),
    tried: newest && newest.outcome !== "solved" && isFresh(newest.at, now) ? causesOf(newest) : [],
  };
}

function pageOf({ tried, seen, at }: Row): PageFacts {
  return { openedLoginPage: tried.includes("open-login-page"), sawOtherPage: seen === "other_page", at };
}

/** Whose login it was is not kept. Who could sign in had no other login in the way; a private window leaves it behind. */
function browserOf(rows: readonly Row[]): BrowserFacts | null {
  const last = rows.find(({ otherLogin, outcome, tried }) => {
    return otherLogin !== null || outcome === "solved" || tried.includes("use-private-window");
  });
  if (last === undefined || (last.otherLogin === null && last.outcome !== "solved")) return null;
  const isInTheWay = last.otherLogin === true && last.outcome !== "solved";
  return { signedInAs: isInTheWay ? "" : null, seenAt: last.at, seenBy: "self-check", from: last.browser };
}

/** Only what rules a cause out: who logs out elsewhere may have missed a login. */
function causesOf({ tried }: Row): PersonsCause[] {
  return [
    ...(tried.includes("open-login-page") ? (["wrong-login-page"] as const) : []),
    ...(tried.includes("use-private-window") ? (["other-session"] as const) : []),
    ...(tried.includes("reset-password") ? (["wrong-password"] as const) : []),
  ];
}
