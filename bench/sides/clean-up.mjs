// A clean-up of every duplicate of one contract: planned, applied with a record of each step, and undone. Prints the
// milliseconds of each and a hash over who was active in between.

import { undoBatch } from "../../lib/server/batches/undo-batch.ts";
import { closeDatabase, pool } from "../../lib/server/db.ts";
import { applyCleanup } from "../../lib/server/duplicates/apply-cleanup.ts";
import { planDuplicateCleanup } from "../../lib/server/duplicates/plan-cleanup.ts";
import { activeHash } from "../harness/active-hash.mjs";
import { timed } from "../harness/compare.mjs";

const [accountId] = process.argv.slice(2);
const account = { id: accountId, directory: "hosted" };
const actor = { kind: "system", name: "計測" };
const now = new Date();

// Opens the connections, so that neither side pays for that.
await activeHash(pool(), accountId);
let plan;
const planTime = await timed(async () => {
  plan = await planDuplicateCleanup(account, { strategy: "keep-one" }, actor.name, now);
});
const applyTime = await timed(() =>
  applyCleanup(account, { id: plan.id, fingerprint: plan.fingerprint, actor, now, requestId: "bench" }),
);
const left = await activeHash(pool(), accountId);
const undoTime = await timed(() =>
  undoBatch(accountId, { batchId: plan.id, operatorIds: undefined, kind: "cleanup", actor, now, requestId: "bench" }),
);
const deleted = plan.steps.filter(({ action }) => action === "delete").map(({ operatorId }) => operatorId);
console.log(
  JSON.stringify({
    planTime,
    applyTime,
    undoTime,
    left,
    restored: await activeHash(pool(), accountId),
    deleted: deleted.length,
  }),
);
await closeDatabase();
