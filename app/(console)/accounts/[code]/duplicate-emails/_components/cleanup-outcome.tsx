"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { useUndoCleanup } from "@/lib/client/duplicate-emails";
import type { AccountRef } from "@/lib/schemas/account";
import type { UndoAnswer } from "@/lib/schemas/batch";

/** What has just been done on this page. */
export type Outcome =
  | { readonly kind: "applied"; readonly id: string; readonly groups: number; readonly deleted: number }
  | { readonly kind: "to_do"; readonly id: string; readonly count: number }
  | { readonly kind: "undone"; readonly answer: UndoAnswer };

interface CleanupOutcomeProps {
  account: AccountRef;
  outcome: Outcome | null;
  onOutcome: (outcome: Outcome | null) => void;
}

/** Says what was done, and takes it back in one click. */
export function CleanupOutcome({ account, outcome, onOutcome }: CleanupOutcomeProps) {
  const t = useTranslations("duplicates.outcome");
  const undo = useUndoCleanup(account.code);
  if (!outcome) return null;
  if (outcome.kind === "undone") {
    return (
      <InView news={outcome}>
        <UndoneNotice answer={outcome.answer} />
      </InView>
    );
  }
  const deletedPage = `/accounts/${account.code}/deleted-operators`;
  return (
    <InView news={outcome}>
      <Notice
        tone="success"
        role="status"
        title={
          outcome.kind === "applied" ? t("applied", { groups: outcome.groups }) : t("toDo", { count: outcome.count })
        }
        actions={
          <Button
            size="sm"
            pending={undo.isPending}
            onClick={() =>
              undo.mutate({ id: outcome.id }, { onSuccess: (answer) => onOutcome({ kind: "undone", answer }) })
            }
          >
            {t("undo")}
          </Button>
        }
      >
        <p>
          {outcome.kind === "applied"
            ? t.rich("appliedBody", {
                count: outcome.deleted,
                link: (text) => <TextLink href={deletedPage}>{text}</TextLink>,
              })
            : t("toDoBody")}
        </p>
        <ProblemMessage error={undo.error} />
      </Notice>
    </InView>
  );
}

/** Brings news before the eyes, however far down the list it was caused, and takes the focus of a button that is gone. */
function InView({ news, children }: { news: Outcome; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (news) box.current?.focus();
  }, [news]);
  return (
    <div ref={box} tabIndex={-1} className="scroll-mt-24 outline-none">
      {children}
    </div>
  );
}

function UndoneNotice({ answer }: { answer: UndoAnswer }) {
  const t = useTranslations("duplicates.outcome");
  const done = answer.results.filter((row) => row.result === "done").length;
  const rest = answer.results.filter((row) => row.result !== "done");
  const codes = [...new Set(rest.map((row) => row.code ?? "not_found"))];
  return (
    <Notice tone={rest.length === 0 ? "success" : "warning"} role="status" title={t("undone", { count: done })}>
      {rest.length === 0 ? null : (
        <>
          <p>{t("notUndone", { count: rest.length })}</p>
          <ul className="list-disc pl-5">
            {codes.map((code) => (
              <li key={code}>{t(`codes.${code}`)}</li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
