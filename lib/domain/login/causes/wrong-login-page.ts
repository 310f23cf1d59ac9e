import { isFresh, type LoginFacts, type PageFacts } from "../facts";
import type { Evidence, Verdict, VerdictState } from "../verdict";

/**
 * Cause 1: operators can sign in on their contract's operator login page only.
 * The page somebody named is judged. Without it, a wrong page seen in an earlier attempt is a suspicion; an attempt on
 * the right page proves nothing about the next one, so the answer is then `unknown`. A self-check knows which page the
 * person went on from, and is overtaken by what was seen since.
 */
export function judgeWrongLoginPage(facts: LoginFacts, now: Date): Verdict {
  const { loginPage, wrongPageAttempt, pageTold = null } = facts;
  if (loginPage !== null) return judgeNamedPage(loginPage);
  const told = pageTold !== null && (wrongPageAttempt === null || pageTold.at >= wrongPageAttempt.at) ? pageTold : null;
  const fromTold = told && judgeToldPage(told, now);
  if (fromTold !== null) return fromTold;
  if (told !== null || wrongPageAttempt === null) {
    return {
      state: "unknown",
      evidence: [{ code: "login_page_not_known" }],
      remedies: ["ask-for-login-url", "share-login-page"],
    };
  }
  const { kind, at, from = "" } = wrongPageAttempt;
  const evidence: Evidence = { code: "wrong_page_seen", kind, at: at.toISOString(), from };
  return { state: "suspected", evidence: [evidence], remedies: ["share-login-page"] };
}

/** null: what was told says nothing about the page, or nothing any more. */
function judgeToldPage({ openedLoginPage, sawOtherPage, at }: PageFacts, now: Date): Verdict | null {
  if (openedLoginPage) {
    if (!isFresh(at, now)) return null;
    return { state: "clear", evidence: [{ code: "right_page_opened", at: at.toISOString() }], remedies: [] };
  }
  if (!sawOtherPage) return null;
  const evidence: Evidence = { code: "other_page_told", at: at.toISOString() };
  return { state: "suspected", evidence: [evidence], remedies: ["share-login-page"] };
}

type NamedPage = NonNullable<LoginFacts["loginPage"]>;

function judgeNamedPage(page: NamedPage): Verdict {
  const evidence: readonly Evidence[] = [{ code: "login_url_used", kind: page.kind, advice: page.advice }];
  if (page.correct) return { state: "clear", evidence, remedies: [] };
  if (page.kind === "custom_domain") {
    return { state: "suspected", evidence, remedies: ["share-login-page", "register-custom-domain"] };
  }
  return { state: stateOf(page), evidence, remedies: ["share-login-page"] };
}

function stateOf(page: NamedPage): VerdictState {
  // Text that is no address says nothing about the page in use.
  if (page.kind === "malformed") return "unknown";
  // A browser or the server may lead these to the right page, so they are no proof.
  if (page.kind === "not_https" || page.kind === "operator_page") return "suspected";
  return "blocking";
}
