import "server-only";
import type { z } from "zod";
import type { AppLocale } from "@/lib/i18n/config";
import type { diagnosis } from "@/lib/schemas/diagnosis";
import { keepVerdict } from "../cases/keep-verdict";
import { servedOperatorUrl } from "../login-pages/login-page-urls";
import type { AccountScope } from "../permissions";
import { evidenceWriter } from "./describe-evidence";
import { findNearOperators } from "./find-near-operators";
import { judgeLogin } from "./judge-login";
import type { LoadedSubject } from "./load-login-facts";
import { readSubject } from "./read-subject";
import { writeMessage } from "./write-message";

export type Question = {
  readonly operatorId?: string | undefined;
  readonly email?: string | undefined;
  /** The page that the person uses, as somebody pasted it; without one, what the open case remembers. */
  readonly loginUrl?: string | undefined;
};

/**
 * Why a person cannot sign in: all six causes of the article judged at `now`, with evidence, what to do first, and a
 * message to send. What it found is kept as a case. Throws `not_found` for an operator of somebody else, `invalid_email`
 * for what is no address.
 */
export async function diagnoseLogin(
  { account, session }: AccountScope,
  question: Question,
  { now, locale }: { readonly now: Date; readonly locale: AppLocale },
): Promise<z.input<typeof diagnosis>> {
  const judged = await judgeLogin(account, readSubject(question), { pastedUrl: question.loginUrl, now });
  const { loaded, loginUrl } = judged;
  const { verdicts, nextStep } = judged.diagnosis;
  const operatorUrl = servedOperatorUrl(account);
  const { name: accountName, directory } = account;
  const [caseId, write, message, near] = await Promise.all([
    keepVerdict(judged, session.owner.name, now),
    evidenceWriter(locale),
    writeMessage({ name: loaded.operator?.name ?? "", account: accountName, directory, operatorUrl, verdicts }, locale),
    loaded.operator === null ? findNearOperators(account.id, loaded.emailKey) : [],
  ]);
  return {
    subject: { ...toSubject(loaded, question), near },
    verdicts: verdicts.map(({ cause, slug, state, evidence, remedies }) => ({
      ...{ cause, slug, state, remedies: [...remedies] },
      evidence: evidence.map((fact) => ({ code: fact.code, text: write(fact) })),
    })),
    ...{ nextStep, message, operatorUrl, loginUrl, caseId, checkedAt: now },
  };
}

function toSubject({ operator, emailKey }: LoadedSubject, { email = "" }: Question) {
  if (operator === null) {
    return { operatorId: null, name: "", email: email.trim(), emailKey, status: "nobody" as const };
  }
  const { id: operatorId, name, deleted } = operator;
  const status = deleted ? ("deleted" as const) : ("active" as const);
  return { operatorId, name, email: operator.email, emailKey, status };
}
