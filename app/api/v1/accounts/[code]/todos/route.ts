import { todoList, todoListQuery } from "@/lib/schemas/todo";
import { accountParams } from "@/lib/schemas/values";
import { route } from "@/lib/server/route";
import { listTodos } from "@/lib/server/todos/list-todos";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: todoListQuery,
  response: todoList,
  handle: ({ account, query }) => listTodos(account.id, query),
});
