import "server-only";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { OperatorWithWarningsDto } from "@/lib/schemas/operator";
import type { Actor } from "../audit/record-audit-event";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { insertOperator } from "../operators/create-operator";
import type { AccountScope } from "../permissions";
import { lockDeletedOperator } from "./lock-deleted-operator";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId?: string };

/**
 * Makes a new operator of a deleted one's name, address and permissions: without password or history, registered today.
 * The deleted one stays as evidence. Throws `not_hosted` on a utage contract, `not_found`, `not_deleted`, and
 * `email_in_use` unless `force`.
 */
export async function recreateOperator(
  account: Pick<AccountScope["account"], "id" | "directory">,
  operatorId: string,
  { force, ...act }: Act & { readonly force: boolean },
): Promise<OperatorWithWarningsDto> {
  if (account.directory !== "hosted") throw new AppError("not_hosted");
  return forAccount(account.id).sql(async (db) => {
    const { name, email, permissions } = await lockDeletedOperator(db, operatorId, force);
    return insertOperator(db, { name, email, permissions, registeredOn: tokyoDay(act.now) }, act);
  });
}
