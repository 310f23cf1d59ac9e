"use client";

import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { ApiError, OWN_CODES } from "@/lib/client/api-error";
import { buttonClass } from "./ui/button-class";
import { Notice } from "./ui/notice";

/**
 * What a person reads for an error of the API, and the number that finds it in the log where only the host can help.
 * The server answers in the reader's language, figures filled in; what never reached it has a text of our own.
 */
export function useProblemText(): (error: unknown) => { text: string; reference: string | undefined } {
  const t = useTranslations("errors");
  return (error) => {
    if (!(error instanceof ApiError)) return { text: t("unknown"), reference: undefined };
    const { code, detail, requestId, status } = error;
    const ours = OWN_CODES.find((own) => own === code);
    const text = ours ? t(ours) : (detail ?? t("unknown"));
    const hostCanHelp = ours !== undefined || detail === undefined || status >= 500;
    return { text, reference: hostCanHelp && requestId !== undefined ? t("requestId", { requestId }) : undefined };
  };
}

interface ProblemMessageProps {
  error: unknown;
  /** What can be done about it, such as trying again. */
  actions?: ReactNode;
  className?: string | undefined;
}

/** Shows why a call failed, where it was made. Renders nothing while there is no error. */
export function ProblemMessage({ error, actions, className }: ProblemMessageProps) {
  const problemText = useProblemText();
  if (error === null || error === undefined) return null;
  const { text, reference } = problemText(error);
  const loggedOut = error instanceof ApiError && error.code === "unauthenticated";
  return (
    <Notice tone="danger" role="alert" actions={loggedOut ? <LogInAgain /> : actions} className={className}>
      <p>{text}</p>
      {reference ? <p className="text-sm text-muted">{reference}</p> : null}
    </Notice>
  );
}

/** A login in another tab: this one keeps what was typed, and goes on where it was. */
function LogInAgain() {
  const t = useTranslations("ui");
  const [operatorPage] = /^\/operator\/[^/]+/.exec(usePathname()) ?? [];
  return (
    <>
      <p className="w-full">{t("logInAgainHint")}</p>
      <a
        href={`${operatorPage ?? ""}/login`}
        target="_blank"
        rel="noreferrer"
        className={buttonClass("secondary", "sm")}
      >
        {t("logInAgain")}
      </a>
    </>
  );
}
