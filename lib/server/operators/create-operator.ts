import "server-only";
import { operatorSearchText } from "@/lib/domain/search-text";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { CreateOperatorInput, OperatorWithWarningsDto } from "@/lib/schemas/operator";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import type { AccountScope } from "../permissions";
import { sql } from "../sql";
import { duplicateWarnings } from "./duplicate-warnings";
import { OPERATOR_COLUMNS, type OperatorRecord, toOperator } from "./queries";
import { readEmail } from "./read-email";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId?: string };

/**
 * Adds an operator. An address that another one holds is taken all the same, with a warning: the service allows it, and
 * it is cause 3. On a hosted contract the operator starts without a password, registered today; on a utage contract this
 * adds to the record only. Throws `invalid_email`.
 */
export async function createOperator(
  account: Pick<AccountScope["account"], "id" | "directory">,
  input: CreateOperatorInput,
  act: Act,
): Promise<OperatorWithWarningsDto> {
  const unsaid = account.directory === "hosted" ? tokyoDay(act.now) : null;
  const registeredOn = input.registeredOn === undefined ? unsaid : input.registeredOn;
  return forAccount(account.id).sql((db) => insertOperator(db, { ...input, registeredOn }, act));
}

/** The same inside a transaction that does more. */
export async function insertOperator(
  db: AccountSql,
  input: Omit<CreateOperatorInput, "registeredOn"> & { registeredOn: string | null },
  { actor, now, requestId }: Act,
): Promise<OperatorWithWarningsDto> {
  const { email, emailKey, possibleKey } = readEmail(input.email);
  const { rows } = await db.query<OperatorRecord>(sql`
    insert into operators as o (account_id, name, email, email_key, possible_key, search_text, permissions,
                                registered_on, created_at, updated_at)
    values (${db.accountId}::uuid, ${input.name}, ${email}, ${emailKey}, ${possibleKey},
            ${operatorSearchText(input.name, email)}, ${input.permissions}::text[], ${input.registeredOn}::date, ${now}, ${now})
    returning ${OPERATOR_COLUMNS}`);
  const [row] = rows;
  if (!row) throw new AppError("internal");
  await recordAuditEventSql(db, {
    actor,
    action: "operator_added",
    subject: { type: "operator", id: row.id, name: row.name },
    after: { name: row.name, email: row.email, permissions: row.permissions, registeredOn: row.registered_on },
    ...(requestId === undefined ? {} : { requestId }),
  });
  return { ...toOperator(row), warnings: await duplicateWarnings(db, row) };
}
