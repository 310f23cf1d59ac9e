"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import { useCleanup, usePastCleanups, useUndoCleanup } from "@/lib/client/duplicate-emails";
import { formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { BatchStepDto, BatchSummaryDto } from "@/lib/schemas/batch-history";
import { BulkWorks } from "../../_components/bulk-works";
import type { Outcome } from "./cleanup-outcome";
import { PlanSteps } from "./plan-steps";

const TONES: Record<BatchSummaryDto["status"], StatusTone> = {
  planned: "neutral",
  applied: "success",
  to_do: "info",
  undone: "neutral",
  partly_undone: "warning",
};

interface CleanupHistoryProps {
  account: AccountRef;
  onOutcome: (outcome: Outcome) => void;
}

/** Past clean-ups, each to be undone whole or row by row. Nothing at all before the first. */
export function CleanupHistory({ account, onOutcome }: CleanupHistoryProps) {
  const t = useTranslations("duplicates.history");
  const past = usePastCleanups(account.code);
  const batches = past.data?.pages.flatMap((page) => page.items) ?? [];
  if (batches.length === 0 && !past.error) return null;
  return (
    <Sheet title={t("title")} padding="flush">
      <ProblemMessage error={past.error} className="m-4" />
      <ul className="divide-y divide-border">
        {batches.map((batch) => (
          <PastCleanup key={batch.id} account={account} batch={batch} onOutcome={onOutcome} />
        ))}
      </ul>
      {past.hasNextPage ? (
        <ShowMore onClick={() => void past.fetchNextPage()} pending={past.isFetchingNextPage} />
      ) : null}
    </Sheet>
  );
}

function PastCleanup({ account, batch, onOutcome }: CleanupHistoryProps & { batch: BatchSummaryDto }) {
  const t = useTranslations("duplicates.history");
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const undo = useUndoCleanup(account.code);
  const at = formatDateTime(batch.appliedAt ?? batch.createdAt);
  const undoable = batch.status !== "undone";
  const run = (operatorIds?: string[]) =>
    undo.mutate(operatorIds ? { id: batch.id, operatorIds } : { id: batch.id }, {
      onSuccess: (answer) => onOutcome({ kind: "undone", answer }),
      onSettled: () => setAsking(false),
    });
  return (
    <li className="grid gap-3 px-4 py-4 sm:px-6">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56 leading-normal">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span className="font-medium tabular-nums">{at}</span>
            <StatusBadge tone={TONES[batch.status]}>{t(`statuses.${batch.status}`)}</StatusBadge>
          </p>
          <p className="text-[0.9375rem] text-muted">
            {t("summary", {
              name: batch.createdByName,
              strategy: batch.strategy ?? "keep-one",
              deletes: batch.deletes,
              creates: batch.creates,
            })}
            {batch.openTodos > 0 ? t("open", { count: batch.openTodos }) : null}
          </p>
        </div>
        <div className="flex flex-wrap gap-2">
          <Button size="sm" variant="ghost" aria-expanded={open} onClick={() => setOpen(!open)}>
            {open ? t("hide") : t("show")}
          </Button>
          {undoable ? (
            <Button size="sm" aria-label={t("undoOf", { at })} onClick={() => setAsking(true)}>
              {t("undo")}
            </Button>
          ) : null}
        </div>
      </div>
      <ProblemMessage error={undo.error} />
      {open ? <PastSteps account={account} id={batch.id} pending={undo.isPending} onUndo={(id) => run([id])} /> : null}
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={t("undoTitle")}
        lead={account.directory === "utage" ? t("undoLeadUtage") : t("undoLeadHosted")}
        confirmLabel={t("undo")}
        pending={undo.isPending}
        onConfirm={() => run()}
      >
        {undo.isPending ? <BulkWorks code={account.code} /> : null}
      </ConfirmDialog>
    </li>
  );
}

interface PastStepsProps {
  account: AccountRef;
  id: string;
  pending: boolean;
  onUndo: (operatorId: string) => void;
}

function PastSteps({ account, id, pending, onUndo }: PastStepsProps) {
  const t = useTranslations("duplicates.history");
  const detail = useCleanup(account.code, id);
  const steps = detail.data?.pages.flatMap((page) => page.steps);
  const actionFor = (step: BatchStepDto) => {
    if (step.undoneAt !== null) return <span className="text-sm text-muted">{t("rowUndone")}</span>;
    if (step.action !== "delete" || step.operatorId === null) return null;
    const { operatorId } = step;
    return (
      <Button
        size="sm"
        disabled={pending}
        aria-label={t("undoRow", { name: step.name, email: step.email })}
        onClick={() => onUndo(operatorId)}
      >
        {t("undo")}
      </Button>
    );
  };
  return (
    <div className="rounded-6 border border-border">
      <ProblemMessage error={detail.error} className="m-3" />
      {steps ? <PlanSteps steps={steps} label={t("steps")} actionFor={actionFor} /> : <SkeletonList rows={3} />}
      {detail.hasNextPage ? (
        <ShowMore onClick={() => void detail.fetchNextPage()} pending={detail.isFetchingNextPage} />
      ) : null}
    </div>
  );
}
