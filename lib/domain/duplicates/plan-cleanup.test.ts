import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEmail, possibleKey } from "../email";
import type { Operator } from "../operator";
import { type AppliedCleanup, applyPlan, undoPlan } from "./apply-plan";
import { groupDuplicates } from "./group";
import { type CleanupPlan, type CleanupRequest, fingerprintInput, planCleanup, rereadPlan } from "./plan-cleanup";

const now = new Date("2026-11-22T03:00:00Z");

function operator(id: string, email: string, change: Partial<Operator> = {}): Operator {
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new Error(`refused: ${email}`);
  return {
    id,
    name: `名前 ${id}`,
    email,
    emailKey: normalized.key,
    possibleKey: possibleKey(normalized.key),
    permissions: ["売上機能"],
    registeredOn: null,
    lastLoginAt: null,
    lastConfirmedAt: null,
    passwordSet: true,
    status: "active",
    toBeDeleted: false,
    deletedAt: null,
    deletedReason: null,
    deletedBy: null,
    version: 1,
    ...change,
  };
}

const active = (operators: readonly Operator[]) => operators.filter(({ status }) => status === "active");

function plan(operators: readonly Operator[], request: Partial<CleanupRequest> = {}): CleanupPlan {
  const planned = planCleanup({ groups: groupDuplicates(active(operators)), strategy: "keep-one", ...request });
  if (!planned.ok) throw new Error(planned.fault.code);
  return planned.plan;
}

function apply(
  operators: readonly Operator[],
  cleanup: CleanupPlan,
): { operators: readonly Operator[]; applied: AppliedCleanup } {
  const newIds = cleanup.steps.map((_step, index) => `new-${index}`);
  const result = applyPlan(operators, cleanup, { newIds, now, by: "契約者" });
  if (!result.ok) throw new Error(result.code);
  return result;
}

/** Rows as they were but for the version, which counts up with every change and so never comes back. */
const apartFromVersion = (operators: readonly Operator[]) => operators.map((row) => ({ ...row, version: 0 }));

const operators = fc
  .array(
    fc.record({
      email: fc.constantFrom(
        "taro@example.jp",
        "TARO@example.jp",
        "taro+utage@example.jp",
        "hanako@gmail.com",
        "h.anako@gmail.com",
        "hanako@googlemail.com",
        "jiro@example.jp",
      ),
      lastLoginAt: fc.constantFrom(null, new Date("2026-11-01T00:00:00Z")),
      version: fc.integer({ min: 1, max: 3 }),
      toBeDeleted: fc.boolean(),
      gone: fc.boolean(),
    }),
    { maxLength: 14 },
  )
  .map((rows) =>
    rows.map(({ email, gone, ...change }, index) => {
      if (!gone) return operator(`id-${100 + index}`, email, change);
      const deletion = {
        status: "deleted",
        deletedAt: new Date(0),
        deletedReason: "manual",
        deletedBy: "契約者",
      } as const;
      return operator(`id-${100 + index}`, email, { ...change, ...deletion });
    }),
  );
const strategy = fc.constantFrom("keep-one", "recreate");

describe("every plan", { timeout: 60_000 }, () => {
  it("leaves exactly one active operator per cleaned address, and touches nobody else", () => {
    fc.assert(
      fc.property(operators, strategy, (before, chosen) => {
        const cleanup = plan(before, { strategy: chosen });
        const after = apply(before, cleanup).operators;
        const duplicated = groupDuplicates(active(before)).filter(({ confidence }) => confidence === "same");
        expect(cleanup.scope.emailKeys).toEqual(duplicated.map(({ emailKey }) => emailKey));
        for (const { emailKey } of duplicated) {
          expect(active(after).filter((row) => row.emailKey === emailKey)).toHaveLength(1);
        }
        const cleaned = new Set<string>(cleanup.scope.emailKeys);
        expect(after.filter((row) => !cleaned.has(row.emailKey))).toEqual(
          before.filter((row) => !cleaned.has(row.emailKey)),
        );
      }),
    );
  });

  it("leaves exactly one active operator of a possible group that was named", () => {
    fc.assert(
      fc.property(operators, strategy, (before, chosen) => {
        const groups = groupDuplicates(active(before));
        const same = new Set(groups.filter(({ confidence }) => confidence === "same").map(({ emailKey }) => emailKey));
        for (const group of groups.filter(
          ({ confidence, emailKey }) => confidence === "possible" && !same.has(emailKey),
        )) {
          const after = apply(before, plan(before, { strategy: chosen, emailKeys: [group.emailKey] })).operators;
          expect(active(after).filter((row) => row.possibleKey === group.members[0].possibleKey)).toHaveLength(1);
        }
      }),
    );
  });

  it("is undone to the start", () => {
    fc.assert(
      fc.property(operators, strategy, (before, chosen) => {
        const { operators: after, applied } = apply(before, plan(before, { strategy: chosen }));
        const undone = undoPlan(after, applied);
        expect(undone.status).toBe("undone");
        expect(apartFromVersion(undone.operators)).toEqual(apartFromVersion(before));
      }),
    );
  });

  it("is refused once any row it read has changed, gone or been joined by another", () => {
    fc.assert(
      fc.property(
        operators,
        strategy,
        fc.nat(),
        fc.constantFrom("changed", "listed", "gone", "joined"),
        (before, chosen, pick, event) => {
          const cleanup = plan(before, { strategy: chosen });
          fc.pre(cleanup.readState.length > 0);
          const id = cleanup.readState[pick % cleanup.readState.length]?.id;
          const meanwhile = before.flatMap((row): Operator[] => {
            if (row.id !== id) return [row];
            if (event === "changed") return [{ ...row, version: row.version + 1 }];
            if (event === "listed") return [{ ...row, toBeDeleted: !row.toBeDeleted }];
            if (event === "gone") return [{ ...row, status: "deleted" }];
            return [row, { ...row, id: "id-999" }];
          });
          expect(applyPlan(meanwhile, cleanup, { newIds: ["a", "b", "c"], now, by: "" })).toEqual({
            ok: false,
            code: "stale_plan",
          });
        },
      ),
    );
  });

  it("stays good when only rows it did not read have changed", () => {
    fc.assert(
      fc.property(operators, strategy, (before, chosen) => {
        const cleanup = plan(before, { strategy: chosen });
        const meanwhile = [...before, operator("id-900", "saburo@example.jp"), operator("id-901", "saburo@example.jp")];
        expect(fingerprintInput(rereadPlan(cleanup, active(meanwhile)))).toBe(fingerprintInput(cleanup));
      }),
    );
  });

  it("does not depend on the order of the rows", () => {
    const shuffled = operators.chain((rows) =>
      fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length })),
    );
    fc.assert(
      fc.property(shuffled, strategy, ([before, other], chosen) => {
        expect(fingerprintInput(plan(other, { strategy: chosen }))).toBe(
          fingerprintInput(plan(before, { strategy: chosen })),
        );
      }),
    );
  });
});

describe("planCleanup", () => {
  const one = operator("1", "taro@example.jp", { lastLoginAt: new Date("2026-11-01T00:00:00Z") });
  const two = operator("2", "TARO@example.jp");
  const tagged = operator("3", "taro+utage@example.jp");
  const groups = groupDuplicates([one, two, tagged]);

  it("keeps one and deletes the rest, row by row with reasons", () => {
    expect(plan([one, two]).steps).toEqual([
      { action: "keep", operatorId: "1", emailKey: "taro@example.jp", reason: "latest_login" },
      { action: "delete", operatorId: "2", emailKey: "taro@example.jp", reason: "duplicate" },
    ]);
  });

  it("recreates the article's way: all deleted, then one added like the survivor", () => {
    expect(plan([one, two], { strategy: "recreate" }).steps).toEqual([
      { action: "delete", operatorId: "1", emailKey: "taro@example.jp", reason: "recreated" },
      { action: "delete", operatorId: "2", emailKey: "taro@example.jp", reason: "recreated" },
      {
        action: "create",
        emailKey: "taro@example.jp",
        possibleKey: "taro@example.jp",
        name: "名前 1",
        email: "taro@example.jp",
        permissions: ["売上機能"],
        basedOnId: "1",
        reason: "latest_login",
      },
    ]);
  });

  it("gives the recreated operator no password", () => {
    const after = apply([one, two], plan([one, two], { strategy: "recreate" })).operators;
    expect(active(after)).toMatchObject([{ passwordSet: false, registeredOn: "2026-11-22", lastLoginAt: null }]);
  });

  it("keeps whom the owner chose", () => {
    const chosen = plan([one, two], { survivors: new Map([["taro@example.jp", "2"]]) });
    expect(chosen.steps[0]).toEqual({
      action: "keep",
      operatorId: "2",
      emailKey: "taro@example.jp",
      reason: "chosen_by_owner",
    });
  });

  it("S21: leaves possible groups alone unless they are named", () => {
    const other = operator("4", "jiro@example.jp");
    const otherTagged = operator("5", "jiro+utage@example.jp");
    expect(plan([other, otherTagged]).steps).toEqual([]);
    const named = plan([other, otherTagged], { emailKeys: ["jiro@example.jp"] });
    expect(named.steps.map((step) => [step.action, step.emailKey])).toEqual([
      ["keep", "jiro@example.jp"],
      ["delete", "jiro+utage@example.jp"],
    ]);
  });

  it("reads a key that both kinds of group bear as the exact duplicates", () => {
    const named = plan([one, two, tagged], { emailKeys: ["taro@example.jp"] });
    expect(named.readState.map(({ id }) => id)).toEqual(["1", "2"]);
  });

  it.each([
    ["a key of no group", { emailKeys: ["saburo@example.jp"] }, "unknown_email_key"],
    ["a key of a single operator", { emailKeys: ["taro+utage@example.jp"] }, "unknown_email_key"],
    ["a survivor from elsewhere", { survivors: new Map([["taro@example.jp", "3"]]) }, "survivor_not_a_member"],
    [
      "a survivor of a group that is not cleaned",
      { survivors: new Map([["jiro@example.jp", "1"]]) },
      "survivor_not_a_member",
    ],
    ["keys that are no data", { emailKeys: ["__proto__", "constructor"] }, "unknown_email_key"],
  ])("refuses %s", (_name, request, code) => {
    expect(planCleanup({ groups, strategy: "keep-one", ...request })).toMatchObject({ ok: false, fault: { code } });
  });

  it("refuses two named groups that share an operator", () => {
    const first = operator("0", "taro+a@example.jp");
    const overlapping = groupDuplicates([first, one, two]);
    const planned = planCleanup({
      groups: overlapping,
      strategy: "keep-one",
      emailKeys: ["taro+a@example.jp", "taro@example.jp"],
    });
    expect(planned).toMatchObject({ ok: false, fault: { code: "overlapping_groups" } });
  });

  it("says that ids ran out rather than half applying", () => {
    const result = applyPlan([one, two], plan([one, two], { strategy: "recreate" }), { newIds: [], now, by: "" });
    expect(result).toEqual({ ok: false, code: "too_few_ids" });
  });
});

describe("undoPlan", () => {
  const rows = [operator("1", "taro@example.jp"), operator("2", "taro@example.jp"), operator("3", "taro@example.jp")];

  it("restores one row of a recreation and keeps the new operator", () => {
    const { operators: after, applied } = apply(rows, plan(rows, { strategy: "recreate" }));
    const undone = undoPlan(after, applied, ["2"]);
    expect(undone.status).toBe("partly_undone");
    expect(active(undone.operators).map(({ id }) => id)).toEqual(["2", "new-0"]);
  });

  it("finishes after one row had been undone before", () => {
    const { operators: after, applied } = apply(rows, plan(rows, { strategy: "recreate" }));
    const rest = undoPlan(undoPlan(after, applied, ["2"]).operators, applied);
    expect(rest.status).toBe("undone");
    expect(active(rest.operators).map(({ id }) => id)).toEqual(["1", "2", "3"]);
    expect(rest.results).toContainEqual({ operatorId: "2", result: "skipped", code: "already_active" });
  });

  it("names what it could not restore, and why", () => {
    const { operators: after, applied } = apply(rows, plan(rows));
    const meanwhile = after
      .filter(({ id }) => id !== "3")
      .map((row): Operator => (row.id === "2" ? { ...row, deletedReason: "manual" } : row));
    expect(undoPlan(meanwhile, applied)).toMatchObject({
      status: "partly_undone",
      results: [
        { operatorId: "2", result: "failed", code: "deleted_again_since" },
        { operatorId: "3", result: "failed", code: "not_found" },
      ],
    });
    expect(undoPlan(after, applied, ["1"]).results).toEqual([
      { operatorId: "1", result: "failed", code: "not_in_batch" },
    ]);
  });

  it("leaves to a later clean-up whom that one deleted again", () => {
    const { operators: after, applied } = apply(rows, plan(rows));
    const deletedAt = new Date(now.getTime() + 1);
    const meanwhile = after.map((row): Operator => (row.id === "2" ? { ...row, deletedAt } : row));
    const { operators: left, results } = undoPlan(meanwhile, applied);
    expect(results).toContainEqual({ operatorId: "2", result: "failed", code: "deleted_again_since" });
    expect(active(left).map(({ id }) => id)).not.toContain("2");
  });

  it("does not trip over a new operator who is deleted or gone already", () => {
    const { operators: after, applied } = apply(rows, plan(rows, { strategy: "recreate" }));
    const deletedSince = after.map((row): Operator => (row.id === "new-0" ? { ...row, status: "deleted" } : row));
    expect(undoPlan(deletedSince, applied).results).toContainEqual({
      operatorId: "new-0",
      result: "skipped",
      code: "already_deleted",
    });
    const gone = after.filter(({ id }) => id !== "new-0");
    expect(undoPlan(gone, applied).results).toContainEqual({
      operatorId: "new-0",
      result: "skipped",
      code: "not_found",
    });
  });
});
