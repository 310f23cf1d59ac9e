import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BROWSER_GUIDES } from "./browser-guide";
import { otherLogin, remainingSteps, SEEN, SELF_CHECK_STEPS, type SelfCheckFacts } from "./self-check";

const utage: SelfCheckFacts = {
  ...{ guide: "chrome_phone", seen: "refused", loginHere: null },
  ...{ cookies: true, privateWindow: null, tried: [] },
};
const hosted: SelfCheckFacts = { ...utage, loginHere: false };

const MARK = {
  "leave-app": "app",
  "allow-cookies": "cookies",
  "open-login-page": "①",
  "log-out-here": "②here",
  "log-out-elsewhere": "②out",
  "use-private-window": "②private",
  "reset-password": "④",
} as const;
const walk = (facts: SelfCheckFacts) =>
  remainingSteps(facts)
    .map((step) => MARK[step])
    .join(" ");

describe("the steps that remain", () => {
  it.each<[string, SelfCheckFacts, string]>([
    ["UTAGE, nothing told yet", { ...utage, seen: null }, "① ②out ②private ④"],
    ["UTAGE, the article's sentence", utage, "① ②out ②private ④"],
    ["UTAGE, somebody else's account", { ...utage, seen: "other_account" }, "① ②out ②private ④"],
    ["UTAGE, another page", { ...utage, seen: "other_page" }, "① ②out ②private ④"],
    ["UTAGE, the right page is open", { ...utage, tried: ["open-login-page"] }, "②out ②private ④"],
    ["UTAGE, logged out elsewhere", { ...utage, tried: ["open-login-page", "log-out-elsewhere"] }, "②private ④"],
    ["UTAGE, tried in a private window: no other login there", { ...utage, tried: ["use-private-window"] }, "① ④"],
    ["UTAGE, a private window already", { ...utage, privateWindow: true }, "① ②out ④"],
    ["UTAGE, cookies off: no login can be alive", { ...utage, cookies: false }, "cookies ① ④"],
    [
      "UTAGE, cookies off and somebody else's account all the same",
      { ...utage, cookies: false, seen: "other_account" },
      "cookies ① ②out ②private ④",
    ],
    ["UTAGE, in LINE: no private window there", { ...utage, guide: "line" }, "app ① ②out ④"],
    ["UTAGE, in another app", { ...utage, guide: "in_app", tried: ["open-login-page"] }, "app ②out ④"],
    ["UTAGE, cookies not looked at", { ...utage, cookies: null }, "① ②out ②private ④"],
    ["hosted, no login here: ② is done", hosted, "① ④"],
    ["hosted, no login here, whatever is seen", { ...hosted, seen: "other_account" }, "① ④"],
    ["hosted, a login here", { ...hosted, loginHere: true }, "① ②here ④"],
    ["hosted, a login here, in LINE", { ...hosted, loginHere: true, guide: "line" }, "app ① ②here ④"],
    ["hosted, the right page is open and no login here", { ...hosted, tried: ["open-login-page"] }, "④"],
    ["hosted, everything tried", { ...hosted, tried: ["open-login-page", "reset-password"] }, ""],
    ["UTAGE, everything tried", { ...utage, tried: [...SELF_CHECK_STEPS] }, ""],
  ])("%s", (_name, facts, expected) => {
    expect(walk(facts)).toBe(expected);
  });

  const anyFacts: fc.Arbitrary<SelfCheckFacts> = fc.record({
    guide: fc.constantFrom(...BROWSER_GUIDES),
    seen: fc.constantFrom(null, ...SEEN),
    loginHere: fc.constantFrom(null, true, false),
    cookies: fc.constantFrom(null, true, false),
    privateWindow: fc.constantFrom(null, true, false),
    tried: fc.subarray([...SELF_CHECK_STEPS]),
  });

  it("never shows a step twice, and comes to an end however the facts change on the way", () => {
    fc.assert(
      fc.property(fc.array(anyFacts, { minLength: 20, maxLength: 20 }), (visits) => {
        const tried: SelfCheckFacts["tried"][number][] = [];
        for (const facts of visits) {
          const [next] = remainingSteps({ ...facts, tried });
          if (next === undefined) continue;
          expect(tried).not.toContain(next);
          tried.push(next);
        }
        expect(tried.length).toBeLessThanOrEqual(SELF_CHECK_STEPS.length);
      }),
    );
  });

  it("asks nobody to end a login that is not there, and always names the right page", () => {
    fc.assert(
      fc.property(anyFacts, (facts) => {
        const steps = remainingSteps({ ...facts, tried: [] });
        expect(steps).toContain("open-login-page");
        if (facts.loginHere === false) expect(steps.filter((step) => /log-out|private/.test(step))).toEqual([]);
      }),
    );
  });
});

describe("another login in the way", () => {
  it.each<[string, SelfCheckFacts, boolean | null]>([
    ["what the server sees decides: none", { ...hosted, seen: "other_account" }, false],
    ["what the server sees decides: one", { ...hosted, loginHere: true, tried: ["use-private-window"] }, true],
    ["UTAGE cannot be asked", utage, null],
    ["somebody else's account is to be seen", { ...utage, seen: "other_account" }, true],
    [
      "what fails in a private window, too, fails for another cause",
      { ...utage, seen: "other_account", tried: ["use-private-window"] },
      null,
    ],
    ["no cookies, no login", { ...utage, cookies: false }, false],
    ["logging out elsewhere proves nothing", { ...utage, tried: ["log-out-elsewhere"] }, null],
  ])("%s", (_name, facts, expected) => {
    expect(otherLogin(facts)).toBe(expected);
  });
});
