import type { LoginFacts, PasswordFacts } from "../facts";
import type { Verdict } from "../verdict";

/**
 * Cause 4: the password. On UTAGE nobody here can know (`unknown`; the reset is on the operator login page). Hosted: a
 * lock, a password never set and a wrong one block; failures that are still open are a suspicion.
 */
export function judgeWrongPassword(facts: LoginFacts, now: Date): Verdict {
  if (facts.directory === "utage") {
    return { state: "unknown", evidence: [{ code: "password_elsewhere" }], remedies: ["reset-password"] };
  }
  if (facts.operatorId === null) {
    return { state: "unknown", evidence: [{ code: "address_held_by_nobody" }], remedies: [] };
  }
  if (facts.password === null) {
    return { state: "unknown", evidence: [{ code: "password_attempts_not_known" }], remedies: ["reset-password"] };
  }
  return judgePassword(facts.password, now);
}

function judgePassword(password: PasswordFacts, now: Date): Verdict {
  if (password.lockedUntil !== null && password.lockedUntil > now) {
    const until = password.lockedUntil.toISOString();
    return { state: "blocking", evidence: [{ code: "locked", until }], remedies: ["unlock", "reset-password"] };
  }
  if (!password.set)
    return { state: "blocking", evidence: [{ code: "password_never_set" }], remedies: ["reset-password"] };
  if (password.check === "wrong")
    return { state: "blocking", evidence: [{ code: "password_wrong" }], remedies: ["reset-password"] };
  if (password.check === "right") return { state: "clear", evidence: [{ code: "password_right" }], remedies: [] };
  if (password.failures === null) {
    return { state: "unknown", evidence: [{ code: "password_attempts_not_known" }], remedies: ["reset-password"] };
  }
  const lastAt = password.lastFailureAt?.toISOString() ?? null;
  const { failures: count, lastFailureFrom: from = "" } = password;
  const evidence = [{ code: "password_failures", count, lastAt, from }] as const;
  if (password.failures > 0) return { state: "suspected", evidence, remedies: ["reset-password"] };
  return { state: "clear", evidence, remedies: [] };
}
