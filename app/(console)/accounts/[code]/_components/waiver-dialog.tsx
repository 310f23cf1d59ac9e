"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { TextField } from "@/components/ui/text-field";
import { useToast } from "@/components/ui/toast";
import { useAddWaiver } from "@/lib/client/waivers";
import { startOfTokyoDay, tokyoDay } from "@/lib/domain/tokyo-time";
import { isWaiverDay, MAX_WAIVER_DAYS, WAIVER_REASON_MAX } from "@/lib/domain/waiver";
import type { CauseHealthDto } from "@/lib/schemas/health";

/** What is offered first: time enough to act, not so much that it is forgotten. */
const OFFERED_DAYS = 30;
const dayIn = (days: number) => tokyoDay(startOfTokyoDay(new Date(), days));

interface WaiverDialogProps {
  code: string;
  row: CauseHealthDto;
  onClose: () => void;
}

/** Why and until when the owner puts up with a finding. */
export function WaiverDialog({ code, row, onClose }: WaiverDialogProps) {
  const t = useTranslations("health.waiver");
  const cause = useTranslations(`health.causes.${row.slug}`);
  const add = useAddWaiver(code);
  const toast = useToast();
  const form = useId();
  const [reason, setReason] = useState("");
  const [until, setUntil] = useState(() => dayIn(OFFERED_DAYS));
  const [checked, setChecked] = useState(false);
  const reasonMissing = reason.trim() === "";
  const dayWrong = !isWaiverDay(until, new Date());
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(true);
    if (reasonMissing || dayWrong) return;
    const { slug, grade, count } = row;
    const done = () => {
      toast.success(t("added"));
      onClose();
    };
    add.mutate({ slug, reason, until, seen: { grade, count } }, { onSuccess: done });
  };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      pending={add.isPending}
      title={t("title")}
      lead={`${cause("mark")} ${cause("name")}${t("colon")}${row.summary}`}
      actions={
        <>
          <Button onClick={onClose} disabled={add.isPending}>
            {t("back")}
          </Button>
          <Button type="submit" form={form} variant="primary" pending={add.isPending}>
            {t("waive")}
          </Button>
        </>
      }
    >
      <form id={form} onSubmit={submit} className="grid gap-5" noValidate>
        <TextField
          label={t("reason")}
          hint={t("reasonHint")}
          maxLength={WAIVER_REASON_MAX}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          error={checked && reasonMissing ? t("reasonMissing") : undefined}
        />
        <TextField
          type="date"
          label={t("until")}
          hint={t("untilHint")}
          min={dayIn(0)}
          max={dayIn(MAX_WAIVER_DAYS)}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          error={checked && dayWrong ? t("untilInvalid") : undefined}
        />
      </form>
      <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem] text-muted">
        <li>{t("excludes")}</li>
        <li>{t("lapses")}</li>
      </ul>
      <ProblemMessage error={add.error} />
    </Dialog>
  );
}
