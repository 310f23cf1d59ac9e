import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACT_STATUSES, type Contract, effectiveStatus } from "../contract";
import { storedEmailKey } from "../email";
import { type CheckedAttempt, type Decision, decide, decideBeforePassword, factsOfAttempt } from "./decide";
import { diagnose } from "./diagnose";
import type { BrowserFacts, LoginFacts } from "./facts";
import { CAUSE_SLUGS } from "./verdict";

const now = new Date("2026-11-22T03:00:00Z");
const yesterday = new Date("2026-11-21T03:00:00Z");
const soon = new Date("2026-11-22T03:00:01Z");
const contract: Contract = {
  status: "active",
  trialEndsOn: null,
  cancelsOn: null,
  pastDueSince: null,
  cardExpiresOn: null,
  statusConfirmedAt: now,
};
const sato = { operatorId: "sato", passwordSet: true };
const deletion = { operatorId: "old", deletedAt: yesterday, reason: "manual", by: "山田 花子" } as const;
const fine: CheckedAttempt = {
  page: "operator_page",
  signedInAs: null,
  emailKey: storedEmailKey("taro@example.jp"),
  contract,
  active: [sato],
  deleted: [],
  lockedUntil: null,
  passwordMatches: true,
};
const outcome = (decision: Decision) => (decision.allow ? "in" : decision.cause);

describe("decide", () => {
  it.each<[string, Partial<CheckedAttempt>, string]>([
    ["the right page, the right password", {}, "in"],
    ["an operator's right password on the contract's page", { page: "contract_login" }, "wrong-login-page"],
    ["an operator's right password on another contract's page", { page: "other_contract" }, "wrong-login-page"],
    ["somebody signed in in this browser", { signedInAs: "鈴木 一郎" }, "other-session"],
    ["somebody without a name signed in in this browser", { signedInAs: "" }, "other-session"],
    ["two active operators with the address", { active: [sato, { ...sato, operatorId: "2" }] }, "duplicate-email"],
    ["a wrong password", { passwordMatches: false }, "wrong-password"],
    ["no password set yet", { active: [{ ...sato, passwordSet: false }], passwordMatches: false }, "wrong-password"],
    ["no password set, whatever the comparison said", { active: [{ ...sato, passwordSet: false }] }, "wrong-password"],
    ["S13: locked, though the password is right", { lockedUntil: soon }, "wrong-password"],
    ["a lock that ends this instant", { lockedUntil: now }, "in"],
    ["deleted", { active: [], deleted: [deletion], passwordMatches: false }, "deleted-operator"],
    ["deleted once, created again", { deleted: [deletion] }, "in"],
    ["an address nobody has or had", { active: [], passwordMatches: false }, "unknown-address"],
  ])("answers: %s", (_name, change, expected) => {
    expect(outcome(decide({ ...fine, ...change }, now))).toBe(expected);
  });

  it.each<[string, Partial<Contract>, string, string[]]>([
    ["active", {}, "in", []],
    ["in its trial", { status: "trial", trialEndsOn: "2027-03-01" }, "in", []],
    ["on the last day of its trial", { status: "trial", trialEndsOn: "2026-11-22" }, "in", ["trial_ends"]],
    [
      "after its trial, nobody knows how it went on",
      { status: "trial", trialEndsOn: "2026-11-21" },
      "in",
      ["trial_over"],
    ],
    ["past due", { status: "past_due", pastDueSince: "2026-11-01" }, "in", ["past_due"]],
    ["of a state nobody has entered", { status: "unknown" }, "in", ["status_unknown"]],
    ["cancelled from tomorrow on", { cancelsOn: "2026-11-23" }, "in", ["cancels"]],
    ["cancelled from today on", { cancelsOn: "2026-11-22" }, "inactive-contract", []],
    ["past due and cancelled from today on", { status: "past_due", cancelsOn: "2026-11-22" }, "inactive-contract", []],
    ["cancelled", { status: "cancelled" }, "inactive-contract", []],
    ["force-cancelled", { status: "force_cancelled" }, "inactive-contract", []],
  ])("a contract %s", (_name, change, expected, warnings) => {
    const decision = decide({ ...fine, contract: { ...contract, ...change } }, now);
    expect(outcome(decision)).toBe(expected);
    expect(decision.allow ? decision.warnings.map(({ code }) => code) : []).toEqual(warnings);
  });

  it("names who signs in", () => {
    expect(decide(fine, now)).toEqual({ allow: true, operatorId: "sato", warnings: [] });
  });

  it("names cause 2 before the password, then the causes in the article's order as each is mended", () => {
    const everything: CheckedAttempt = {
      ...fine,
      signedInAs: "鈴木 一郎",
      page: "contract_login",
      active: [sato, { ...sato, operatorId: "2" }],
      lockedUntil: soon,
      passwordMatches: false,
      contract: { ...contract, status: "force_cancelled" },
    };
    const mended: Partial<CheckedAttempt>[] = [
      {},
      { signedInAs: null },
      { page: "operator_page" },
      { active: [sato] },
      { lockedUntil: null },
      { passwordMatches: true },
      { contract },
    ];
    const outcomes = mended.map((_, step) =>
      outcome(decide(Object.assign({}, everything, ...mended.slice(0, step + 1)), now)),
    );
    expect(outcomes).toEqual([
      "other-session",
      "wrong-login-page",
      "duplicate-email",
      "wrong-password",
      "wrong-password",
      "inactive-contract",
      "in",
    ]);
  });

  it.each<[string, Partial<CheckedAttempt>]>([
    ["on the contract's page", { page: "contract_login" }],
    ["on another contract's page", { page: "other_contract" }],
    ["while locked", { lockedUntil: soon }],
    ["under an ended contract", { contract: { ...contract, status: "cancelled" } }],
  ])("calls an address without an active operator deleted or unknown: %s", (_name, change) => {
    const nobody: CheckedAttempt = { ...fine, ...change, active: [], passwordMatches: false };
    expect(outcome(decide(nobody, now))).toBe("unknown-address");
    expect(outcome(decide({ ...nobody, deleted: [deletion] }, now))).toBe("deleted-operator");
  });

  it("S57: opens no door when a rule throws", () => {
    expect(() => decide({ ...fine, contract: { ...contract, cancelsOn: "2026-11-23" } }, new Date(Number.NaN))).toThrow(
      RangeError,
    );
  });
});

describe("decideBeforePassword", () => {
  it("refuses while anybody is signed in in this browser, knowing nothing else", () => {
    expect(decideBeforePassword({ signedInAs: "鈴木 一郎" }, now)).toEqual({ allow: false, cause: "other-session" });
    expect(decideBeforePassword({ signedInAs: null }, now)).toBeNull();
  });
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
// Around one day, so that dates and locks are as often over as they are to come.
const instant = fc.date({
  min: new Date("2026-11-20T00:00:00Z"),
  max: new Date("2026-11-25T00:00:00Z"),
  noInvalidDate: true,
});
const day = fc.oneof(
  { weight: 4, arbitrary: instant.map((date) => date.toISOString().slice(0, 10)) },
  { weight: 1, arbitrary: fc.string() },
);
const mostly = <T>(usual: T, arbitrary: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 3, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary });
const row = fc.record({ operatorId: fc.string({ minLength: 1 }), passwordSet: mostly(true, fc.boolean()) });
const deletedRow = fc.record({
  operatorId: fc.string(),
  deletedAt: maybe(instant),
  reason: maybe(fc.constantFrom("manual", "cleanup", "missing-from-import")),
  by: maybe(fc.string()),
});

/** Hosted contracts; most parts are mostly in order, or hardly any attempt would get in. */
const attemptWith = (active: fc.Arbitrary<CheckedAttempt["active"]>) =>
  fc.record<CheckedAttempt>({
    page: mostly("operator_page", fc.constantFrom("operator_page", "other_contract", "contract_login")),
    signedInAs: mostly(null, maybe(fc.string())),
    emailKey: fc.constant(fine.emailKey),
    contract: fc.record({
      status: fc.constantFrom(...CONTRACT_STATUSES),
      trialEndsOn: maybe(day),
      cancelsOn: mostly(null, maybe(day)),
      pastDueSince: maybe(day),
      cardExpiresOn: maybe(fc.oneof(day, fc.constantFrom("2026-11", "2026-13", "0000-00"))),
      statusConfirmedAt: maybe(instant),
    }),
    active,
    deleted: fc.array(deletedRow, { maxLength: 2 }),
    lockedUntil: mostly(null, maybe(instant)),
    passwordMatches: mostly(true, fc.boolean()),
  });
const knownAttempt = attemptWith(
  fc.oneof({ weight: 3, arbitrary: row.map((only) => [only]) }, fc.array(row, { minLength: 1, maxLength: 3 })),
);
const strangerAttempt = attemptWith(fc.constant([]));

describe("decide, over any facts of hosted contracts", { timeout: 60_000 }, () => {
  it("refuses a known operator exactly when diagnose finds a cause that blocks, and names one of those", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(knownAttempt, instant, (attempt, at) => {
        const { verdicts, failures } = diagnose(factsOfAttempt(attempt, at), at);
        expect(failures).toEqual([]);
        const blocking: string[] = verdicts.filter(({ state }) => state === "blocking").map(({ slug }) => slug);
        const decision = decide(attempt, at);
        seen.add(outcome(decision));
        expect(decision.allow).toBe(blocking.length === 0);
        if (!decision.allow) expect(blocking).toContain(decision.cause);
      }),
      { numRuns: 2000 },
    );
    // Proves that the facts above reach every answer a known operator can get.
    expect([...seen].sort()).toEqual(
      ["duplicate-email", "in", "inactive-contract", "other-session", "wrong-login-page", "wrong-password"].sort(),
    );
  });

  it("agrees with a diagnosis that knows more than the door: look-alikes, earlier tries and lists block nobody", () => {
    const ids = fc.array(fc.string({ minLength: 1 }), { maxLength: 3 });
    const more = fc.record({
      possibleAddressIds: ids,
      listConfirmedAt: maybe(instant),
      wrongPageAttempt: maybe(
        fc.record({ kind: fc.constantFrom("contract_login" as const, "other_contract" as const), at: instant }),
      ),
      failures: maybe(fc.nat(200)),
      lastFailureAt: maybe(instant),
    });
    fc.assert(
      fc.property(knownAttempt, more, instant, (attempt, { failures, lastFailureAt, ...seen }, at) => {
        const atTheDoor = factsOfAttempt(attempt, at);
        const password = atTheDoor.password && { ...atTheDoor.password, failures, lastFailureAt };
        const { verdicts } = diagnose({ ...atTheDoor, ...seen, password }, at);
        expect(decide(attempt, at).allow).toBe(verdicts.every(({ state }) => state !== "blocking"));
      }),
      { numRuns: 1000 },
    );
  });

  it("lets in exactly the one active operator with the right password, page, browser and contract", () => {
    fc.assert(
      fc.property(knownAttempt, instant, (attempt, at) => {
        const status = effectiveStatus(attempt.contract, at);
        const inOrder =
          attempt.page === "operator_page" &&
          attempt.signedInAs === null &&
          attempt.active.length === 1 &&
          attempt.active[0]?.passwordSet === true &&
          attempt.passwordMatches &&
          (attempt.lockedUntil === null || attempt.lockedUntil <= at) &&
          status !== "cancelled" &&
          status !== "force_cancelled";
        const decision = decide(attempt, at);
        expect(decision.allow).toBe(inOrder);
        if (decision.allow) expect(decision.operatorId).toBe(attempt.active[0]?.operatorId);
      }),
      { numRuns: 1000 },
    );
  });

  it("never lets in an address without an active operator: another login, deleted, or unknown", () => {
    fc.assert(
      fc.property(strangerAttempt, instant, (attempt, at) => {
        const expected = attempt.deleted.length > 0 ? "deleted-operator" : "unknown-address";
        expect(outcome(decide(attempt, at))).toBe(attempt.signedInAs === null ? expected : "other-session");
      }),
      { numRuns: 500 },
    );
  });

  it("refuses before the password whatever decide would refuse for another login, and nothing else", () => {
    fc.assert(
      fc.property(fc.oneof(knownAttempt, strangerAttempt), instant, (attempt, at) => {
        expect(decideBeforePassword(attempt, at) !== null).toBe(outcome(decide(attempt, at)) === "other-session");
      }),
      { numRuns: 500 },
    );
  });
});

/** What the owner's page knows of the same moment: less than the door, never anything else. */
type Insight = {
  readonly knowsPage: boolean;
  readonly knowsBrowser: boolean;
  /** A look into the browser two days ago, whatever it is now. */
  readonly oldBrowser: string | null | undefined;
  readonly sawWrongPage: boolean;
  readonly possibleAddressIds: readonly string[];
  /** Failures since the last success; a wrong password is counted before it is refused. */
  readonly failures: number;
};
const insight: fc.Arbitrary<Insight> = fc.record({
  knowsPage: fc.boolean(),
  knowsBrowser: fc.boolean(),
  oldBrowser: fc.option(maybe(fc.string()), { nil: undefined }),
  sawWrongPage: fc.boolean(),
  possibleAddressIds: mostly<readonly string[]>([], fc.constant(["alike"])),
  failures: mostly(0, fc.nat({ max: 120 })),
});

/** The facts of a hosted contract's operator as they are loaded for the diagnosis, which sees no password typed. */
function factsOfPage(attempt: CheckedAttempt, known: Insight, at: Date): LoginFacts {
  const typed = factsOfAttempt(attempt, at);
  const old: BrowserFacts | null =
    known.oldBrowser === undefined
      ? null
      : { signedInAs: known.oldBrowser, seenAt: new Date(at.getTime() - 2 * 86_400_000) };
  const failures = attempt.passwordMatches ? known.failures : known.failures + 1;
  return {
    ...typed,
    loginPage: known.knowsPage ? typed.loginPage : null,
    wrongPageAttempt: known.sawWrongPage ? { kind: "contract_login", at: yesterday } : null,
    browser: known.knowsBrowser ? typed.browser : old,
    possibleAddressIds: known.possibleAddressIds,
    password: typed.password && { ...typed.password, check: null, failures, lastFailureAt: failures > 0 ? at : null },
  };
}

describe("the door and the owner's page, over any facts of hosted contracts", { timeout: 60_000 }, () => {
  const anyAttempt = fc.oneof({ weight: 4, arbitrary: knownAttempt }, { weight: 1, arbitrary: strangerAttempt });

  it("do not disagree: what blocks is refused, what is refused is not clear, and six times clear comes in", () => {
    const seen = new Set<string>();
    fc.assert(
      fc.property(anyAttempt, insight, instant, (attempt, known, at) => {
        const facts = factsOfPage(attempt, known, at);
        const { verdicts, failures } = diagnose(facts, at);
        expect(failures).toEqual([]);
        for (const { slug, state } of verdicts) seen.add(`${slug} ${state}`);
        const decision = decide(attempt, at);
        if (verdicts.some(({ state }) => state === "blocking")) expect(decision.allow).toBe(false);
        const refused = decision.allow ? undefined : verdicts.find(({ slug }) => slug === decision.cause);
        expect(refused?.state).not.toBe("clear");
        if (facts.operatorId !== null && verdicts.every(({ state }) => state === "clear")) {
          expect(decision.allow).toBe(true);
        }
      }),
      { numRuns: 4000 },
    );
    // Proves that every verdict the page can show of a hosted contract was among them.
    const never = ["duplicate-email unknown", "deleted-operator suspected", "deleted-operator unknown"];
    const shown = CAUSE_SLUGS.flatMap((slug) =>
      ["blocking", "suspected", "clear", "unknown"].map((state) => `${slug} ${state}`),
    ).filter((verdict) => ![...never, "inactive-contract suspected"].includes(verdict));
    expect([...seen].toSorted()).toEqual(shown.toSorted());
  });
});
