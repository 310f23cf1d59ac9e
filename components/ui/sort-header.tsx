import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "./class-names";
import { Link } from "./link";

export interface TableSort {
  /** The list's `sort` parameter: a key, with `-` in front for descending. */
  value: string | null;
  /** The page's address with another order; the cursor is left behind. */
  hrefFor: (sort: string) => string;
}

interface SortHeaderProps {
  label: string;
  sortKey: string;
  sort: TableSort;
  end: boolean;
  className: string;
}

/** A column head that is a link: the order stands in the URL. On a phone the heads stand above the cards as a row. */
export function SortHeader({ label, sortKey, sort, end, className }: SortHeaderProps) {
  const t = useTranslations("ui");
  const ascending = sort.value === sortKey;
  const descending = sort.value === `-${sortKey}`;
  const Icon = ascending ? ArrowUp : descending ? ArrowDown : ArrowUpDown;
  return (
    <th scope="col" aria-sort={ascending ? "ascending" : descending ? "descending" : "none"} className={className}>
      <Link
        href={sort.hrefFor(ascending ? `-${sortKey}` : sortKey)}
        scroll={false}
        title={ascending ? t("sortDescending") : t("sortAscending")}
        className={classNames(
          "flex min-h-10 items-center gap-1.5 px-3 py-2 whitespace-nowrap no-underline -outline-offset-3! hover:text-text [&_svg]:size-4 [&_svg]:shrink-0",
          "cards:rounded-6 cards:border cards:border-border cards:bg-surface",
          end && "rows:justify-end",
          ascending || descending ? "font-bold text-text" : "[&_svg]:opacity-50",
        )}
      >
        {label}
        <Icon aria-hidden />
      </Link>
    </th>
  );
}
