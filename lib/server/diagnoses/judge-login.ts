import "server-only";
import type { CauseStates } from "@/lib/domain/login/case";
import { type Diagnosis, diagnose } from "@/lib/domain/login/diagnose";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import { classifyLoginUrl } from "@/lib/domain/login-page";
import type { CasePerson, StoredCase } from "../cases/find-case-of";
import { AppError } from "../errors";
import { log } from "../log";
import { type LoginPageAccount, loginPageContract } from "../login-pages/login-page-urls";
import type { AccountScope } from "../permissions";
import { type LoadedSubject, loadLoginFacts, type Subject } from "./load-login-facts";

type Account = AccountScope["account"];

/** A person, the verdict, and the case that is kept of it. */
export type Judgement = {
  readonly loaded: LoadedSubject;
  readonly diagnosis: Diagnosis;
  /** Of the facts alone: what the person tried in vain leads on to the next cause, and proves nothing repaired. */
  readonly states: CauseStates;
  readonly person: CasePerson;
  readonly known: StoredCase | null;
  /** The page that was judged; null: nobody has said which. */
  readonly loginUrl: string | null;
  /** What the owner has ticked as tried in vain, now or for the open case. */
  readonly tried: readonly PersonsCause[];
};

type Asked = {
  readonly pastedUrl?: string | undefined;
  readonly tried?: readonly PersonsCause[] | undefined;
  readonly now: Date;
};

/**
 * All six causes for one person, judged at `now`. Throws `not_found` for an operator of somebody else.
 * @param pastedUrl the page that the person uses; undefined: the one that the open case remembers, empty: none
 * @param tried what the person has tried without getting in, besides what a self-check has told; undefined: what the open
 *   case remembers, empty: nothing
 */
export async function judgeLogin(
  account: Account,
  subject: Subject,
  { pastedUrl, tried: ticked, now }: Asked,
): Promise<Judgement> {
  const loaded = await loadLoginFacts(account, subject, now);
  if (loaded === null) throw new AppError("not_found");
  const { emailKey, operator, known } = loaded;
  const person = { accountId: account.id, operatorId: operator?.id ?? null, emailKey };
  const remembered = known?.closed === null ? known : null;
  const loginUrl = pastedUrl === undefined ? (remembered?.loginUrl ?? null) : pastedUrl.trim() || null;
  const tried = ticked ?? remembered?.tried ?? [];
  const seen = diagnoseAt(account, loaded, loginUrl, now);
  const inVain = [...tried, ...loaded.tried];
  const diagnosis = inVain.length === 0 ? seen : diagnoseAt(account, withTried(loaded, inVain), loginUrl, now);
  return { loaded, diagnosis, states: seen.verdicts.map(({ state }) => state), person, known, loginUrl, tried };
}

function withTried({ facts }: LoadedSubject, tried: readonly PersonsCause[]): Pick<LoadedSubject, "facts"> {
  return { facts: { ...facts, tried } };
}

/** The verdict on loaded facts and a page in use. A rule that failed is logged. */
export function diagnoseAt(
  account: LoginPageAccount,
  { facts }: Pick<LoadedSubject, "facts">,
  loginUrl: string | null,
  now: Date,
): Diagnosis {
  const loginPage = loginUrl === null ? null : classifyLoginUrl(loginUrl, loginPageContract(account));
  const diagnosis = diagnose({ ...facts, loginPage }, now);
  for (const { slug, error } of diagnosis.failures) log().error({ err: error, slug }, "a login rule failed");
  return diagnosis;
}
