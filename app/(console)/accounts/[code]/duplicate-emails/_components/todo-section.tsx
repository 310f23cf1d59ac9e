"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { ProblemMessage, useProblemText } from "@/components/problem-message";
import { Checkbox } from "@/components/ui/checkbox";
import { CopyButton } from "@/components/ui/copy-button";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import { useToast } from "@/components/ui/toast";
import { useOpenTodos, useUpdateTodo } from "@/lib/client/todos";
import { UTAGE_ORIGIN } from "@/lib/domain/login-page";
import { formatDate } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { TodoDto } from "@/lib/schemas/todo";

/** 削除リスト: what the owner has to do on UTAGE, to copy and to tick off. */
export function TodoSection({ account }: { account: AccountRef }) {
  const t = useTranslations("duplicates.todos");
  const list = useOpenTodos(account.code, true);
  const update = useUpdateTodo(account.code);
  const toast = useToast();
  const problemText = useProblemText();
  const todos = list.data?.pages.flatMap((page) => page.items) ?? [];
  if (todos.length === 0 && !list.error) return null;
  const line = (todo: TodoDto) =>
    [
      t(`actions.${todo.action}`),
      todo.name,
      todo.email,
      todo.registeredOn === null ? "" : t("registeredOn", { date: formatDate(todo.registeredOn) }),
    ].join("\t");
  // As a promise: the toast outlives this list, and callbacks given to `mutate` would not.
  const reopen = async (id: string) => {
    try {
      await update.mutateAsync({ id, status: "open" });
    } catch (error) {
      toast.danger(t("reopenFailed"), { description: problemText(error).text });
    }
  };
  const tick = (todo: TodoDto) =>
    update.mutate(
      { id: todo.id, status: "done" },
      {
        onSuccess: () =>
          toast.success(t("ticked", { name: todo.name === "" ? todo.email : todo.name }), {
            action: { label: t("reopen"), onClick: () => void reopen(todo.id) },
          }),
      },
    );
  return (
    <Sheet
      title={t("title", { count: list.data?.pages[0]?.total ?? todos.length })}
      lead={t("lead")}
      padding="flush"
      actions={<CopyButton value={todos.map(line).join("\n")} label={t("copy", { count: todos.length })} size="sm" />}
    >
      <p className="px-4 pt-3 text-[0.9375rem] sm:px-6">
        <a
          href={`${UTAGE_ORIGIN}/login`}
          target="_blank"
          rel="noreferrer"
          className="inline-flex items-center gap-1.5 text-primary underline underline-offset-4"
        >
          {t("open")}
          <ExternalLink aria-hidden className="size-4" />
        </a>
      </p>
      <ProblemMessage error={list.error ?? update.error} className="m-4" />
      <ul aria-label={t("list")} className="divide-y divide-border">
        {todos.map((todo) => (
          <li key={todo.id} className="px-4 py-2 sm:px-6">
            <Checkbox
              checked={false}
              disabled={update.isPending}
              onChange={() => tick(todo)}
              label={<TodoText todo={todo} />}
            />
          </li>
        ))}
      </ul>
      {list.hasNextPage ? (
        <ShowMore onClick={() => void list.fetchNextPage()} pending={list.isFetchingNextPage} />
      ) : null}
    </Sheet>
  );
}

function TodoText({ todo }: { todo: TodoDto }) {
  const t = useTranslations("duplicates");
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <StatusBadge tone={todo.action === "delete" ? "danger" : "info"}>{t(`todos.actions.${todo.action}`)}</StatusBadge>
      <span className="font-medium">{todo.name === "" ? t("noName") : todo.name}</span>
      <span className="font-mono text-sm break-all text-muted">{todo.email}</span>
      {todo.registeredOn === null ? null : (
        <span className="text-sm text-muted tabular-nums">
          {t("todos.registeredOn", { date: formatDate(todo.registeredOn) })}
        </span>
      )}
    </span>
  );
}
