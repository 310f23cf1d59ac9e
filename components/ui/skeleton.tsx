import { useTranslations } from "next-intl";
import { classNames } from "./class-names";

/** A grey bar where text will be; size it with a class. */
export function Skeleton({ className = "h-4 w-full" }: { className?: string }) {
  return <span aria-hidden className={classNames("block animate-pulse rounded-4 bg-border", className)} />;
}

const ROWS = ["w-3/5", "w-4/5", "w-1/2", "w-2/3", "w-3/4", "w-2/5"] as const;

/** A list that is on its way. Says once that it is loading. */
export function SkeletonList({ rows = 6 }: { rows?: number }) {
  const t = useTranslations("ui");
  return (
    <div role="status" className="rounded-8 border border-border bg-surface">
      <span className="sr-only">{t("loading")}</span>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the bars have no identity and never change places.
        <div key={row} className="flex items-center gap-4 border-b border-border px-4 py-4 last:border-b-0">
          <Skeleton className="size-5" />
          <Skeleton className={classNames("h-4", ROWS[row % ROWS.length])} />
        </div>
      ))}
    </div>
  );
}
