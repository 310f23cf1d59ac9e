import { describe, expect, it } from "vitest";
import { applyPlan, undoPlan } from "@/lib/domain/duplicates/apply-plan";
import { groupDuplicates } from "@/lib/domain/duplicates/group";
import { planCleanup } from "@/lib/domain/duplicates/plan-cleanup";
import { storedEmailKey, storedPossibleKey } from "@/lib/domain/email";
import type { Operator } from "@/lib/domain/operator";
import { deleteOperators } from "@/lib/server/batches/delete-operators";
import { undoBatch } from "@/lib/server/batches/undo-batch";
import { pool } from "@/lib/server/db";
import { restoreOperator } from "@/lib/server/deleted/restore-operator";
import { applyCleanup } from "@/lib/server/duplicates/apply-cleanup";
import { planDuplicateCleanup } from "@/lib/server/duplicates/plan-cleanup";
import { updateOperator } from "@/lib/server/operators/update-operator";
import { createAccount } from "../factories/account";
import { createOwner } from "../factories/owner";
import { addRoster, randomRoster } from "../factories/roster";

const actor = { kind: "system", name: "山田" } as const;
const requestId = "test";

/** Everybody of a contract as the rules see them, in the order of their ids. */
async function operatorsOf(account: { readonly id: string }): Promise<readonly Operator[]> {
  const { rows } = await pool().query(
    `select id, name, email, email_key as "emailKey", possible_key as "possibleKey", permissions,
            registered_on as "registeredOn", last_login_at as "lastLoginAt", last_confirmed_at as "lastConfirmedAt",
            password_hash is not null as "passwordSet", deleted_at as "deletedAt", deleted_reason as "deletedReason",
            deleted_by as "deletedBy", version
     from operators where account_id = $1 order by id`,
    [account.id],
  );
  return rows.map((row) => ({
    ...row,
    emailKey: storedEmailKey(row.emailKey),
    possibleKey: storedPossibleKey(row.possibleKey),
    status: row.deletedAt === null ? "active" : "deleted",
    toBeDeleted: false,
  }));
}

const byId = (operators: readonly Operator[]) => operators.toSorted((one, other) => (one.id < other.id ? -1 : 1));

// The properties of a clean-up (plan-cleanup.test.ts) are proved on lists in memory: they hold for the server as far as it does the same.
describe("the server does to a contract what the rules do to a list", () => {
  it.each([
    [1, "keep-one"],
    [2, "keep-one"],
    [3, "recreate"],
    [4, "recreate"],
  ] as const)("roster %i, %s: planned, applied, lived with, and undone", async (seed, strategy) => {
    const account = { ...(await createAccount({ owner: await createOwner() })), directory: "hosted" as const };
    await addRoster(account, randomRoster(seed, 40));
    const before = await operatorsOf(account);

    const planned = planCleanup({ groups: groupDuplicates(before), strategy });
    if (!planned.ok) throw new Error(planned.fault.code);
    const plan = await planDuplicateCleanup(account, { strategy }, actor.name, new Date());
    expect(plan.steps).toMatchObject(
      planned.plan.steps.map(({ action, emailKey, reason }) => ({ action, emailKey, reason })),
    );

    const now = new Date();
    await applyCleanup(account, { id: plan.id, fingerprint: plan.fingerprint, actor, now, requestId });
    const after = await operatorsOf(account);
    const added = after.filter(({ id }) => !before.some((known) => known.id === id));
    const newIds = planned.plan.steps.flatMap((step) =>
      step.action === "create" ? added.filter(({ emailKey }) => emailKey === step.emailKey).map(({ id }) => id) : [],
    );
    const model = applyPlan(before, planned.plan, { newIds, now, by: actor.name });
    if (!model.ok) throw new Error(model.code);
    expect(model.applied.deletedIds.length).toBeGreaterThan(10);
    expect(after).toEqual(byId(model.operators));

    const [restored = "", deletedAgain = ""] = model.applied.deletedIds;
    const act = { actor, now: new Date(), requestId };
    for (const id of [restored, deletedAgain]) await restoreOperator(account, id, { ...act, force: true });
    await deleteOperators(account, { operatorIds: [deletedAgain, ...newIds.slice(0, 1)] }, actor, new Date());
    for (const id of newIds.slice(1, 2)) await updateOperator(account, id, { version: 1, name: "別の 名前" }, act);

    const lived = await operatorsOf(account);
    const undoing = {
      batchId: plan.id,
      operatorIds: undefined,
      kind: "cleanup",
      actor,
      now: new Date(),
      requestId,
    } as const;
    const undone = await undoBatch(account.id, undoing);
    const expected = undoPlan(lived, model.applied);
    const sorted = <Row extends { readonly operatorId: string }>(rows: readonly Row[]) =>
      rows.toSorted((one, other) => (one.operatorId < other.operatorId ? -1 : 1));
    expect(sorted(undone.results)).toEqual(sorted(expected.results));
    expect(undone.status).toBe(expected.status);
    expect(await operatorsOf(account)).toEqual(byId(expected.operators));
  });
});
