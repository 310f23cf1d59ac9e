"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { isUnderWay, useImports } from "@/lib/client/imports";

/** Imports that are at work or wait for an answer, so that whoever left the page finds them again. */
export function ActiveImports({ code }: { code: string }) {
  const t = useTranslations("imports");
  const { data } = useImports(code);
  const active = (data?.pages ?? [])
    .flatMap(({ items }) => items)
    .filter((item) => isUnderWay(item) || item.status === "needs_confirmation");
  return active.map((item) => {
    const name = item.fileName ?? t("one.pasted");
    const waiting = item.status === "needs_confirmation";
    return (
      <Notice
        key={item.id}
        tone={waiting ? "warning" : "info"}
        title={waiting ? t("active.waiting", { name }) : t("active.running", { name })}
        actions={
          <ButtonLink size="sm" href={`/accounts/${code}/imports?import=${item.id}`}>
            {waiting ? t("active.answer") : t("active.open")}
          </ButtonLink>
        }
      />
    );
  });
}
