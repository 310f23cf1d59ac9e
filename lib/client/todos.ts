import { type QueryKey, useInfiniteQuery, useMutation, useQueryClient } from "@tanstack/react-query";
import type { UpdateTodoInput } from "@/lib/schemas/todo";
import { apiClient, apiPath } from "./api-client";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { todo, todoList } = onDemand(() => import("@/lib/schemas/todo"));

/** To-dos shown, and copied, before more are asked for. */
export const TODOS_SHOWN = 100;

export function openTodosKey(code: string): QueryKey {
  return queryKeys.todos.list(code, { status: "open" });
}

export function useOpenTodos(code: string, enabled: boolean) {
  return useInfiniteQuery({
    queryKey: openTodosKey(code),
    queryFn: ({ signal, pageParam }) =>
      apiClient.get(apiPath("accounts", code, "todos"), {
        schema: todoList,
        query: { status: "open", limit: TODOS_SHOWN, cursor: pageParam },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    enabled,
  });
}

export function useUpdateTodo(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, status }: UpdateTodoInput & { id: string }) =>
      apiClient.patch(apiPath("accounts", code, "todos", id), { schema: todo, body: { status } }),
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.account.all(code) }),
  });
}
