import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CONTRACT_STATUSES, type Contract } from "../contract";
import { affectedByCause, countPeople } from "./affected";
import { diagnose } from "./diagnose";
import { factsOfProfile, PROFILE_FACTS, type ProfileFact, unpackProfile } from "./login-profile";
import {
  causesFound,
  countPreflight,
  FOUND_STATES,
  isListed,
  judgeEverybody,
  mayBeListed,
  type ProfileGroup,
  peopleIn,
} from "./preflight";
import { CAUSE_SLUGS } from "./verdict";

const now = new Date("2026-11-22T03:00:00Z");
const contract: Contract = {
  ...{ status: "active", trialEndsOn: null, cancelsOn: null, pastDueSince: null, cardExpiresOn: null },
  statusConfirmedAt: now,
};
const hosted = { directory: "hosted", contract } as const;
const utage = { directory: "utage", contract } as const;

/** People with these facts and no other. */
function people(count: number, ...facts: readonly ProfileFact[]): ProfileGroup {
  const packed = facts.reduce((bits, fact) => bits + 2 ** PROFILE_FACTS.indexOf(fact), 0);
  return { packed, profile: unpackProfile(packed), people: count, fingerprint: BigInt(packed + 1) };
}

const STATE = { blocking: "B", suspected: "S", clear: "C", unknown: "?" } as const;
const letters = (group: ProfileGroup, at: Parameters<typeof judgeEverybody>[1]) =>
  judgeEverybody([group], at, now)
    .groups.flatMap(({ verdicts }) => verdicts)
    .map(({ state }) => STATE[state])
    .join("");

const groups = fc
  .uniqueArray(
    fc.record({
      packed: fc.nat(2 ** PROFILE_FACTS.length - 1),
      people: fc.integer({ min: 1, max: 9 }),
      fingerprint: fc.bigInt(),
    }),
    { selector: ({ packed }) => packed, maxLength: 12 },
  )
  .map((rows) => rows.map((row): ProfileGroup => ({ ...row, profile: unpackProfile(row.packed) })));
const contracts = fc.record({
  directory: fc.constantFrom("hosted" as const, "utage" as const),
  contract: fc.constantFrom(...CONTRACT_STATUSES).map((status) => ({ ...contract, status })),
});

describe("who may be listed", () => {
  const filters = fc.record(
    { cause: fc.constantFrom(...CAUSE_SLUGS), state: fc.constantFrom(...FOUND_STATES) },
    { requiredKeys: [] },
  );
  const dated = contracts.chain(({ directory, contract: known }) => {
    const day = fc.constantFrom(null, "2026-10-01", "2026-11-22", "2026-12-24");
    return fc
      .record({ trialEndsOn: day, cancelsOn: day, pastDueSince: day })
      .map((dates) => ({ directory, contract: { ...known, ...dates } }));
  });

  it("is whoever is listed, whatever the contract: nobody is left out for what is not known of it", () => {
    fc.assert(
      fc.property(groups, dated, filters, (everybody, at, filter) => {
        const listed = judgeEverybody(everybody, at, now).groups.filter((group) => isListed(group, filter));
        expect(listed.filter(({ profile }) => !mayBeListed(profile, at.directory, filter, now))).toEqual([]);
      }),
    );
  });

  it.each([
    ["hosted", people(1, "passwordSet", "onCurrentList"), false],
    ["hosted", people(1, "onCurrentList"), true],
    ["utage", people(1, "passwordSet", "onCurrentList"), false],
    ["utage", people(1), false],
  ] as const)("on %s leaves out who has nothing: %o", (directory, { profile }, may) => {
    expect(mayBeListed(profile, directory, {}, now)).toBe(may);
    expect(mayBeListed(profile, directory, { cause: "inactive-contract" }, now)).toBe(true);
  });
});

describe("a profile", () => {
  it.each<[string, ProfileGroup, string, string]>([
    ["nothing known", people(1, "passwordSet", "onCurrentList"), "??CCCC", "??C?CC"],
    ["on an old list", people(1, "passwordSet"), "??CCCC", "?????C"],
    ["a password never set", people(1, "onCurrentList"), "??CBCC", "??C?CC"],
    ["locked out", people(1, "passwordSet", "lockedOut", "onCurrentList"), "??CBCC", "??C?CC"],
    ["mistyped", people(1, "passwordSet", "passwordFailing", "onCurrentList"), "??CSCC", "??C?CC"],
    ["refused repeatedly, and unlocked since", people(1, "passwordSet", "refusedRepeatedly"), "??CCCC", "?????C"],
    ["an address held twice", people(1, "passwordSet", "sharesAddress", "onCurrentList"), "??BCCC", "??S?CC"],
    ["a look-alike", people(1, "passwordSet", "hasLookAlike", "onCurrentList"), "??SCCC", "??S?CC"],
    ["a wrong page", people(1, "passwordSet", "wrongPageSeen", "onCurrentList"), "S?CCCC", "S?C?CC"],
    [
      "the right page opened lately",
      people(1, "passwordSet", "pageTold", "pageToldLately", "rightPageOpened"),
      "C?CCCC",
      "C????C",
    ],
    ["the right page opened long ago", people(1, "passwordSet", "pageTold", "rightPageOpened"), "??CCCC", "?????C"],
    ["another page told", people(1, "passwordSet", "pageTold", "otherPageTold"), "S?CCCC", "S????C"],
    ["a page told after a wrong one", people(1, "passwordSet", "wrongPageSeen", "pageTold"), "??CCCC", "?????C"],
    ["signed in lately", people(1, "passwordSet", "browserSeen", "browserSeenLately"), "?CCCCC", "?C???C"],
    ["signed in long ago", people(1, "passwordSet", "browserSeen"), "??CCCC", "?????C"],
    [
      "another login lately",
      people(1, "passwordSet", "browserSeen", "browserSeenLately", "otherLoginSeen"),
      ...(["?BCCCC", "?B???C"] as const),
    ],
    ["another login long ago", people(1, "passwordSet", "browserSeen", "otherLoginSeen"), "?SCCCC", "?S???C"],
    ["asked for help", people(1, "passwordSet", "askedForHelp"), "??CCCC", "?????C"],
    ["deleted and still trying", people(1, "deleted", "passwordSet"), "??C?BC", "????BC"],
  ])("of %s is judged by the rules of its directory", (_name, group, onHosted, onUtage) => {
    expect([letters(group, hosted), letters(group, utage)]).toEqual([onHosted, onUtage]);
  });

  it("has a number for every combination of facts", () => {
    fc.assert(
      fc.property(fc.subarray([...PROFILE_FACTS]), (facts) => {
        const { profile } = people(1, ...facts);
        expect(PROFILE_FACTS.filter((fact) => profile[fact])).toEqual(facts);
      }),
    );
  });
});

describe("the preflight", () => {
  it("counts each person once in total, and once for each of their causes", () => {
    const judged = judgeEverybody(
      [
        people(90, "passwordSet"),
        people(4, "passwordSet", "sharesAddress"),
        people(3),
        people(2, "sharesAddress"),
        people(5, "passwordSet", "passwordFailing"),
        people(1, "deleted"),
      ],
      hosted,
      now,
    ).groups;
    const { byCause, ...counts } = countPreflight(judged);
    expect(counts).toEqual({ operators: 105, cannotLogIn: 10, ownCauses: { blocking: 10, suspected: 5 } });
    expect(byCause.map(({ blocking, suspected }) => [blocking, suspected])).toEqual([
      ...[
        [0, 0],
        [0, 0],
        [6, 0],
        [5, 5],
        [1, 0],
        [0, 0],
      ],
    ]);
    expect(judged.filter((group) => isListed(group, {})).map(({ people: count }) => count)).toEqual([4, 3, 2, 5, 1]);
  });

  it("an ended contract keeps everybody out, and hides nobody who has another cause besides", () => {
    const ended = { ...hosted, contract: { ...contract, status: "force_cancelled" as const } };
    const judged = judgeEverybody([people(90, "passwordSet"), people(3)], ended, now).groups;
    expect(countPreflight(judged)).toMatchObject({ cannotLogIn: 93, ownCauses: { blocking: 3, suspected: 0 } });
    expect(peopleIn(judged.filter((group) => isListed(group, {})))).toBe(3);
    expect(peopleIn(judged.filter((group) => isListed(group, { cause: "inactive-contract" })))).toBe(93);
    const [, withoutPassword] = judged;
    expect(withoutPassword && causesFound(withoutPassword).map(({ slug }) => slug)).toEqual([
      "wrong-password",
      "inactive-contract",
    ]);
  });

  it("gives the verdicts of the diagnosis, and counts that add up, whatever the profiles", () => {
    fc.assert(
      fc.property(groups, contracts, (rows, at) => {
        const { groups: judged, failures } = judgeEverybody(rows, at, now);
        expect(failures).toEqual([]);
        for (const { profile, verdicts } of judged) {
          const one = diagnose(factsOfProfile(profile, at, now), now).verdicts;
          expect(verdicts.map(({ slug, state }) => [slug, state])).toEqual(one.map(({ slug, state }) => [slug, state]));
        }
        const { operators, byCause, cannotLogIn, ownCauses } = countPreflight(judged);
        expect(operators).toBe(peopleIn(rows));
        for (const { slug, blocking, suspected, clear, unknown } of byCause) {
          expect(blocking + suspected + clear + unknown).toBe(operators);
          expect(blocking).toBeLessThanOrEqual(cannotLogIn);
          for (const [state, count] of Object.entries({ blocking, suspected })) {
            const wanted = FOUND_STATES.find((found) => found === state);
            expect(peopleIn(judged.filter((group) => isListed(group, { cause: slug, state: wanted })))).toBe(count);
          }
        }
        expect(peopleIn(judged.filter((group) => isListed(group, {})))).toBe(ownCauses.blocking + ownCauses.suspected);
      }),
    );
  });
});

describe("who is affected by a cause", () => {
  it("asked for help, or is kept out by what their browser showed, is affected by the other login", () => {
    const rows = [
      people(1, "passwordSet"),
      people(2, "passwordSet", "askedForHelp"),
      people(4, "browserSeen", "otherLoginSeen"),
    ];
    expect(affectedByCause(judgeEverybody(rows, utage, now).groups)["other-session"].people).toBe(6);
  });

  it("is whom the sheet counts, whatever the profiles", () => {
    fc.assert(
      fc.property(groups, (rows) => {
        const affected = affectedByCause(judgeEverybody(rows, hosted, now).groups);
        const counts = countPeople(rows);
        expect(affected["wrong-login-page"].people).toBe(counts.wrongPageUsers);
        expect(affected["wrong-password"].people).toBe(counts.passwordNotSet + counts.passwordTrouble);
        expect(affected["deleted-operator"].people).toBe(counts.deletedStillTrying);
        expect(affected["inactive-contract"].people).toBe(0);
      }),
    );
  });

  it("is on a wrong page no longer once a self-check has told of the page in use", () => {
    const rows = [people(1, "wrongPageSeen"), people(2, "wrongPageSeen", "pageTold", "rightPageOpened")];
    expect(countPeople(rows).wrongPageUsers).toBe(1);
  });

  it("is no look-alike once deleted", () => {
    expect(countPeople([people(1, "hasLookAlike"), people(2, "hasLookAlike", "deleted")]).possibleOperators).toBe(1);
  });

  it("has a fingerprint of the people alone: not of their order, nor of the groups they fall into", () => {
    const { groups: judged } = judgeEverybody([people(1), people(2, "lockedOut")], hosted, now);
    const fingerprint = (of: typeof judged) => affectedByCause(of)["wrong-password"].fingerprint;
    expect(fingerprint(judged)).toMatch(/^[0-9a-f]{16}$/);
    expect(fingerprint(judged.toReversed())).toBe(fingerprint(judged));
    expect(fingerprint(judged.slice(1))).not.toBe(fingerprint(judged));
    const merged = judged.map((group, at) => ({ ...group, fingerprint: at === 0 ? 4n : 0n }));
    expect(fingerprint(merged)).toBe(fingerprint(judged));
    for (const slug of CAUSE_SLUGS)
      expect(affectedByCause([])[slug]).toEqual({ people: 0, fingerprint: "0".repeat(16) });
  });
});
