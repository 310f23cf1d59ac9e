import { Check, ChevronDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { type RefObject, useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { type SelfCheckFacts, type SelfCheckStep, stepsToWalk } from "@/lib/domain/self-check";
import type { SelfCheckProps } from "./self-check";
import { StepBody } from "./step-body";

interface StepListProps extends SelfCheckProps {
  facts: SelfCheckFacts;
  isReady: boolean;
  onTake: (step: SelfCheckStep) => void;
  onSolved: () => void;
  /** Something else is to be seen now. */
  onChange: () => void;
}

/** The steps that are left, one open at a time. Without scripts each opens by itself. */
export function StepList({ facts, isReady, onTake, onSolved, onChange, ...page }: StepListProps) {
  const t = useTranslations("selfCheck");
  const steps = stepsToWalk(facts);
  const current = steps.find((step) => !facts.tried.includes(step));
  const list = useRef<HTMLOListElement>(null);
  useFocusAfter(facts.tried.length, list);
  return (
    <section className="grid gap-4 border-t border-border pt-6">
      <div className="grid gap-1">
        <h2 className="text-lg">{t("steps.title")}</h2>
        {facts.seen === null ? null : (
          <p className="flex flex-wrap items-baseline gap-x-3 text-[0.9375rem] text-muted">
            <span>{t(`seen.${facts.seen}`)}</span>
            <button type="button" onClick={onChange} className="text-primary underline underline-offset-4">
              {t("seen.change")}
            </button>
          </p>
        )}
        <p className="text-muted">{t("steps.lead")}</p>
      </div>
      <ol ref={list} className="grid gap-2">
        {steps.map((step, index) => (
          <li key={step}>
            {/* Opened by hand or not: after each answer the next step is the one that is open. */}
            <details
              key={facts.tried.length}
              name="steps"
              open={step === current}
              className="group rounded-8 border border-border open:border-control"
            >
              <summary className="flex min-h-12 list-none items-center gap-3 px-4 py-2.5 font-medium leading-snug [&::-webkit-details-marker]:hidden">
                <StepMark number={index + 1} done={facts.tried.includes(step)} />
                <span className="flex-1 [word-break:auto-phrase]">{t(`steps.names.${step}`)}</span>
                <ChevronDown aria-hidden className="size-5 shrink-0 text-muted group-open:rotate-180" />
              </summary>
              <div className="grid gap-4 px-4 pt-1 pb-4">
                <StepBody {...page} step={step} guide={facts.guide} />
                {isReady ? (
                  <div className="grid gap-2 sm:grid-cols-2">
                    <Button onClick={onSolved}>{t("steps.solved")}</Button>
                    <Button onClick={() => onTake(step)}>{t("steps.stuck")}</Button>
                  </div>
                ) : null}
              </div>
            </details>
          </li>
        ))}
      </ol>
    </section>
  );
}

function StepMark({ number, done }: { number: number; done: boolean }) {
  const t = useTranslations("selfCheck.steps");
  if (!done) {
    return (
      <span aria-hidden className="grid size-7 shrink-0 place-items-center rounded-full border border-control text-sm">
        {number}
      </span>
    );
  }
  return (
    <span className="grid size-7 shrink-0 place-items-center rounded-full bg-success-soft text-success">
      <Check aria-hidden className="size-4" />
      <span className="sr-only">{t("done")}</span>
    </span>
  );
}

/** The step that was answered closes under the finger; whoever uses a keyboard goes on at the next one. */
function useFocusAfter(answers: number, list: RefObject<HTMLOListElement | null>) {
  const before = useRef(answers);
  useEffect(() => {
    if (before.current === answers) return;
    before.current = answers;
    list.current?.querySelector<HTMLElement>("details[open] > summary")?.focus();
  }, [answers, list]);
}
