"use client";

import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { Sheet } from "@/components/ui/sheet";

interface ErrorPageProps {
  error: unknown;
  retry: () => void;
}

function digestOf(error: unknown): string | undefined {
  return error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : undefined;
}

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  const t = useTranslations("ui");
  const digest = digestOf(error);
  return (
    <div className="mx-auto max-w-xl px-4 py-10" role="alert">
      <Sheet>
        <h1 className="text-2xl">{t("crash.title")}</h1>
        <p>{t("crash.body")}</p>
        {digest === undefined ? null : (
          <div className="grid gap-1 text-muted">
            <p>{t("crash.help")}</p>
            <p className="font-mono text-sm">{t("crash.reference", { digest })}</p>
          </div>
        )}
        {/* Not a Button: every page loads this one, and a Button brings the icon of its waiting along. */}
        <button type="button" className={buttonClass("primary", "md", "justify-self-start")} onClick={retry}>
          {t("retry")}
        </button>
      </Sheet>
    </div>
  );
}
