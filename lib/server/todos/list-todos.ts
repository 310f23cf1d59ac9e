import "server-only";
import { z } from "zod";
import type { TodoListQuery } from "@/lib/schemas/todo";
import { uuid } from "@/lib/schemas/values";
import { AppError } from "../errors";
import { emptySql, queryRows, sql } from "../sql";
import { TODO_COLUMNS, type TodoRecord, toTodo } from "./queries";

/** After the to-do of this address, act and id. */
const cursorSchema = z.strictObject({
  k: z
    .string()
    .max(400)
    .regex(/^[^\0]*$/),
  a: z.enum(["delete", "create"]),
  i: uuid,
});

/**
 * utage: what there is to do on UTAGE, by address, deletions before additions. Withdrawn ones are shown in no list.
 * Throws `invalid_cursor`.
 */
export async function listTodos(accountId: string, { status, batchId, limit, cursor }: TodoListQuery) {
  const after = cursor === undefined ? null : readCursor(cursor);
  const chosen = sql`
    t.account_id = ${accountId}::uuid
    and ${status === "all" ? sql`t.status in ('open', 'done')` : sql`t.status = ${status}::todo_status`}
    ${batchId === undefined ? emptySql : sql`and t.batch_id = ${batchId}::uuid`}`;
  const rows = await queryRows<TodoRecord>(sql`
    select ${TODO_COLUMNS} from todos t
    where ${chosen}
      ${after === null ? emptySql : sql`and (t.email_key, t.action, t.id) > (${after.k}, ${after.a}::step_action, ${after.i}::uuid)`}
    order by t.email_key, t.action, t.id limit ${limit + 1}`);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    items: page.map(toTodo),
    nextCursor: rows.length > limit && last ? cursorOf(last) : null,
    ...(after === null ? { total: await count(chosen) } : {}),
  };
}

async function count(chosen: ReturnType<typeof sql>): Promise<number> {
  const [row] = await queryRows<{ count: number }>(sql`select count(*)::int as count from todos t where ${chosen}`);
  return row?.count ?? 0;
}

function cursorOf(row: TodoRecord): string {
  return Buffer.from(JSON.stringify({ k: row.email_key, a: row.action, i: row.id })).toString("base64url");
}

function readCursor(given: string) {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(given, "base64url").toString("utf8"));
  } catch {
    throw new AppError("invalid_cursor");
  }
  const cursor = cursorSchema.safeParse(data).data;
  if (!cursor) throw new AppError("invalid_cursor");
  return cursor;
}
