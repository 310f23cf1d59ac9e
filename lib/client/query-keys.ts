type Filters = Readonly<Record<string, string | number | boolean | null | undefined>>;

const account = (code: string) => ["accounts", code] as const;
const part = <Name extends string>(name: Name) => ({
  all: (code: string) => [...account(code), name] as const,
  list: (code: string, filters: Filters = {}) => [...account(code), name, "list", filters] as const,
  detail: (code: string, id: string) => [...account(code), name, "detail", id] as const,
});

/**
 * Every key of the client's cache. All that belongs to a contract stands under its code, so that one
 * `invalidateQueries({ queryKey: queryKeys.account.all(code) })` refreshes the contract and nothing else.
 */
export const queryKeys = {
  accounts: {
    all: () => ["accounts"] as const,
    list: (filters: Filters = {}) => ["accounts", "list", filters] as const,
  },
  account: { all: account, detail: (code: string) => [...account(code), "detail"] as const },
  health: { all: (code: string) => [...account(code), "health"] as const },
  /** Below the sheet, of which it is a part: what makes that one old makes this one old. */
  preflight: {
    list: (code: string, filters: Filters = {}) => [...account(code), "health", "preflight", filters] as const,
  },
  operators: part("operators"),
  duplicateEmails: part("duplicate-emails"),
  cleanups: part("cleanups"),
  deletions: part("deletions"),
  bulkWorks: part("bulk-works"),
  todos: part("todos"),
  deletedOperators: part("deleted-operators"),
  passwordResets: part("password-resets"),
  mails: part("mails"),
  diagnoses: part("diagnoses"),
  cases: part("cases"),
  waivers: part("waivers"),
  locks: part("locks"),
  operatorLock: part("operator-lock"),
  operatorSessions: part("operator-sessions"),
  loginAttempts: part("login-attempts"),
  checkLink: part("check-link"),
  selfChecks: part("self-checks"),
  contract: part("contract"),
  contractEvents: part("contract-events"),
  contractForecast: part("contract-forecast"),
  loginPage: part("login-page"),
  messageTemplates: part("message-templates"),
  imports: {
    ...part("imports"),
    changes: (code: string, id: string, kind: string) => [...account(code), "imports", "changes", id, kind] as const,
    returnedDuplicates: (code: string, id: string) => [...account(code), "imports", "returned-duplicates", id] as const,
  },
  auditEvents: part("audit-events"),
  checkUps: part("check-ups"),
  comparisons: part("comparisons"),
  ownSessions: () => ["own-sessions"] as const,
  profile: { all: () => ["profile"] as const, sessions: () => ["profile", "sessions"] as const },
};
