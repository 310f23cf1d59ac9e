"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { Button } from "./button";
import type { ButtonSize, ButtonVariant } from "./button-class";
import { classNames } from "./class-names";
import { copyText } from "./copy-text";

interface CopyButtonProps {
  value: string;
  /** Says what is copied where several buttons stand on a page. */
  label?: string | undefined;
  variant?: ButtonVariant | undefined;
  size?: ButtonSize | undefined;
  className?: string | undefined;
}

const REPORT_MS = 3000;

export function CopyButton({ value, label, variant, size, className }: CopyButtonProps) {
  const t = useTranslations("ui");
  const [state, setState] = useState<"idle" | "copied" | "failed">("idle");
  useEffect(() => {
    if (state !== "copied") return;
    const timer = setTimeout(() => setState("idle"), REPORT_MS);
    return () => clearTimeout(timer);
  }, [state]);
  const copied = state === "copied";
  return (
    <span className={classNames("inline-grid gap-1", className)}>
      <Button
        variant={variant}
        size={size}
        icon={copied ? <Check aria-hidden /> : <Copy aria-hidden />}
        onClick={async (event) => {
          const beside = event.currentTarget.parentElement ?? document.body;
          setState((await copyText(value, beside)) ? "copied" : "failed");
        }}
      >
        {/* Both words take their room, so that nothing moves when one replaces the other. */}
        <span className="grid *:col-start-1 *:row-start-1">
          <span className={copied ? "invisible" : ""}>{label ?? t("copy")}</span>
          <span aria-hidden={!copied} className={copied ? "" : "invisible"}>
            {t("copied")}
          </span>
        </span>
      </Button>
      <span role="status" className={state === "failed" ? "text-sm text-danger" : "sr-only"}>
        {copied ? t("copied") : null}
        {state === "failed" ? t("copyFailed") : null}
      </span>
    </span>
  );
}
