"use client";

import { useTranslations } from "next-intl";
import { useProblemText } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { ApiError } from "@/lib/client/api-error";
import { useAdvice } from "./advice";

interface ListProblemProps {
  error: unknown;
  onRetry: () => void;
}

/** Why a list was not read or not taken, and what to do about it. Renders nothing while there is no error. */
export function ListProblem({ error, onRetry }: ListProblemProps) {
  const ui = useTranslations("ui");
  const problemText = useProblemText();
  const adviceFor = useAdvice();
  if (error === null || error === undefined) return null;
  const { text, reference } = problemText(error);
  const advice = error instanceof ApiError ? adviceFor(error.code) : undefined;
  const mayPass = !(error instanceof ApiError) || mayPassLater(error);
  return (
    <Notice
      tone="danger"
      role="alert"
      title={text}
      actions={
        mayPass ? (
          <Button size="sm" onClick={onRetry}>
            {ui("retry")}
          </Button>
        ) : undefined
      }
    >
      {advice ? <p>{advice}</p> : null}
      {reference ? <p className="text-sm text-muted">{reference}</p> : null}
    </Notice>
  );
}

/** The same list may go through at another time. */
function mayPassLater({ status, code }: ApiError): boolean {
  return code !== "file_changed" && (status === 0 || status >= 429);
}
