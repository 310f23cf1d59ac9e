import { z } from "zod";
import { pageOf, pageQuery } from "./pagination";
import { day, instant, uuid } from "./values";

/** Something that only the owner can do, on UTAGE: delete this row, or add this operator. */
export const todo = z.strictObject({
  id: uuid,
  batchId: uuid,
  action: z.enum(["delete", "create"]),
  operatorId: uuid.nullable(),
  name: z.string(),
  email: z.string(),
  emailKey: z.string(),
  registeredOn: day.nullable(),
  status: z.enum(["open", "done", "withdrawn"]),
  doneBy: z.enum(["hand", "import"]).nullable(),
  doneImportId: uuid.nullable(),
  doneAt: instant.nullable(),
  createdAt: instant,
});

export const todoListQuery = z.strictObject({
  ...pageQuery.shape,
  status: z.enum(["open", "done", "all"]).default("all"),
  batchId: uuid.optional(),
});

export const todoList = pageOf(todo);

export const updateTodoBody = z.strictObject({ status: z.enum(["done", "open"]) });

export type TodoDto = z.output<typeof todo>;
export type TodoListQuery = z.output<typeof todoListQuery>;
export type TodoListDto = z.output<typeof todoList>;
export type UpdateTodoInput = z.output<typeof updateTodoBody>;
