"use client";

import { CirclePause, Undo2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { loadLater } from "@/components/ui/load-later";
import { useToast } from "@/components/ui/toast";
import { useCancelWaiver } from "@/lib/client/waivers";
import { isWaivable } from "@/lib/domain/waiver";
import { formatDate } from "@/lib/i18n/formats";
import type { CauseHealthDto } from "@/lib/schemas/health";
import type { WaiverDto } from "@/lib/schemas/waiver";

const WaiverDialog = loadLater(() => import("./waiver-dialog").then((module) => module.WaiverDialog));

interface WaiverNoteProps {
  row: CauseHealthDto;
  /** The waiver of this row that ended last. */
  ended: WaiverDto | undefined;
}

/** Below a finding: until when it is waived, by whom and why; or why a waiver is over. */
export function WaiverNote({ row, ended }: WaiverNoteProps) {
  const t = useTranslations("health.waiver");
  if (row.waiver) {
    const { until, by, reason } = row.waiver;
    return (
      <p className="mt-2 border-l-2 border-control pl-3 text-sm">
        <span className="font-medium">{t("note", { until: formatDate(until), by })}</span>
        <br />
        {reason}
      </p>
    );
  }
  if (ended?.endedAt == null || !isWaivable(row.grade)) return null;
  if (ended.endedAs !== "until_passed" && ended.endedAs !== "facts_changed") return null;
  // It was over with its last day, though nobody may have looked until much later.
  const on = formatDate(ended.endedAs === "until_passed" ? ended.until : ended.endedAt);
  return <p className="mt-2 text-sm text-muted">{t(`ended.${ended.endedAs}`, { on })}</p>;
}

interface WaiverActionProps {
  row: CauseHealthDto;
  code: string;
}

/** Waives a finding where there is something to decide, and takes that back. */
export function WaiverAction({ row, code }: WaiverActionProps) {
  const t = useTranslations("health.waiver");
  const cause = useTranslations(`health.causes.${row.slug}`)("name");
  const [open, setOpen] = useState(false);
  const cancel = useCancelWaiver(code);
  const toast = useToast();
  const takeBack = (id: string) => cancel.mutate(id, { onSuccess: () => toast.success(t("cancelled")) });
  const look = { size: "sm", variant: "ghost", className: "-ml-3 print:hidden" } as const;
  return (
    <>
      {/* One button, whichever it is just now: two that take turns would take the focus with them. */}
      {row.waiver !== null || isWaivable(row.grade) ? (
        <Button
          {...look}
          icon={row.waiver ? <Undo2 aria-hidden /> : <CirclePause aria-hidden />}
          aria-label={t(row.waiver ? "cancelOf" : "waiveOf", { cause })}
          pending={cancel.isPending}
          onClick={() => (row.waiver ? takeBack(row.waiver.id) : setOpen(true))}
        >
          {t(row.waiver ? "cancel" : "waive")}
        </Button>
      ) : null}
      {/* Beside the buttons, not among them: the row changes before the dialog hears that it may close. */}
      {open ? <WaiverDialog code={code} row={row} onClose={() => setOpen(false)} /> : null}
      <ProblemMessage error={cancel.error} />
    </>
  );
}
