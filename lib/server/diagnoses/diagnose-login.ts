import "server-only";
import type { z } from "zod";
import { isWorthTelling, type StepToTell, stepsToTell } from "@/lib/domain/login/tell";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { AppLocale } from "@/lib/i18n/config";
import type { diagnosis } from "@/lib/schemas/diagnosis";
import { keepVerdict } from "../cases/keep-verdict";
import { servedOperatorUrl } from "../login-pages/login-page-urls";
import { loadTemplates } from "../message-templates/load-templates";
import { EVERYBODY, valuesFor, writeMessages } from "../message-templates/write-messages";
import type { AccountScope } from "../permissions";
import { evidenceWriter } from "./describe-evidence";
import { findNearOperators } from "./find-near-operators";
import { judgeLogin } from "./judge-login";
import type { LoadedSubject } from "./load-login-facts";
import { readSubject } from "./read-subject";

export type Question = {
  readonly operatorId?: string | undefined;
  readonly email?: string | undefined;
  /** The page that the person uses, as somebody pasted it; without one, what the open case remembers. */
  readonly loginUrl?: string | undefined;
  /** What the person has tried without getting in; without it, what the open case remembers. */
  readonly tried?: readonly PersonsCause[] | undefined;
};

/**
 * Why a person cannot sign in: all six causes of the article judged at `now`, with evidence, what to do first, and
 * messages to send. What it found is kept as a case. Throws `not_found` for an operator of somebody else, `invalid_email`
 * for what is no address.
 */
export async function diagnoseLogin(
  { account, session }: AccountScope,
  question: Question,
  { now, locale }: { readonly now: Date; readonly locale: AppLocale },
): Promise<z.input<typeof diagnosis>> {
  const { loginUrl: pastedUrl, tried: ticked } = question;
  const judged = await judgeLogin(account, readSubject(question), { pastedUrl, tried: ticked, now });
  const { loaded, loginUrl, tried } = judged;
  const { operator, emailKey } = loaded;
  const { verdicts, nextStep } = judged.diagnosis;
  const [caseId, templates, write, near] = await Promise.all([
    keepVerdict(judged, session.owner.name, now),
    loadTemplates(account, locale),
    evidenceWriter(locale),
    operator === null ? findNearOperators(account.id, emailKey) : [],
  ]);
  const values = valuesFor(account, operator ?? EVERYBODY, now);
  const messagesWith = (steps: readonly StepToTell[]) => writeMessages(templates, "login-failure", steps, values);
  const messages = messagesWith(stepsToTell(verdicts, operator !== null));
  return {
    subject: { ...toSubject(loaded, question), near },
    verdicts: verdicts.map((verdict) => ({
      ...{ cause: verdict.cause, slug: verdict.slug, state: verdict.state, remedies: [...verdict.remedies] },
      evidence: verdict.evidence.map((fact) => ({ code: fact.code, text: write(fact) })),
      messages: isWorthTelling(verdict) ? messagesWith([verdict.slug]) : [],
    })),
    ...{ nextStep, messages, message: messages.find(({ channel }) => channel === "line")?.text ?? "" },
    ...{ operatorUrl: servedOperatorUrl(account), loginUrl, tried: [...tried], caseId, checkedAt: now },
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
