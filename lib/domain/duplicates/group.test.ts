import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEmail, possibleKey } from "../email";
import type { DuplicateCandidate } from "../operator";
import { groupDuplicates, recommendSurvivor } from "./group";

function candidate(id: string, email: string, change: Partial<DuplicateCandidate> = {}): DuplicateCandidate {
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new Error(`refused: ${email}`);
  return {
    id,
    name: `名前 ${id}`,
    email,
    emailKey: normalized.key,
    possibleKey: possibleKey(normalized.key),
    permissions: [],
    registeredOn: null,
    lastLoginAt: null,
    toBeDeleted: false,
    version: 1,
    ...change,
  };
}

/** Few addresses with many spellings, so that groups of both kinds come up in most lists. */
const candidates = fc
  .array(
    fc.record({
      email: fc.constantFrom(
        "taro@example.jp",
        "TARO@example.jp",
        "ｔａｒｏ@example.jp",
        "taro+utage@example.jp",
        "tar0@example.jp",
        "hanako@gmail.com",
        "h.anako@googlemail.com",
        "jiro@example.jp",
      ),
      permissions: fc.subarray(["売上機能", "イベント機能"]),
      registeredOn: fc.constantFrom(null, "2025-01-01", "2026-01-01"),
      toBeDeleted: fc.boolean(),
      lastLoginAt: fc.constantFrom(null, new Date("2026-11-01T00:00:00Z"), new Date("2026-11-02T00:00:00Z")),
    }),
    { maxLength: 12 },
  )
  .map((rows) => rows.map(({ email, ...change }, index) => candidate(`id-${100 + index}`, email, change)));

describe("groupDuplicates", () => {
  it("tells an address held twice from addresses that only look alike", () => {
    const groups = groupDuplicates([
      candidate("5", "kenshin.sample.hanako@gmail.com"),
      candidate("4", "d.saito81@example.com"),
      candidate("3", "ｈ．ｓｕｚｕｋｉ８１＠ｅｘａｍｐｌｅ．ｃｏｍ"),
      candidate("2", "h.suzuki81@example.com"),
      candidate("1", "kenshinsamplehanako@googlemail.com"),
      candidate("0", "d.saito46@example.com"),
    ]);
    expect(
      groups.map(({ emailKey, confidence, members }) => [emailKey, confidence, members.map(({ id }) => id)]),
    ).toEqual([
      ["h.suzuki81@example.com", "same", ["2", "3"]],
      ["kenshinsamplehanako@googlemail.com", "possible", ["1", "5"]],
    ]);
  });

  it("counts who shares an address among those who look alike with a third", () => {
    const groups = groupDuplicates([
      candidate("1", "taro@example.jp"),
      candidate("2", "TARO@example.jp"),
      candidate("3", "taro+utage@example.jp"),
    ]);
    expect(groups.map(({ confidence, members }) => [confidence, members.map(({ id }) => id)])).toEqual([
      ["same", ["1", "2"]],
      ["possible", ["1", "2", "3"]],
    ]);
  });

  it("S21: never calls two keys the same, and calls possible only what has at least two keys", () => {
    fc.assert(
      fc.property(candidates, (operators) => {
        for (const { confidence, members, emailKey, recommendedSurvivorId } of groupDuplicates(operators)) {
          const keys = new Set(members.map((member) => member.emailKey));
          expect(keys.size > 1).toBe(confidence === "possible");
          expect(keys).toContain(emailKey);
          expect(members.map((member) => member.id)).toContain(recommendedSurvivorId);
        }
      }),
    );
  });

  it("finds every operator whose address another one holds, and puts each into one group of a kind", () => {
    fc.assert(
      fc.property(candidates, (operators) => {
        const inSame = groupDuplicates(operators)
          .filter((group) => group.confidence === "same")
          .flatMap((group) => group.members.map((member) => member.id));
        const shared = operators.filter((one) =>
          operators.some((other) => other !== one && other.emailKey === one.emailKey),
        );
        expect(inSame.toSorted()).toEqual(shared.map((operator) => operator.id).toSorted());
      }),
    );
  });

  it("gives the same answer for every order of the list", () => {
    const shuffled = candidates.chain((operators) =>
      fc.tuple(fc.constant(operators), fc.shuffledSubarray(operators, { minLength: operators.length })),
    );
    fc.assert(
      fc.property(shuffled, ([operators, other]) => {
        expect(groupDuplicates(other)).toEqual(groupDuplicates(operators));
      }),
    );
  });

  it("leaves the list it was given as it was", () => {
    const operators = [candidate("2", "taro@example.jp"), candidate("1", "taro@example.jp")];
    groupDuplicates(operators);
    expect(operators.map((operator) => operator.id)).toEqual(["2", "1"]);
  });
});

describe("recommendSurvivor", () => {
  const earlier = new Date("2026-11-01T00:00:00Z");
  const later = new Date("2026-11-02T00:00:00Z");
  const many = ["売上機能", "イベント機能"];

  it.each<
    [string, Partial<DuplicateCandidate>, Partial<DuplicateCandidate>, Partial<DuplicateCandidate>, string, string]
  >([
    [
      "whom the owner does not want deleted, before the latest login",
      { lastLoginAt: later, toBeDeleted: true },
      {},
      { toBeDeleted: true },
      "2",
      "not_on_deletion_list",
    ],
    [
      "the latest login among all who are to be deleted",
      { lastLoginAt: later, toBeDeleted: true },
      { toBeDeleted: true },
      { toBeDeleted: true },
      "1",
      "latest_login",
    ],
    ["the latest login", { lastLoginAt: earlier, permissions: many }, { lastLoginAt: later }, {}, "2", "latest_login"],
    ["any login before none", { permissions: many }, {}, { lastLoginAt: earlier }, "3", "latest_login"],
    ["the most permissions", { registeredOn: "2020-01-01" }, { permissions: many }, {}, "2", "most_permissions"],
    [
      "the most permissions among equal logins",
      { lastLoginAt: later },
      { lastLoginAt: later, permissions: many },
      { permissions: [...many, "売上"] },
      "2",
      "most_permissions",
    ],
    [
      "the oldest registration",
      { registeredOn: "2025-02-01" },
      { registeredOn: "2025-01-31" },
      {},
      "2",
      "oldest_registration",
    ],
    ["a known registration before none", {}, {}, { registeredOn: "2026-01-01" }, "3", "oldest_registration"],
    ["the first added when nothing else decides", {}, {}, {}, "1", "first_added"],
    [
      "one of two permissions written twice as no more",
      { permissions: ["a", "a"] },
      { permissions: ["b"] },
      {},
      "1",
      "first_added",
    ],
  ])("keeps %s", (_name, one, two, three, survivorId, reason) => {
    const members = [
      candidate("3", "taro@example.jp", three),
      candidate("1", "taro@example.jp", one),
      candidate("2", "taro@example.jp", two),
    ] as const;
    expect(recommendSurvivor([...members])).toEqual({ survivorId, reason });
  });
});
