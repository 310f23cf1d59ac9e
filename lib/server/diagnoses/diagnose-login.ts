import "server-only";
import type { z } from "zod";
import { normalizeEmail } from "@/lib/domain/email";
import { diagnose } from "@/lib/domain/login/diagnose";
import { classifyLoginUrl } from "@/lib/domain/login-page";
import type { AppLocale } from "@/lib/i18n/config";
import type { diagnosis } from "@/lib/schemas/diagnosis";
import { AppError } from "../errors";
import { log } from "../log";
import { loginPageContract, servedOperatorUrl } from "../login-pages/login-page-urls";
import type { AccountScope } from "../permissions";
import { evidenceWriter } from "./describe-evidence";
import { findNearOperators } from "./find-near-operators";
import { type LoadedSubject, loadLoginFacts, type Subject } from "./load-login-facts";
import { writeMessage } from "./write-message";

export type Question = {
  readonly operatorId?: string | undefined;
  readonly email?: string | undefined;
  /** The page that the person uses, as somebody pasted it. */
  readonly loginUrl?: string | undefined;
};

/**
 * Why a person cannot sign in: all six causes of the article judged at `now`, with evidence, what to do first, and a
 * message to send. Throws `not_found` for an operator of somebody else, `invalid_email` for what is no address.
 */
export async function diagnoseLogin(
  account: AccountScope["account"],
  question: Question,
  { now, locale }: { readonly now: Date; readonly locale: AppLocale },
): Promise<z.input<typeof diagnosis>> {
  const loaded = await loadLoginFacts(account, readSubject(question), now);
  if (loaded === null) throw new AppError("not_found");
  const url = question.loginUrl?.trim() ?? "";
  const loginPage = url === "" ? null : classifyLoginUrl(url, loginPageContract(account));
  const { verdicts, nextStep, failures } = diagnose({ ...loaded.facts, loginPage }, now);
  for (const { slug, error } of failures) log().error({ err: error, slug }, "a login rule failed");
  const operatorUrl = servedOperatorUrl(account);
  const { name: accountName, directory } = account;
  const [write, message, near] = await Promise.all([
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
    ...{ nextStep, message, operatorUrl, checkedAt: now },
  };
}

function readSubject({ operatorId, email = "" }: Question): Subject {
  if (operatorId !== undefined) return { operatorId };
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new AppError("invalid_email");
  return { emailKey: normalized.key };
}

function toSubject({ operator, emailKey }: LoadedSubject, { email = "" }: Question) {
  if (operator === null) {
    return { operatorId: null, name: "", email: email.trim(), emailKey, status: "nobody" as const };
  }
  const { id: operatorId, name, deleted } = operator;
  const status = deleted ? ("deleted" as const) : ("active" as const);
  return { operatorId, name, email: operator.email, emailKey, status };
}
