"use client";

import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import type { BatchStepDto } from "@/lib/schemas/batch-history";

const TONES: Record<BatchStepDto["action"], StatusTone> = { keep: "success", delete: "danger", create: "info" };
/** Reasons with a sentence of their own; a deletion needs none beside its badge. */
const TOLD = [
  "not_on_deletion_list",
  "latest_login",
  "most_permissions",
  "oldest_registration",
  "first_added",
  "chosen_by_owner",
] as const;

interface PlanStepsProps {
  steps: readonly BatchStepDto[];
  label: string;
  /** What can be done with a step, at the end of its line. */
  actionFor?: ((step: BatchStepDto) => ReactNode) | undefined;
}

/** Who stays and why, who is deleted, who is added. */
export function PlanSteps({ steps, label, actionFor }: PlanStepsProps) {
  const t = useTranslations("duplicates");
  return (
    <ul aria-label={label} className="divide-y divide-border">
      {steps.map((step, index) => {
        const told = TOLD.find((reason) => reason === step.reason);
        return (
          <li
            key={step.seq}
            className={
              startsGroup(steps, index)
                ? "grid gap-1 border-t-2! border-t-rule! px-3 py-2.5 first:border-t-0! sm:px-4"
                : "grid gap-1 px-3 py-2.5 sm:px-4"
            }
          >
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
              <StatusBadge tone={TONES[step.action]}>{t(`actions.${step.action}`)}</StatusBadge>
              <span className="min-w-0 flex-1 basis-40 leading-normal">
                <span className="block font-medium">{step.name === "" ? t("noName") : step.name}</span>
                <span className="block font-mono text-sm break-all text-muted">{step.email}</span>
                {told && step.action !== "delete" ? (
                  <span className="block text-sm text-muted">
                    {step.action === "create" ? t("basedOn", { reason: t(`reasons.${told}`) }) : t(`reasons.${told}`)}
                  </span>
                ) : null}
              </span>
              {actionFor?.(step)}
            </div>
          </li>
        );
      })}
    </ul>
  );
}

/** A kept operator opens its group; an added one closes it. */
function startsGroup(steps: readonly BatchStepDto[], index: number): boolean {
  return steps[index]?.action === "keep" || steps[index - 1]?.action === "create";
}
