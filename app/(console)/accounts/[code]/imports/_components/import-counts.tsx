import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { formatNumber } from "@/lib/i18n/formats";
import type { ImportDto } from "@/lib/schemas/import";

/** How many rows went where. */
export function ImportCounts({ data }: { data: ImportDto }) {
  const t = useTranslations("imports.counts");
  const format = useTranslations("format");
  const counts = [
    ["added", data.added],
    ["updated", data.updated],
    ["unchanged", data.unchanged],
    ["missing", data.complete ? data.missing : null],
    ["rejected", data.rejectedCount],
  ] as const;
  return (
    <div className="grid gap-2">
      <dl
        aria-label={t("label")}
        className="grid grid-cols-2 border-t border-l border-border sm:grid-cols-5 [&>div]:border-r [&>div]:border-b [&>div]:border-border"
      >
        {counts.map(([key, count]) => (
          <div key={key} className="grid content-between gap-1 px-3 py-2.5 max-sm:last:col-span-2">
            <dt className="text-sm text-muted">{t(key)}</dt>
            <dd className={classNames("text-2xl tabular-nums leading-tight", count ? "font-bold" : "text-muted")}>
              {count === null ? format("none") : formatNumber(count)}
              {count === null ? null : (
                <span className="ml-1 text-sm font-normal text-muted">
                  {t(key === "rejected" ? "lines" : "people")}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {data.complete ? null : (
        <p className="text-sm text-muted">
          {t("missing")}：{t("missingUnknown")}
        </p>
      )}
    </div>
  );
}
