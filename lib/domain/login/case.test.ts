import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { actOnVerdict, CASE_CLOSINGS, type CauseStates, type KnownCase, QUIET_HOURS } from "./case";
import type { VerdictState } from "./verdict";

const now = new Date("2026-11-22T03:00:00Z");
const hoursAgo = (hours: number) => new Date(now.getTime() - hours * 3_600_000);

const STATES = { B: "blocking", S: "suspected", C: "clear", "?": "unknown" } as const;
const LETTERS: Readonly<Record<string, VerdictState>> = STATES;
/** Six letters as six states; the empty text stands for a case that nobody could judge. */
const read = (letters: string): CauseStates => [...letters].map((letter) => LETTERS[letter] ?? "unknown");
const open = (letters: string): KnownCase => ({ states: read(letters), closed: null });
const closed = (letters: string, as: (typeof CASE_CLOSINGS)[number], hours: number): KnownCase => ({
  ...{ states: read(letters), closed: { at: hoursAgo(hours), as } },
});

describe("what a look at somebody does to the case", () => {
  it.each<[string, KnownCase | null, string, string]>([
    ["somebody healthy, of whom not all can be known", null, "??CCCC", "none"],
    ["somebody healthy in everything", null, "CCCCCC", "none"],
    ["nothing can be known at all", null, "??????", "none"],
    ["a cause that blocks", null, "??CBCC", "open"],
    ["a cause that may", null, "??SCCC", "open"],
    ["an open case, still blocked", open("??CBCC"), "??CBCC", "update"],
    ["an open case, nothing found any more, not all checked", open("??CBCC"), "??CCCC", "update"],
    ["an open case, everything checked and clear", open("??CBCC"), "CCCCCC", "close"],
    ["an open case that nobody could judge, judged and clear", open(""), "CCCCCC", "close"],
    ["reported although all six were clear, and they are still", open("CCCCCC"), "CCCCCC", "update"],
    ["reported although all six were clear, and now one is not", open("CCCCCC"), "C?CCCC", "update"],
    ["closed by hand an hour ago, the same is found", closed("??SCCC", "by_hand", 1), "??SCCC", "none"],
    ["closed by hand an hour ago, less is found", closed("??BBCC", "by_hand", 1), "??SCCC", "none"],
    ["closed by hand an hour ago, something new is found", closed("??SCCC", "by_hand", 1), "??SSCC", "open"],
    ["closed by hand an hour ago, a suspicion now blocks", closed("??SCCC", "by_hand", 1), "??BCCC", "open"],
    ["closed by hand yesterday, the same is found", closed("??SCCC", "by_hand", 25), "??SCCC", "open"],
    ["signed in an hour ago past a suspicion that stays", closed("??SBCC", "signed_in", 1), "?CSCCC", "none"],
    ["signed in an hour ago and locked again", closed("??CBCC", "signed_in", 1), "?CCBCC", "open"],
    ["signed in an hour ago, and one mistake since", closed("??CBCC", "signed_in", 1), "?CCSCC", "open"],
    ["signed in last week, and locked again", closed("??CBCC", "signed_in", 170), "?CCBCC", "open"],
    ["all clear an hour ago, and something new", closed("CCCCCC", "all_clear", 1), "CCCSCC", "open"],
    ["closed an hour ago, healthy", closed("??CBCC", "by_hand", 1), "??CCCC", "none"],
  ])("%s", (_name, known, letters, act) => {
    expect(actOnVerdict(known, read(letters), now)).toBe(act);
  });

  const state = fc.constantFrom<VerdictState>(...Object.values(STATES));
  const six = fc.array(state, { minLength: 6, maxLength: 6 });
  const ending = fc.record({
    at: fc.integer({ min: 0, max: 3 * QUIET_HOURS }).map(hoursAgo),
    as: fc.constantFrom(...CASE_CLOSINGS),
  });
  const known = fc.option(
    fc.record({ states: fc.oneof(six, fc.constant<VerdictState[]>([])), closed: fc.option(ending) }),
  );

  it("what cannot be checked never closes a case, and who has no cause never gets one", () => {
    fc.assert(
      fc.property(known, six, (before, states) => {
        const act = actOnVerdict(before, states, now);
        if (act === "close") expect(states).toEqual(states.map(() => "clear"));
        if (act === "open") expect(states.some((one) => one === "blocking" || one === "suspected")).toBe(true);
        const isOpen = before !== null && before.closed === null;
        expect(act === "update" || act === "close").toBe(isOpen);
      }),
    );
  });

  it("is the same when it is looked at again at once", () => {
    fc.assert(
      fc.property(known, six, (before, states) => {
        const act = actOnVerdict(before, states, now);
        const after: KnownCase | null =
          act === "none" ? before : { states, closed: act === "close" ? { at: now, as: "all_clear" } : null };
        const again = actOnVerdict(after, states, now);
        expect(again).toBe(act === "open" ? "update" : act === "close" ? "none" : act);
      }),
    );
  });

  it("closed by hand stays closed under the verdict that it was closed with", () => {
    fc.assert(
      fc.property(six, fc.integer({ min: 0, max: QUIET_HOURS - 1 }), (states, hours) => {
        const known = { states, closed: { at: hoursAgo(hours), as: "by_hand" as const } };
        expect(actOnVerdict(known, states, now)).toBe("none");
      }),
    );
  });
});
