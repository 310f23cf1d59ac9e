import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACT_STATUSES } from "../contract";
import { storedEmailKey } from "../email";
import { classifyLoginUrl, type LoginPageContract } from "../login-page";
import { CAUSES, diagnose } from "./diagnose";
import type { LoginFacts } from "./facts";
import { CAUSE_SLUGS, PERSONS_CAUSES, type VerdictState } from "./verdict";

const now = new Date("2026-11-22T03:00:00Z");
const yesterday = new Date("2026-11-21T02:00:00Z");
const page: LoginPageContract = {
  directory: "utage",
  code: "aB3dE6gH9jK2",
  customDomain: null,
  kenshinOrigin: null,
};
const pageOf = (url: string) => classifyLoginUrl(url, page);

/** Nobody knows anything yet. */
const nothing: LoginFacts = {
  directory: "utage",
  emailKey: storedEmailKey("taro@example.jp"),
  contract: {
    status: "unknown",
    trialEndsOn: null,
    cancelsOn: null,
    pastDueSince: null,
    cardExpiresOn: null,
    statusConfirmedAt: null,
  },
  listConfirmedAt: null,
  operatorId: null,
  sameAddressIds: [],
  possibleAddressIds: [],
  deleted: [],
  loginPage: null,
  wrongPageAttempt: null,
  browser: null,
  password: null,
};
const listed: LoginFacts = {
  ...nothing,
  operatorId: "1",
  listConfirmedAt: now,
  contract: { ...nothing.contract, status: "active", statusConfirmedAt: now },
};
const password = { set: true, check: null, failures: 0, lastFailureAt: null, lockedUntil: null } as const;
const hosted: LoginFacts = { ...listed, directory: "hosted", listConfirmedAt: null, password };
const deletion = { operatorId: "9", deletedAt: yesterday, reason: "missing-from-import", by: null } as const;

const LETTER: Readonly<Record<VerdictState, string>> = { blocking: "B", suspected: "S", clear: "C", unknown: "?" };
const states = (facts: LoginFacts) =>
  diagnose(facts, now)
    .verdicts.map(({ state }) => LETTER[state])
    .join("");

describe("diagnose", () => {
  it.each<[string, LoginFacts, string, string]>([
    ["nothing known: six unknowns", nothing, "??????", "wrong-login-page"],
    ["utage, listed, contract active", listed, "??C?CC", "wrong-login-page"],
    [
      "the right page",
      { ...listed, loginPage: pageOf("https://utage-system.com/operator/aB3dE6gH9jK2/login") },
      "C?C?CC",
      "other-session",
    ],
    [
      "the contract's page",
      { ...listed, loginPage: pageOf("https://utage-system.com/login") },
      "B?C?CC",
      "wrong-login-page",
    ],
    [
      "a page of another contract",
      { ...listed, loginPage: pageOf("https://utage-system.com/operator/zzzzzzzzzzzz/login") },
      "B?C?CC",
      "wrong-login-page",
    ],
    [
      "the right code in the wrong case",
      { ...listed, loginPage: pageOf("https://utage-system.com/operator/ab3de6gh9jk2/login") },
      "B?C?CC",
      "wrong-login-page",
    ],
    [
      "a domain nobody registered",
      { ...listed, loginPage: pageOf("https://shop.example.jp/operator/aB3dE6gH9jK2/login") },
      "S?C?CC",
      "wrong-login-page",
    ],
    [
      "http",
      { ...listed, loginPage: pageOf("http://utage-system.com/operator/aB3dE6gH9jK2/login") },
      "S?C?CC",
      "wrong-login-page",
    ],
    ["no address at all", { ...listed, loginPage: pageOf("ログイン画面") }, "??C?CC", "wrong-login-page"],
    [
      "a wrong page seen earlier",
      { ...listed, wrongPageAttempt: { kind: "contract_login", at: yesterday } },
      "S?C?CC",
      "wrong-login-page",
    ],
    [
      "the right page opened in a self-check just now",
      { ...hosted, pageTold: { openedLoginPage: true, sawOtherPage: true, at: now } },
      "C?CCCC",
      "other-session",
    ],
    [
      "the right page opened in a self-check days ago",
      { ...hosted, pageTold: { openedLoginPage: true, sawOtherPage: false, at: yesterday } },
      "??CCCC",
      "wrong-login-page",
    ],
    [
      "another page told in a self-check",
      { ...hosted, pageTold: { openedLoginPage: false, sawOtherPage: true, at: yesterday } },
      "S?CCCC",
      "wrong-login-page",
    ],
    [
      "a wrong page seen since the self-check that opened the right one",
      {
        ...hosted,
        pageTold: { openedLoginPage: true, sawOtherPage: false, at: yesterday },
        wrongPageAttempt: { kind: "contract_login", at: now },
      },
      "S?CCCC",
      "wrong-login-page",
    ],
    [
      "a self-check since the wrong page was seen, and the page is the right one",
      {
        ...hosted,
        pageTold: { openedLoginPage: true, sawOtherPage: false, at: now },
        wrongPageAttempt: { kind: "contract_login", at: yesterday },
      },
      "C?CCCC",
      "other-session",
    ],
    [
      "another login seen just now",
      { ...hosted, browser: { signedInAs: "佐藤 純", seenAt: now } },
      "?BCCCC",
      "other-session",
    ],
    [
      "another login seen days ago",
      { ...hosted, browser: { signedInAs: "佐藤 純", seenAt: yesterday } },
      "?SCCCC",
      "other-session",
    ],
    [
      "no other login just now",
      { ...hosted, browser: { signedInAs: null, seenAt: now } },
      "?CCCCC",
      "wrong-login-page",
    ],
    [
      "no other login days ago",
      { ...hosted, browser: { signedInAs: null, seenAt: yesterday } },
      "??CCCC",
      "wrong-login-page",
    ],
    ["the address twice, hosted", { ...hosted, sameAddressIds: ["2"] }, "??BCCC", "duplicate-email"],
    ["the address twice, utage", { ...listed, sameAddressIds: ["2"] }, "??S?CC", "duplicate-email"],
    ["a look-alike address", { ...hosted, possibleAddressIds: ["2"] }, "??SCCC", "duplicate-email"],
    [
      "an old list clears nobody",
      { ...listed, listConfirmedAt: new Date("2026-08-01T00:00:00Z") },
      "?????C",
      "wrong-login-page",
    ],
    [
      "a list of 90 days clears, whatever the hour",
      { ...listed, listConfirmedAt: new Date("2026-08-23T15:00:00Z") },
      "??C?CC",
      "wrong-login-page",
    ],
    [
      "a list of 91 days does not",
      { ...listed, listConfirmedAt: new Date("2026-08-23T14:59:59Z") },
      "?????C",
      "wrong-login-page",
    ],
    ["no password set", { ...hosted, password: { ...password, set: false } }, "??CBCC", "wrong-password"],
    [
      "locked",
      { ...hosted, password: { ...password, lockedUntil: new Date("2026-11-22T04:00:00Z") } },
      "??CBCC",
      "wrong-password",
    ],
    [
      "a lock that is over",
      { ...hosted, password: { ...password, lockedUntil: yesterday } },
      "??CCCC",
      "wrong-login-page",
    ],
    ["a wrong password just now", { ...hosted, password: { ...password, check: "wrong" } }, "??CBCC", "wrong-password"],
    [
      "failures not followed by a success",
      { ...hosted, password: { ...password, failures: 3, lastFailureAt: yesterday } },
      "??CSCC",
      "wrong-password",
    ],
    ["attempts not recorded", { ...hosted, password: { ...password, failures: null } }, "??C?CC", "wrong-login-page"],
    ["password facts not loaded", { ...hosted, password: null }, "??C?CC", "wrong-login-page"],
    ["deleted", { ...hosted, operatorId: null, password: null, deleted: [deletion] }, "??C?BC", "deleted-operator"],
    ["deleted once, active again", { ...hosted, deleted: [deletion] }, "??CCCC", "wrong-login-page"],
    ["an address nobody has, hosted", { ...hosted, operatorId: null, password: null }, "??C?CC", "wrong-login-page"],
    ["an address no list has shown, utage", { ...listed, operatorId: null }, "??C??C", "wrong-login-page"],
    [
      "force-cancelled",
      { ...listed, contract: { ...listed.contract, status: "force_cancelled" } },
      "??C?CB",
      "inactive-contract",
    ],
    [
      "cancelled from today on",
      { ...listed, contract: { ...listed.contract, cancelsOn: "2026-11-22" } },
      "??C?CB",
      "inactive-contract",
    ],
    [
      "past due, utage",
      { ...listed, contract: { ...listed.contract, status: "past_due" } },
      "??C?CS",
      "inactive-contract",
    ],
    [
      "past due, hosted",
      { ...hosted, contract: { ...hosted.contract, status: "past_due" } },
      "??CCCC",
      "wrong-login-page",
    ],
    [
      "a trial that is over",
      { ...hosted, contract: { ...hosted.contract, status: "trial", trialEndsOn: "2026-11-21" } },
      "??CCC?",
      "wrong-login-page",
    ],
    [
      "a status never confirmed, utage",
      { ...listed, contract: { ...listed.contract, statusConfirmedAt: null } },
      "??C?C?",
      "wrong-login-page",
    ],
    [
      "a status confirmed long ago, utage",
      { ...listed, contract: { ...listed.contract, statusConfirmedAt: new Date("2026-01-01T00:00:00Z") } },
      "??C?C?",
      "wrong-login-page",
    ],
    [
      "a status confirmed long ago, hosted",
      { ...hosted, contract: { ...hosted.contract, statusConfirmedAt: new Date("2026-01-01T00:00:00Z") } },
      "??CCCC",
      "wrong-login-page",
    ],
    [
      "paid again, and still a duplicate behind it",
      { ...hosted, sameAddressIds: ["2"], contract: { ...hosted.contract, status: "force_cancelled" } },
      "??BCCB",
      "duplicate-email",
    ],
    [
      "all six ruled out",
      {
        ...hosted,
        loginPage: pageOf("https://utage-system.com/operator/aB3dE6gH9jK2/login"),
        browser: { signedInAs: null, seenAt: now },
        password: { ...password, check: "right" },
      },
      "CCCCCC",
      "contact-support",
    ],
  ])("judges: %s", (_name, facts, expected, nextStep) => {
    expect(states(facts)).toBe(expected);
    expect(diagnose(facts, now).nextStep.slug).toBe(nextStep);
  });

  it("carries the evidence and the first thing to do", () => {
    const { verdicts, nextStep } = diagnose({ ...hosted, sameAddressIds: ["2"] }, now);
    expect(verdicts[2]).toEqual({
      cause: 3,
      slug: "duplicate-email",
      state: "blocking",
      evidence: [{ code: "same_address", operatorIds: ["1", "2"] }],
      remedies: ["clean-up-duplicates"],
    });
    expect(nextStep).toEqual({ slug: "duplicate-email", state: "blocking", remedy: "clean-up-duplicates" });
  });

  it("calls a rule that throws unknown, never clear, and hands the error on", () => {
    const error = new Error("a fault of ours");
    const judge = () => {
      throw error;
    };
    const broken = { ...CAUSES, "deleted-operator": { number: 5, judge } } as const;
    const { verdicts, failures } = diagnose(hosted, now, broken);
    expect(verdicts[4]).toMatchObject({ cause: 5, state: "unknown", evidence: [{ code: "rule_failed" }] });
    expect(failures).toEqual([{ slug: "deleted-operator", error }]);
  });

  it("numbers the causes as the article does", () => {
    expect(CAUSE_SLUGS.map((slug) => CAUSES[slug].number)).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
const instant = fc.date({ min: new Date(0), max: new Date("2100-01-01T00:00:00Z"), noInvalidDate: true });
const day = fc.oneof(
  instant.map((date) => date.toISOString().slice(0, 10)),
  fc.string(),
);
const ids = fc.array(fc.string({ minLength: 1, maxLength: 3 }), { maxLength: 3 });
const anyFacts: fc.Arbitrary<LoginFacts> = fc.record({
  directory: fc.constantFrom("utage", "hosted"),
  emailKey: fc.constant(storedEmailKey("taro@example.jp")),
  contract: fc.record({
    status: fc.constantFrom(...CONTRACT_STATUSES),
    trialEndsOn: maybe(day),
    cancelsOn: maybe(day),
    pastDueSince: maybe(day),
    cardExpiresOn: maybe(fc.oneof(day, fc.constantFrom("2026-11", "2026-13", "0000-00"))),
    statusConfirmedAt: maybe(instant),
  }),
  listConfirmedAt: maybe(instant),
  operatorId: maybe(fc.constant("1")),
  sameAddressIds: ids,
  possibleAddressIds: ids,
  deleted: fc.array(
    fc.record({
      operatorId: fc.string(),
      deletedAt: maybe(instant),
      reason: maybe(fc.constantFrom("manual", "cleanup", "missing-from-import")),
      by: maybe(fc.string()),
    }),
    { maxLength: 2 },
  ),
  loginPage: maybe(fc.oneof(fc.webUrl(), fc.string()).map(pageOf)),
  wrongPageAttempt: maybe(fc.record({ kind: fc.constant("contract_login"), at: instant })),
  pageTold: maybe(fc.record({ openedLoginPage: fc.boolean(), sawOtherPage: fc.boolean(), at: instant })),
  browser: maybe(
    fc.record({
      ...{ signedInAs: maybe(fc.string()), seenAt: instant },
      seenBy: fc.constantFrom("sign-in" as const, "self-check" as const),
    }),
  ),
  password: maybe(
    fc.record({
      set: fc.boolean(),
      check: fc.constantFrom("right", "wrong", null),
      failures: maybe(fc.nat()),
      lastFailureAt: maybe(instant),
      lockedUntil: maybe(instant),
    }),
  ),
});

describe("diagnose, over any facts", { timeout: 60_000 }, () => {
  it("gives six verdicts in order, each with its evidence, and no rule throws", () => {
    fc.assert(
      fc.property(anyFacts, instant, (facts, at) => {
        const { verdicts, failures } = diagnose(facts, at);
        expect(failures).toEqual([]);
        expect(verdicts.map(({ cause, slug }) => [cause, slug])).toEqual(
          CAUSE_SLUGS.map((slug, index) => [index + 1, slug]),
        );
        for (const { state, evidence, remedies } of verdicts) {
          expect(evidence.length).toBeGreaterThan(0);
          if (state === "blocking" || state === "suspected") expect(remedies.length).toBeGreaterThan(0);
        }
      }),
      { numRuns: 200 },
    );
  });

  it("names the first cause that blocks, and support only when all six are clear", () => {
    fc.assert(
      fc.property(anyFacts, instant, (facts, at) => {
        const { verdicts, nextStep } = diagnose(facts, at);
        const blocking = verdicts.find(({ state }) => state === "blocking");
        if (blocking !== undefined) expect(nextStep.slug).toBe(blocking.slug);
        expect(nextStep.slug === "contact-support").toBe(verdicts.every(({ state }) => state === "clear"));
      }),
      { numRuns: 200 },
    );
  });

  it("does not change a verdict for facts of another cause", () => {
    fc.assert(
      fc.property(anyFacts, anyFacts, (facts, other) => {
        const mixed: LoginFacts = {
          ...facts,
          browser: other.browser,
          password: other.password,
          loginPage: other.loginPage,
        };
        const kept = ["duplicate-email", "deleted-operator", "inactive-contract"];
        const of = (some: LoginFacts) => diagnose(some, now).verdicts.filter(({ slug }) => kept.includes(slug));
        expect(of(mixed)).toEqual(of(facts));
      }),
    );
  });

  it("takes what the person tried for an answer only where nobody knows better", () => {
    fc.assert(
      fc.property(anyFacts, fc.subarray([...PERSONS_CAUSES]), instant, (facts, tried, at) => {
        const after = diagnose({ ...facts, tried }, at).verdicts;
        for (const [index, before] of diagnose(facts, at).verdicts.entries()) {
          const isKnownHere = before.slug === "wrong-password" && facts.directory === "hosted";
          const isRuledOut = before.state === "unknown" && !isKnownHere && tried.some((one) => one === before.slug);
          const cleared = { state: "clear", evidence: [{ code: "tried", slug: before.slug }], remedies: [] };
          expect(after[index]).toEqual(isRuledOut ? { ...before, ...cleared } : before);
        }
      }),
      { numRuns: 200 },
    );
  });
});
