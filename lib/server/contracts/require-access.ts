import "server-only";
import { type Contract, effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { AppError } from "../errors";
import type { AccountSql } from "../for-account";
import { sql } from "../sql";
import { CONTRACT_COLUMNS } from "./contract-record";

/** Throws `contract_ended` where the contract lets no operator in at `now`, by its status or by its date (article cause 6). */
export async function requireAccess(db: AccountSql, now: Date): Promise<void> {
  const { rows } = await db.query<Contract>(sql`
    select ${CONTRACT_COLUMNS} from contracts c where c.account_id = ${db.accountId}::uuid`);
  const [contract] = rows;
  if (!contract || endsAccess(effectiveStatus(contract, now))) throw new AppError("contract_ended");
}
