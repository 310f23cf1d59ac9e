import { isFresh, type LoginFacts } from "../facts";
import type { Verdict } from "../verdict";

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
  const { signedInAs, seenAt, seenBy = "sign-in", from = "" } = facts.browser;
  const fresh = isFresh(seenAt, now);
  if (signedInAs === null) {
    return {
      state: fresh ? "clear" : "unknown",
      evidence: [{ code: "no_other_login", seenAt: seenAt.toISOString(), seenBy, from }],
      remedies: fresh ? [] : ["log-out-elsewhere", "use-private-window"],
    };
  }
  return {
    state: fresh ? "blocking" : "suspected",
    evidence: [{ code: "other_login", signedInAs, seenAt: seenAt.toISOString(), seenBy, from }],
    remedies: ["log-out-elsewhere", "use-private-window"],
  };
}
