import "server-only";
import type { Actor } from "../audit/record-audit-event";
import { type DeletionOutcome, deleteOperators } from "../batches/delete-operators";
import { AppError } from "../errors";
import type { AccountScope } from "../permissions";
import { findOperator } from "./queries";

/**
 * Deletes one operator as a batch of one row, so that it can be undone like any other deletion. Throws `not_found`, and
 * `already_applied` for one that is deleted already.
 */
export async function deleteOperator(
  account: AccountScope["account"],
  operatorId: string,
  { actor, now, requestId }: { readonly actor: Actor; readonly now: Date; readonly requestId?: string },
): Promise<DeletionOutcome> {
  const operator = await findOperator(account.id, operatorId);
  if (!operator) throw new AppError("not_found");
  if (operator.status === "deleted") throw new AppError("already_applied");
  // Looked at again under lock: of two at the same moment the later one finds nobody.
  return deleteOperators(account, { operatorIds: [operatorId] }, actor, now, requestId, { orNothing: true });
}
