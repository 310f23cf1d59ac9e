"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { Link } from "@/components/ui/link";
import { SearchField } from "@/components/ui/search-field";
import { TabLinks } from "@/components/ui/tab-links";
import { type OperatorListView, operatorListHref } from "@/lib/client/operator-list-view";

interface OperatorToolbarProps {
  path: string;
  view: OperatorListView;
  /** How many the list has for this search; undefined while it is on its way. */
  found: number | undefined;
  onSearch: (query: string) => void;
}

const STATUSES = ["active", "deleted", "all"] as const;
const DUPLICATES = ["same", "possible"] as const;

/** Search and filters. Each is a link or ends in the address, so that a view can be shared. */
export function OperatorToolbar({ path, view, found, onSearch }: OperatorToolbarProps) {
  const t = useTranslations("operators");
  // What stands in the box counts for the filters too, with or without Enter: the list never differs from the box.
  const [typed, setTyped] = useState({ over: view.query, text: view.query });
  const query = typed.over === view.query ? typed.text : view.query;
  const first = { ...view, query, cursor: undefined };
  return (
    <div className="mb-4 grid gap-4">
      <SearchField
        value={view.query ?? ""}
        onSearch={onSearch}
        found={found}
        onDraft={(text) => setTyped({ over: view.query, text })}
        label={t("search")}
        placeholder={t("search")}
      />
      <TabLinks
        label={t("status.label")}
        links={STATUSES.map((status) => ({
          href: operatorListHref(path, {
            ...first,
            status,
            duplicates: undefined,
            sort: status === "deleted" ? "-deletedAt" : "name",
          }),
          label: t(`status.${status}`),
          current: view.status === status,
        }))}
      />
      {view.status === "deleted" ? null : (
        <fieldset className="flex flex-wrap items-center gap-2">
          <legend className="sr-only">{t("duplicates.label")}</legend>
          {DUPLICATES.map((duplicates) => {
            const on = view.duplicates === duplicates;
            return (
              <Link
                key={duplicates}
                href={operatorListHref(path, { ...first, duplicates: on ? undefined : duplicates })}
                aria-current={on ? "true" : undefined}
                scroll={false}
                className={classNames(
                  "inline-flex min-h-9 items-center gap-1.5 rounded-full border px-3.5 text-sm no-underline [&_svg]:size-4",
                  on
                    ? "border-primary bg-primary-soft font-bold text-primary"
                    : "border-border bg-surface hover:border-control",
                )}
              >
                {t(`duplicates.${duplicates}`)}
                {on ? <X role="img" aria-label={t("duplicates.clear")} /> : null}
              </Link>
            );
          })}
        </fieldset>
      )}
    </div>
  );
}
