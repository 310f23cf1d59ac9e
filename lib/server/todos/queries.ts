import "server-only";
import type { Prisma } from "@/prisma/generated/client";
import { sql } from "../sql";

/** The columns of a to-do that its answer shows, from `todos t`. */
export const TODO_COLUMNS: Prisma.Sql = sql`
  t.id, t.batch_id, t.action, t.operator_id, t.name, t.email, t.email_key, t.registered_on, t.status, t.done_by,
  t.done_import_id, t.done_at, t.created_at`;

export type TodoRecord = {
  id: string;
  batch_id: string;
  action: "delete" | "create";
  operator_id: string | null;
  name: string;
  email: string;
  email_key: string;
  /** `YYYY-MM-DD` */
  registered_on: string | null;
  status: "open" | "done" | "withdrawn";
  done_by: "hand" | "import" | null;
  done_import_id: string | null;
  done_at: Date | null;
  created_at: Date;
};

/** A row of `TODO_COLUMNS` as the API shows it. */
export function toTodo(row: TodoRecord) {
  return {
    id: row.id,
    batchId: row.batch_id,
    action: row.action,
    operatorId: row.operator_id,
    name: row.name,
    email: row.email,
    emailKey: row.email_key,
    registeredOn: row.registered_on,
    status: row.status,
    doneBy: row.done_by,
    doneImportId: row.done_import_id,
    doneAt: row.done_at,
    createdAt: row.created_at,
  };
}
