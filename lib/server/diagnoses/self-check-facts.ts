import "server-only";
import { type BrowserFacts, isFresh, type PageFacts } from "@/lib/domain/login/facts";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { Prisma } from "@/prisma/generated/client";
import type { SelfCheckOutcome, SelfCheckSeen } from "@/prisma/generated/enums";
import { sql } from "../sql";

/** A row of `selfChecksSql` in JSON. */
export type SelfCheckOf = {
  readonly outcome: SelfCheckOutcome;
  readonly seen: SelfCheckSeen | null;
  readonly otherLogin: boolean | null;
  readonly tried: readonly string[];
  readonly browser: string;
  readonly at: string;
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

/**
 * The self-checks of some operators since `since`, the newest first.
 * @param operatorIds an expression: an array of their ids
 */
export function selfChecksSql(account: Prisma.Sql, operatorIds: Prisma.Sql, since: Date): Prisma.Sql {
  return sql`
    select outcome, seen, other_login as "otherLogin", tried, browser, created_at as at from self_checks
    where account_id = ${account} and operator_id = any(${operatorIds}) and created_at > ${since}
    order by created_at desc, id desc limit ${SELF_CHECKS_ENOUGH}`;
}

/** What the rows of `selfChecksSql` tell at `now`. */
export function toSelfCheckFacts(rows: readonly SelfCheckOf[], now: Date): SelfCheckFacts {
  const [newest] = rows;
  const solved = rows.find(({ outcome }) => outcome === "solved");
  return {
    solvedAt: solved ? new Date(solved.at) : null,
    pageTold: newest && newest.outcome !== "solved" ? pageOf(newest) : null,
    browser: browserOf(rows),
    tried: newest && newest.outcome !== "solved" && isFresh(new Date(newest.at), now) ? causesOf(newest) : [],
  };
}

function pageOf({ tried, seen, at }: SelfCheckOf): PageFacts {
  return { openedLoginPage: tried.includes("open-login-page"), sawOtherPage: seen === "other_page", at: new Date(at) };
}

/** Whose login it was is not kept. Who could sign in had no other login in the way; a private window leaves it behind. */
function browserOf(rows: readonly SelfCheckOf[]): BrowserFacts | null {
  const last = rows.find(({ otherLogin, outcome, tried }) => {
    return otherLogin !== null || outcome === "solved" || tried.includes("use-private-window");
  });
  if (last === undefined || (last.otherLogin === null && last.outcome !== "solved")) return null;
  const isInTheWay = last.otherLogin === true && last.outcome !== "solved";
  return { signedInAs: isInTheWay ? "" : null, seenAt: new Date(last.at), seenBy: "self-check", from: last.browser };
}

/** Only what rules a cause out: who logs out elsewhere may have missed a login. */
function causesOf({ tried }: SelfCheckOf): PersonsCause[] {
  return [
    ...(tried.includes("open-login-page") ? (["wrong-login-page"] as const) : []),
    ...(tried.includes("use-private-window") ? (["other-session"] as const) : []),
    ...(tried.includes("reset-password") ? (["wrong-password"] as const) : []),
  ];
}
