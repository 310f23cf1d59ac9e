"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useProblemText } from "@/components/problem-message";
import { useToast } from "@/components/ui/toast";
import { useLatest } from "@/components/ui/use-latest";
import { type OperatorListView, operatorFilterOf } from "@/lib/client/operator-list-view";
import { countToConfirm, useDeleteOperators, useUndoDeletion } from "@/lib/client/operators";
import type { DeletionAnswer } from "@/lib/schemas/bulk-delete";
import type { DeleteTarget } from "./delete-dialog";

/**
 * Deleting as the page does it: ask, do, tell, and offer the way back.
 * @param total how many the list has now; undefined until that is known
 */
export function useDeletion(code: string, view: OperatorListView, total: number | undefined, onDone: () => void) {
  const t = useTranslations("operators.deletion");
  const [target, setTarget] = useState<DeleteTarget | null>(null);
  const remove = useDeleteOperators(code);
  const undo = useUndoDeletion(code);
  const toast = useToast();
  const router = useRouter();
  const problemText = useProblemText();

  // As a promise: the toast outlives this page, and callbacks given to `mutate` would not.
  async function takeBack(batchId: string) {
    try {
      const { results } = await undo.mutateAsync(batchId);
      const count = results.filter((row) => row.result === "done").length;
      const left = results.length - count;
      if (left === 0) toast.success(t("undone", { count }));
      else toast.info(t("partlyUndone", { count, left }));
      router.refresh();
    } catch (error) {
      toast.danger(t("undoFailed"), { description: problemText(error).text });
    }
  }

  function tell({ batchId, status, results }: DeletionAnswer) {
    const count = results.filter((row) => row.result === "done" || row.code === "to_do").length;
    // Somebody else, or another tab, was quicker: nothing was done, and there is nothing to take back.
    if (batchId === null) {
      toast.info(t("alreadyDeleted"));
      return;
    }
    const text = status === "to_do" ? t("listed", { count }) : t("deleted", { count });
    toast.success(text, { action: { label: t("undo"), onClick: () => void takeBack(batchId) } });
  }

  const current: DeleteTarget | null =
    target?.kind === "matching" ? { ...target, count: countToConfirm(remove.error, target.count, total) } : target;

  const ask = useLatest((next: DeleteTarget) => {
    remove.reset();
    setTarget(next);
  });

  return {
    target: current,
    error: remove.error,
    pending: remove.isPending,
    ask,
    cancel: () => setTarget(null),
    confirm: (chosen: DeleteTarget) => {
      const body =
        chosen.kind === "chosen"
          ? { ids: chosen.operators.map((operator) => operator.id) }
          : { filter: operatorFilterOf(view), expectedCount: chosen.count };
      setTarget(chosen);
      remove.mutate(body, {
        onSuccess: (answer) => {
          setTarget(null);
          onDone();
          tell(answer);
          router.refresh();
        },
      });
    },
  };
}
