import "server-only";
import { operatorSearchText } from "@/lib/domain/search-text";
import type { OperatorWithWarningsDto, UpdateOperatorInput } from "@/lib/schemas/operator";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { expireOpenResets } from "../password-resets/make-resets";
import { sql } from "../sql";
import { duplicateWarnings } from "./duplicate-warnings";
import { passOnFailures } from "./operator-lock";
import { OPERATOR_COLUMNS, type OperatorRecord, toOperator } from "./queries";
import { readEmail } from "./read-email";

type Act = { readonly actor: Actor; readonly now: Date; readonly requestId?: string };
type Fields = Pick<OperatorRecord, "name" | "email" | "permissions"> & { registeredOn: string | null };

/**
 * Changes the named fields of an active operator and counts its version up; another address ends the reset links that the
 * old one was given. Throws `not_found`, `invalid_email`, and
 * `stale_operator` when the version is an old one or the operator was deleted meanwhile (S52).
 */
export async function updateOperator(
  account: { readonly id: string },
  operatorId: string,
  input: UpdateOperatorInput,
  act: Act,
): Promise<OperatorWithWarningsDto> {
  return forAccount(account.id).sql(async (db) => {
    const current = await lockOperator(db, operatorId);
    if (!current) throw new AppError("not_found");
    if (current.deleted_at !== null || current.version !== input.version) throw new AppError("stale_operator");
    const before = fieldsOf(current);
    const after = wanted(before, input);
    const changed = changedFields(before, after);
    if (changed.length === 0) return { ...toOperator(current), warnings: await duplicateWarnings(db, current) };
    const row = await writeFields(db, operatorId, after, act.now);
    if (row.email_key !== current.email_key) {
      await expireOpenResets(db, [operatorId], act.now);
      await passOnFailures(db, [current.email_key, row.email_key]);
    }
    await recordAuditEventSql(db, {
      actor: act.actor,
      action: "operator_changed",
      subject: { type: "operator", id: row.id, name: row.name },
      before: Object.fromEntries(changed.map((field) => [field, before[field]])),
      after: Object.fromEntries(changed.map((field) => [field, after[field]])),
      ...(act.requestId === undefined ? {} : { requestId: act.requestId }),
    });
    return { ...toOperator(row), warnings: await duplicateWarnings(db, row) };
  });
}

async function lockOperator(db: AccountSql, operatorId: string): Promise<OperatorRecord | undefined> {
  const { rows } = await db.query<OperatorRecord>(sql`
    select ${OPERATOR_COLUMNS} from operators o
    where o.account_id = ${db.accountId}::uuid and o.id = ${operatorId}::uuid for no key update`);
  return rows[0];
}

function fieldsOf(row: OperatorRecord): Fields {
  return { name: row.name, email: row.email, permissions: row.permissions, registeredOn: row.registered_on };
}

function wanted(before: Fields, input: UpdateOperatorInput): Fields {
  return {
    name: input.name ?? before.name,
    email: input.email === undefined ? before.email : readEmail(input.email).email,
    permissions: input.permissions ?? before.permissions,
    registeredOn: input.registeredOn === undefined ? before.registeredOn : input.registeredOn,
  };
}

function changedFields(before: Fields, after: Fields): (keyof Fields)[] {
  const fields = ["name", "email", "permissions", "registeredOn"] as const;
  return fields.filter((field) => JSON.stringify(before[field]) !== JSON.stringify(after[field]));
}

async function writeFields(db: AccountSql, operatorId: string, after: Fields, now: Date): Promise<OperatorRecord> {
  const { email, emailKey, possibleKey } = readEmail(after.email);
  const { rows } = await db.query<OperatorRecord>(sql`
    update operators o
    set name = ${after.name}, email = ${email}, email_key = ${emailKey}, possible_key = ${possibleKey},
        search_text = ${operatorSearchText(after.name, email)}, permissions = ${after.permissions}::text[],
        registered_on = ${after.registeredOn}::date, version = o.version + 1, updated_at = ${now}
    where o.account_id = ${db.accountId}::uuid and o.id = ${operatorId}::uuid
    returning ${OPERATOR_COLUMNS}`);
  const [row] = rows;
  if (!row) throw new AppError("internal");
  return row;
}
