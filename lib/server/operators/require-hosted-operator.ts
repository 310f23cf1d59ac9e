import "server-only";
import { AppError } from "../errors";
import type { AccountScope } from "../permissions";
import { findOperator } from "./queries";

/**
 * An operator who signs in here. Throws `not_hosted` where operators sign in on UTAGE, which Kenshin does not see, and
 * `not_found` for an unknown or foreign id.
 */
export async function requireHostedOperator(account: AccountScope["account"], operatorId: string) {
  if (account.directory !== "hosted") throw new AppError("not_hosted");
  return requireOperatorOf(account.id, operatorId);
}

/** An operator of the account, active or deleted. Throws `not_found` for an unknown or foreign id. */
export async function requireOperatorOf(accountId: string, operatorId: string) {
  const operator = await findOperator(accountId, operatorId);
  if (!operator) throw new AppError("not_found");
  return operator;
}
