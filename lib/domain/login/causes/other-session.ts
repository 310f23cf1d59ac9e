import type { LoginFacts } from "../facts";
import type { Verdict } from "../verdict";

/** How long a look into the person's browser counts; people sign in and out within a day. */
const BROWSER_FACT_HOURS = 24;

/**
 * Cause 2: one browser holds one login. Only the person's own browser can tell, through a self-check or a refused
 * sign-in; until then the answer is `unknown`. What was seen more than a day ago proves nothing any more.
 */
export function judgeOtherSession(facts: Pick<LoginFacts, "browser">, now: Date): Verdict {
  if (facts.browser === null) {
    return {
      state: "unknown",
      evidence: [{ code: "browser_not_seen" }],
      remedies: ["log-out-elsewhere", "use-private-window"],
    };
  }
  const { signedInAs, seenAt } = facts.browser;
  const isFresh = now.getTime() - seenAt.getTime() <= BROWSER_FACT_HOURS * 3_600_000;
  if (signedInAs === null) {
    return {
      state: isFresh ? "clear" : "unknown",
      evidence: [{ code: "no_other_login", seenAt: seenAt.toISOString() }],
      remedies: isFresh ? [] : ["log-out-elsewhere", "use-private-window"],
    };
  }
  return {
    state: isFresh ? "blocking" : "suspected",
    evidence: [{ code: "other_login", signedInAs, seenAt: seenAt.toISOString() }],
    remedies: ["log-out-elsewhere", "use-private-window"],
  };
}
