"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { rejectedRowsHref } from "@/lib/client/imports";
import type { ImportDto } from "@/lib/schemas/import";

const SHOWN_AT_ONCE = 20;

/** Every row that is not in, as a sentence: where, why, and what stands there. */
export function RejectedRows({ code, data }: { code: string; data: ImportDto }) {
  const t = useTranslations("imports.rejected");
  const [shown, setShown] = useState(SHOWN_AT_ONCE);
  const { rejected, rejectedCount } = data;
  const sentences = rejected.map((row) => ({
    row: row.row,
    text: t(row.code, { row: row.row, value: row.value }),
  }));
  const beyond = rejectedCount - rejected.length;
  return (
    <Sheet
      title={t("title", { count: rejectedCount })}
      lead={
        <>
          <p>{t("lead")}</p>
          {data.complete ? <p>{t("kept")}</p> : null}
        </>
      }
      actions={
        <>
          <CopyButton
            size="sm"
            label={beyond > 0 ? t("copyFirst", { count: rejected.length }) : t("copy")}
            value={sentences.map(({ text }) => text).join("\n")}
          />
          <a className={buttonClass("secondary", "sm")} href={rejectedRowsHref(code, data.id)} download>
            <Download aria-hidden />
            {t("download")}
          </a>
        </>
      }
    >
      <ul aria-label={t("list")} className="grid gap-1.5">
        {sentences.slice(0, shown).map(({ row, text }) => (
          <li key={row} className="wrap-anywhere tabular-nums">
            {text}
          </li>
        ))}
      </ul>
      {sentences.length > shown ? (
        <ShowMore pending={false} onClick={() => setShown(shown + 10 * SHOWN_AT_ONCE)} />
      ) : null}
      {beyond > 0 && sentences.length <= shown ? <p className="text-muted">{t("rest", { count: beyond })}</p> : null}
    </Sheet>
  );
}
