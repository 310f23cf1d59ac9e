import type { ContractFinding } from "../contract";
import type { LoginPageAdvice, LoginPageKind } from "../login-page";
import type { DeletedReason } from "../operator";
import type { BrowserFacts } from "./facts";

/** The six causes of the article, in its order. */
export const CAUSE_SLUGS = [
  "wrong-login-page",
  "other-session",
  "duplicate-email",
  "wrong-password",
  "deleted-operator",
  "inactive-contract",
] as const;
export type CauseSlug = (typeof CAUSE_SLUGS)[number];
export type CauseNumber = 1 | 2 | 3 | 4 | 5 | 6;

/** What the person at the login page can put right or rule out alone; the other causes are the owner's to mend. */
export const PERSONS_CAUSES = ["wrong-login-page", "other-session", "wrong-password"] as const;
export type PersonsCause = (typeof PERSONS_CAUSES)[number];

/**
 * `blocking`: this keeps the person out. `suspected`: it may. `clear`: checked, and it does not.
 * `unknown`: it could not be checked; never to be read as clear.
 */
export type VerdictState = "blocking" | "suspected" | "clear" | "unknown";

/** What to do, for a text or a button; the words are in the message files. */
export type Remedy =
  | "share-login-page"
  | "ask-for-login-url"
  | "register-custom-domain"
  | "log-out-elsewhere"
  | "use-private-window"
  | "clean-up-duplicates"
  | "check-address"
  | "reset-password"
  | "unlock"
  | "restore-operator"
  | "recreate-operator"
  | "reactivate-contract"
  | "settle-payment"
  | "confirm-contract-status"
  | "update-list";

/** What looked into the person's browser. */
type Looker = NonNullable<BrowserFacts["seenBy"]>;

/** A fact behind a verdict. Instants are ISO 8601 in UTC, days `YYYY-MM-DD`; `from` is a browser, "" where it is not known. */
export type Evidence =
  | { readonly code: "login_url_used"; readonly kind: LoginPageKind; readonly advice: LoginPageAdvice }
  | { readonly code: "wrong_page_seen"; readonly kind: LoginPageKind; readonly at: string; readonly from: string }
  | { readonly code: "right_page_opened"; readonly at: string }
  | { readonly code: "other_page_told"; readonly at: string }
  | { readonly code: "login_page_not_known" }
  | {
      readonly code: "other_login";
      readonly signedInAs: string;
      readonly seenAt: string;
      readonly seenBy: Looker;
      readonly from: string;
    }
  | { readonly code: "no_other_login"; readonly seenAt: string; readonly seenBy: Looker; readonly from: string }
  | { readonly code: "browser_not_seen" }
  | { readonly code: "same_address"; readonly operatorIds: readonly string[] }
  | { readonly code: "possible_addresses"; readonly operatorIds: readonly string[] }
  | { readonly code: "address_held_once"; readonly operatorId: string }
  | { readonly code: "address_held_by_nobody" }
  | { readonly code: "password_elsewhere" }
  | { readonly code: "password_never_set" }
  | { readonly code: "password_wrong" }
  | { readonly code: "password_right" }
  | {
      readonly code: "password_failures";
      readonly count: number;
      readonly lastAt: string | null;
      readonly from: string;
    }
  | { readonly code: "password_attempts_not_known" }
  | { readonly code: "locked"; readonly until: string }
  | {
      readonly code: "operator_deleted";
      readonly operatorId: string;
      readonly at: string | null;
      readonly reason: DeletedReason | null;
      readonly by: string | null;
    }
  | { readonly code: "operator_active"; readonly operatorId: string }
  | { readonly code: "list_old"; readonly confirmedAt: string | null }
  | { readonly code: "contract"; readonly finding: ContractFinding }
  | { readonly code: "contract_in_force" }
  | { readonly code: "contract_not_confirmed" }
  | { readonly code: "tried"; readonly slug: PersonsCause }
  | { readonly code: "rule_failed" };

export type Verdict = {
  readonly state: VerdictState;
  readonly evidence: readonly Evidence[];
  readonly remedies: readonly Remedy[];
};
