import { describe, expect, it } from "vitest";
import { storedEmailKey } from "../email";
import { classifyLoginUrl } from "../login-page";
import { diagnose } from "./diagnose";
import type { LoginFacts } from "./facts";
import { stepsToTell } from "./tell";
import { CAUSE_SLUGS, type VerdictState } from "./verdict";

/**
 * Situations as a support person meets them. What is known (see KNOWN below; nothing else is), the verdicts on ① to ⑥
 * (B this is why, S it may be, C it is not, ? nobody can tell), the next step, and what the person is told: the numbers
 * of the causes, `address` (which address do you use?), `again` (please try again) or `support` (we ask the support).
 */
const SITUATIONS = `
where  | what is known                                                           | ①-⑥    | next              | told
hosted | nothing                                                                 | ??CCCC | wrong-login-page  | 1 2
hosted | right page                                                              | C?CCCC | other-session     | 2
hosted | right page, no login seen                                               | CCCCCC | contact-support   | again
hosted | right page, tried the browser                                           | CCCCCC | contact-support   | support
hosted | tried the page, tried the browser                                       | CCCCCC | contact-support   | support
hosted | contract page                                                           | B?CCCC | wrong-login-page  | 1 2
hosted | contract page, tried the page                                           | B?CCCC | wrong-login-page  | 1 2
hosted | another contract's page                                                 | B?CCCC | wrong-login-page  | 1 2
hosted | wrong case                                                              | B?CCCC | wrong-login-page  | 1 2
hosted | no login page                                                           | B?CCCC | wrong-login-page  | 1 2
hosted | unreadable page                                                         | ??CCCC | wrong-login-page  | 1 2
hosted | wrong page seen                                                         | S?CCCC | wrong-login-page  | 1 2
hosted | wrong page seen, right page                                             | C?CCCC | other-session     | 2
hosted | other login seen                                                        | ?BCCCC | other-session     | 1 2
hosted | other login seen, tried the browser                                     | ?BCCCC | other-session     | 1 2
hosted | right page, other login seen                                            | CBCCCC | other-session     | 2
hosted | contract page, other login seen                                         | BBCCCC | wrong-login-page  | 1 2
hosted | other login seen days ago                                               | ?SCCCC | other-session     | 1 2
hosted | no login seen                                                           | ?CCCCC | wrong-login-page  | 1
hosted | no login seen days ago                                                  | ??CCCC | wrong-login-page  | 1 2
hosted | twice                                                                   | ??BCCC | duplicate-email   | 3
hosted | contract page, twice                                                    | B?BCCC | wrong-login-page  | 3
hosted | twice, locked                                                           | ??BBCC | duplicate-email   | 3
hosted | other login seen, twice                                                 | ?BBCCC | other-session     | 3
hosted | twice, deleted before                                                   | ??BCCC | duplicate-email   | 3
hosted | look-alike                                                              | ??SCCC | duplicate-email   | 1 2
hosted | look-alike, locked                                                      | ??SBCC | wrong-password    | 1 2 4
hosted | never set                                                               | ??CBCC | wrong-password    | 1 2 4
hosted | right page, no login seen, never set                                    | CCCBCC | wrong-password    | 4
hosted | locked                                                                  | ??CBCC | wrong-password    | 1 2 4
hosted | locked, tried the password                                              | ??CBCC | wrong-password    | 1 2 4
hosted | lock is over                                                            | ??CSCC | wrong-password    | 1 2 4
hosted | wrong password 3 times                                                  | ??CSCC | wrong-password    | 1 2 4
hosted | contract page, wrong password 3 times                                   | B?CSCC | wrong-login-page  | 1 2 4
hosted | deleted                                                                 | ??C?BC | deleted-operator  | 5
hosted | deleted, contract page                                                  | B?C?BC | wrong-login-page  | 5
hosted | deleted, force-cancelled                                                | ??C?BB | deleted-operator  | 5 6
hosted | deleted, look-alike                                                     | ??S?BC | deleted-operator  | 5
hosted | deleted before                                                          | ??CCCC | wrong-login-page  | 1 2
hosted | nobody has it                                                           | ??C?CC | wrong-login-page  | address 1 2
hosted | nobody has it, look-alike                                               | ??S?CC | duplicate-email   | address 1 2
hosted | nobody has it, right page, no login seen                                | CCC?CC | wrong-password    | address
hosted | nobody has it, force-cancelled                                          | ??C?CB | inactive-contract | 6
hosted | force-cancelled                                                         | ??CCCB | inactive-contract | 6
hosted | cancelled                                                               | ??CCCB | inactive-contract | 6
hosted | cancels today                                                           | ??CCCB | inactive-contract | 6
hosted | cancels tomorrow                                                        | ??CCCC | wrong-login-page  | 1 2
hosted | twice, force-cancelled                                                  | ??BCCB | duplicate-email   | 3 6
hosted | locked, cancelled                                                       | ??CBCB | wrong-password    | 6
hosted | contract page, other login seen, twice, locked, force-cancelled         | BBBBCB | wrong-login-page  | 3 6
hosted | past due                                                                | ??CCCC | wrong-login-page  | 1 2
hosted | trial                                                                   | ??CCCC | wrong-login-page  | 1 2
hosted | trial is over                                                           | ??CCC? | wrong-login-page  | 1 2
hosted | right page, no login seen, trial is over                                | CCCCC? | inactive-contract | again
hosted | contract unknown                                                        | ??CCC? | wrong-login-page  | 1 2
hosted | contract confirmed long ago                                             | ??CCCC | wrong-login-page  | 1 2
utage  | nothing                                                                 | ??C?CC | wrong-login-page  | 1 2 4
utage  | right page                                                              | C?C?CC | other-session     | 2 4
utage  | right page, tried the browser                                           | CCC?CC | wrong-password    | 4
utage  | right page, tried the password                                          | C?CCCC | other-session     | 2
utage  | right page, tried the browser, tried the password                       | CCCCCC | contact-support   | support
utage  | tried the page, tried the browser, tried the password                   | CCCCCC | contact-support   | support
utage  | right page, no login seen, tried the password                           | CCCCCC | contact-support   | support
utage  | contract page                                                           | B?C?CC | wrong-login-page  | 1 2 4
utage  | another contract's page                                                 | B?C?CC | wrong-login-page  | 1 2 4
utage  | wrong case                                                              | B?C?CC | wrong-login-page  | 1 2 4
utage  | http page                                                               | S?C?CC | wrong-login-page  | 1 2 4
utage  | own domain                                                              | S?C?CC | wrong-login-page  | 1 2 4
utage  | other login seen                                                        | ?BC?CC | other-session     | 1 2 4
utage  | twice                                                                   | ??S?CC | duplicate-email   | 3
utage  | contract page, twice                                                    | B?S?CC | wrong-login-page  | 1 2 4
utage  | twice, right page, tried the browser, tried the password                | CCSCCC | duplicate-email   | 3
utage  | twice, old list                                                         | ??S??C | duplicate-email   | 3
utage  | look-alike                                                              | ??S?CC | duplicate-email   | 1 2 4
utage  | old list                                                                | ?????C | wrong-login-page  | 1 2 4
utage  | old list, right page, tried the browser, tried the password             | CC?C?C | duplicate-email   | support
utage  | deleted                                                                 | ??C?BC | deleted-operator  | 5
utage  | deleted, old list                                                       | ????BC | deleted-operator  | 5
utage  | deleted before                                                          | ??C?CC | wrong-login-page  | 1 2 4
utage  | nobody has it                                                           | ??C??C | wrong-login-page  | address 1 2 4
utage  | nobody has it, no list                                                  | ?????C | wrong-login-page  | address 1 2 4
utage  | force-cancelled                                                         | ??C?CB | inactive-contract | 6
utage  | twice, force-cancelled                                                  | ??S?CB | inactive-contract | 3 6
utage  | deleted, contract page, cancelled                                       | B?C?BB | wrong-login-page  | 5 6
utage  | past due                                                                | ??C?CS | inactive-contract | 1 2 4
utage  | twice, past due                                                         | ??S?CS | duplicate-email   | 3
utage  | contract unknown                                                        | ??C?C? | wrong-login-page  | 1 2 4
utage  | contract never confirmed                                                | ??C?C? | wrong-login-page  | 1 2 4
utage  | contract confirmed long ago                                             | ??C?C? | wrong-login-page  | 1 2 4
utage  | tried the page, tried the browser, tried the password, contract unknown | CCCCC? | inactive-contract | support
`;

const now = new Date("2026-11-22T03:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const LONG_AGO = hoursAgo(24 * 200);
const CODE = "aB3dE6gH9jK2";

type Change = (facts: LoginFacts) => Partial<LoginFacts>;

const contract =
  (part: Partial<LoginFacts["contract"]>): Change =>
  (facts) => ({ contract: { ...facts.contract, ...part } });
const password =
  (part: Partial<NonNullable<LoginFacts["password"]>>): Change =>
  (facts) => ({ password: facts.password && { ...facts.password, ...part } });
const browser =
  (signedInAs: string | null, seenAt: Date): Change =>
  () => ({ browser: { signedInAs, seenAt } });
const tried =
  (slug: NonNullable<LoginFacts["tried"]>[number]): Change =>
  (facts) => ({ tried: [...(facts.tried ?? []), slug] });
/** The address in use, below the host on which the contract's operators sign in. */
const page =
  (path: string, host?: string): Change =>
  ({ directory }) => {
    const own = directory === "hosted" ? "https://kenshin.example" : "https://utage-system.com";
    const asked = { directory, code: CODE, customDomain: null, kenshinOrigin: "https://kenshin.example" };
    return { loginPage: classifyLoginUrl(`${host ?? own}${path}`, asked) };
  };
const deletion = { operatorId: "9", deletedAt: hoursAgo(48), reason: "manual", by: "山田 花子" } as const;
const nobody = { operatorId: null, password: null };

const KNOWN: Readonly<Record<string, Change>> = {
  nothing: () => ({}),
  "right page": page(`/operator/${CODE}/login`),
  "contract page": page("/login"),
  "another contract's page": page("/operator/zzzzzzzzzzzz/login"),
  "wrong case": page(`/operator/${CODE.toLowerCase()}/login`),
  "http page": page(`/operator/${CODE}/login`, "http://utage-system.com"),
  "own domain": page(`/operator/${CODE}/login`, "https://members.example.jp"),
  "no login page": page("/page/abc"),
  "unreadable page": page("", "ログイン画面"),
  "wrong page seen": () => ({ wrongPageAttempt: { kind: "contract_login", at: hoursAgo(30) } }),
  "other login seen": browser("佐藤 純", hoursAgo(1)),
  "other login seen days ago": browser("佐藤 純", hoursAgo(48)),
  "no login seen": browser(null, hoursAgo(1)),
  "no login seen days ago": browser(null, hoursAgo(48)),
  twice: () => ({ sameAddressIds: ["2"] }),
  "look-alike": () => ({ possibleAddressIds: ["3"] }),
  "never set": password({ set: false }),
  locked: password({ failures: 9, lastFailureAt: now, lockedUntil: hoursAgo(-1) }),
  "lock is over": password({ failures: 9, lastFailureAt: hoursAgo(2), lockedUntil: hoursAgo(1) }),
  "wrong password 3 times": password({ failures: 3, lastFailureAt: hoursAgo(1) }),
  deleted: () => ({ ...nobody, deleted: [deletion] }),
  "deleted before": () => ({ deleted: [deletion] }),
  "nobody has it": () => nobody,
  "old list": () => ({ listConfirmedAt: LONG_AGO }),
  "no list": () => ({ listConfirmedAt: null }),
  "past due": contract({ status: "past_due", pastDueSince: "2026-11-01" }),
  cancelled: contract({ status: "cancelled" }),
  "force-cancelled": contract({ status: "force_cancelled" }),
  "cancels today": contract({ cancelsOn: "2026-11-22" }),
  "cancels tomorrow": contract({ cancelsOn: "2026-11-23" }),
  trial: contract({ status: "trial", trialEndsOn: "2026-12-01" }),
  "trial is over": contract({ status: "trial", trialEndsOn: "2026-11-21" }),
  "contract unknown": contract({ status: "unknown" }),
  "contract never confirmed": contract({ statusConfirmedAt: null }),
  "contract confirmed long ago": contract({ statusConfirmedAt: LONG_AGO }),
  "tried the page": tried("wrong-login-page"),
  "tried the browser": tried("other-session"),
  "tried the password": tried("wrong-password"),
};

/** One active operator on a current list of an active contract; of page and browser nobody knows anything. */
function ordinary(directory: LoginFacts["directory"]): LoginFacts {
  const known = { set: true, check: null, failures: 0, lastFailureAt: null, lockedUntil: null } as const;
  return {
    ...{ directory, emailKey: storedEmailKey("taro@example.jp"), operatorId: "1", listConfirmedAt: hoursAgo(1) },
    contract: {
      ...{ status: "active", trialEndsOn: null, cancelsOn: null, pastDueSince: null, cardExpiresOn: null },
      statusConfirmedAt: hoursAgo(1),
    },
    ...{ sameAddressIds: [], possibleAddressIds: [], deleted: [], loginPage: null, wrongPageAttempt: null },
    ...{ browser: null, password: directory === "hosted" ? known : null },
  };
}

const OTHER_STEPS: Readonly<Record<string, string>> = {
  "unknown-address": "address",
  "try-again": "again",
  "contact-support": "support",
};
const LETTER: Readonly<Record<VerdictState, string>> = { blocking: "B", suspected: "S", clear: "C", unknown: "?" };
const rows = SITUATIONS.trim()
  .split("\n")
  .slice(1)
  .map((line) => line.split("|").map((cell) => cell.trim()));

describe("situations", () => {
  it("are many, each told once, and use everything that can be known", () => {
    expect(rows.length).toBeGreaterThanOrEqual(60);
    const told = rows.map(([where, known]) => `${where}: ${known}`);
    expect(told.filter((situation, index) => told.indexOf(situation) !== index)).toEqual([]);
    expect(Object.keys(KNOWN).filter((word) => !rows.some(([, known]) => known?.split(", ").includes(word)))).toEqual(
      [],
    );
  });

  it.each(rows)("%s: %s", (where, known = "", letters, next, told) => {
    let facts = ordinary(where === "hosted" ? "hosted" : "utage");
    for (const word of known.split(", ")) {
      const change = KNOWN[word];
      if (change === undefined) throw new Error(`nobody knows what "${word}" is`);
      facts = { ...facts, ...change(facts) };
    }
    const { verdicts, nextStep } = diagnose(facts, now);
    const isHeld = facts.operatorId !== null || facts.deleted.length > 0;
    const numbers: readonly string[] = CAUSE_SLUGS;
    const steps = stepsToTell(verdicts, isHeld).map((step) => {
      const number = numbers.indexOf(step) + 1;
      return number > 0 ? number : OTHER_STEPS[step];
    });
    expect([verdicts.map(({ state }) => LETTER[state]).join(""), nextStep.slug, steps.join(" ")]).toEqual([
      ...[letters, next, told],
    ]);
  });
});
