import { z } from "zod";
import { todo, updateTodoBody } from "@/lib/schemas/todo";
import { accountParams, uuid } from "@/lib/schemas/values";
import { route } from "@/lib/server/route";
import { updateTodo } from "@/lib/server/todos/update-todo";

export const PATCH = route({
  permission: "account:write",
  params: z.strictObject({ ...accountParams.shape, id: uuid }),
  body: updateTodoBody,
  response: todo,
  handle: ({ account, session, params, body, now, requestId }) =>
    updateTodo(account.id, {
      id: params.id,
      status: body.status,
      actor: { kind: "owner", id: session.owner.id, name: session.owner.name },
      now,
      requestId,
    }),
});
