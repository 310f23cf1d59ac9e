"use client";

import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/pagination";
import { RadioGroup } from "@/components/ui/radio-group";
import { SkeletonList } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api-error";
import { useApplyCleanup, useCleanup, usePlanCleanup } from "@/lib/client/duplicate-emails";
import type { AccountRef } from "@/lib/schemas/account";
import type { CleanupPlanDto, CleanupStrategyName } from "@/lib/schemas/cleanup";
import { BulkWorks } from "../../_components/bulk-works";
import type { Outcome } from "./cleanup-outcome";
import { PlanSteps } from "./plan-steps";

/** Which groups a review is about: these, or every `same` one. */
export interface ReviewRequest {
  readonly emailKeys?: readonly string[];
  readonly survivors: Readonly<Record<string, string>>;
}

interface CleanupReviewProps {
  account: AccountRef;
  request: ReviewRequest | null;
  onClose: () => void;
  onApplied: (outcome: Outcome) => void;
}

/** The plan before it is carried out: every operator who stays or goes. Another way of cleaning is another plan. */
export function CleanupReview({ account, request, onClose, onApplied }: CleanupReviewProps) {
  const t = useTranslations("duplicates.review");
  const common = useTranslations("ui");
  const [strategy, setStrategy] = useState<CleanupStrategyName>("keep-one");
  const plan = usePlanCleanup(account.code);
  const apply = useApplyCleanup(account.code);
  const { mutate: makePlan, reset: forgetPlan } = plan;
  const { reset: forgetApply } = apply;

  useEffect(() => {
    forgetApply();
    if (!request) return forgetPlan();
    const { emailKeys, survivors } = request;
    makePlan({ strategy, survivors: { ...survivors }, ...(emailKeys ? { emailKeys: [...emailKeys] } : {}) });
  }, [request, strategy, makePlan, forgetPlan, forgetApply]);

  const isDone = namesNoGroup(plan.error);
  const counts = countSteps(plan.data);
  const utage = account.directory === "utage";
  const close = () => {
    setStrategy("keep-one");
    onClose();
  };
  const confirm = () => {
    if (!plan.data) return;
    const { id } = plan.data;
    apply.mutate(plan.data, {
      onSuccess: (answer) => {
        setStrategy("keep-one");
        onApplied(
          answer.status === "to_do"
            ? { kind: "to_do", id, count: answer.todos.length }
            : { kind: "applied", id, groups: counts.groups, deleted: counts.deletes },
        );
      },
    });
  };
  return (
    <Dialog
      open={request !== null}
      onOpenChange={(open) => !open && close()}
      pending={apply.isPending}
      size="lg"
      title={t("title")}
      lead={isDone ? undefined : t(utage ? "leadUtage" : "leadHosted")}
      actions={
        isDone ? (
          <Button onClick={close}>{common("close")}</Button>
        ) : (
          <>
            <Button onClick={close} disabled={apply.isPending}>
              {common("cancel")}
            </Button>
            <Button
              variant={utage ? "primary" : "danger"}
              onClick={confirm}
              pending={apply.isPending}
              disabled={!plan.data || counts.deletes === 0}
            >
              {utage ? t("confirmUtage") : t("confirmHosted", { count: counts.deletes })}
            </Button>
          </>
        )
      }
    >
      {isDone ? (
        <Notice role="status">
          <p>{t("alreadyDone")}</p>
        </Notice>
      ) : (
        <>
          <StrategyChoice value={strategy} onChange={setStrategy} utage={utage} />
          {apply.isPending ? <BulkWorks code={account.code} /> : null}
          <ProblemMessage error={plan.error ?? apply.error} />
          {plan.error || apply.error ? (
            <div>
              <Button
                size="sm"
                onClick={() => {
                  apply.reset();
                  if (plan.variables) plan.mutate(plan.variables);
                }}
              >
                {t("again")}
              </Button>
            </div>
          ) : null}
          <p role="status" className="font-medium tabular-nums">
            {plan.isPending ? t("planning") : null}
            {plan.data ? t(utage ? "summaryUtage" : "summary", { ...counts, strategy }) : null}
          </p>
          {plan.isPending || plan.data ? <PlanPreview code={account.code} id={plan.data?.id} /> : null}
        </>
      )}
    </Dialog>
  );
}

interface StrategyChoiceProps {
  value: CleanupStrategyName;
  onChange: (strategy: CleanupStrategyName) => void;
  utage: boolean;
}

function StrategyChoice({ value, onChange, utage }: StrategyChoiceProps) {
  const t = useTranslations("duplicates.review");
  return (
    <RadioGroup
      label={t("strategy")}
      layout="cards"
      value={value}
      onChange={onChange}
      options={[
        { value: "keep-one", label: t("keepOne"), hint: utage ? t("keepOneHintUtage") : t("keepOneHint") },
        { value: "recreate", label: t("recreate"), hint: utage ? t("recreateHintUtage") : t("recreateHintHosted") },
      ]}
    />
  );
}

function PlanPreview({ code, id }: { code: string; id: string | undefined }) {
  const t = useTranslations("duplicates.review");
  const detail = useCleanup(code, id);
  const steps = detail.data?.pages.flatMap((page) => page.steps);
  return (
    <section
      aria-label={t("steps")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard (WCAG 2.1.1)
      tabIndex={0}
      className="max-h-[34dvh] overflow-y-auto rounded-6 border border-border"
    >
      <ProblemMessage error={detail.error} className="m-3" />
      {steps ? <PlanSteps steps={steps} label={t("steps")} /> : <SkeletonList rows={4} />}
      {detail.hasNextPage ? (
        <ShowMore onClick={() => void detail.fetchNextPage()} pending={detail.isFetchingNextPage} />
      ) : null}
    </section>
  );
}

/** The group that was asked for is none any more: somebody has cleaned it up since. */
function namesNoGroup(error: Error | null): boolean {
  return error instanceof ApiError && error.fieldError("emailKeys")?.code === "unknown_email_key";
}

function countSteps(plan: CleanupPlanDto | undefined): { groups: number; deletes: number; creates: number } {
  const count = (action: string) => plan?.steps.filter((step) => step.action === action).length ?? 0;
  const creates = count("create");
  return { groups: count("keep") + creates, deletes: count("delete"), creates };
}
