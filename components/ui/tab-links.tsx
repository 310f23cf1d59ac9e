import type { ReactNode } from "react";
import { formatNumber } from "@/lib/i18n/formats";
import { Link } from "./link";

export const tabListClass = "flex gap-1 overflow-x-auto border-b border-border";
export const tabClass =
  "-mb-px inline-flex min-h-11 shrink-0 items-center gap-2 border-b-[3px] border-transparent px-3 pt-1 text-[0.9375rem] " +
  "text-muted no-underline -outline-offset-3! hover:text-text aria-selected:border-primary aria-selected:font-bold " +
  "aria-selected:text-text aria-[current=page]:border-primary aria-[current=page]:font-bold aria-[current=page]:text-text " +
  // Where the system chooses the colours a transparent line is one like any other.
  "forced-colors:border-[Canvas] forced-colors:aria-selected:border-[Highlight] forced-colors:aria-[current=page]:border-[Highlight]";

export interface TabLink {
  href: string;
  label: ReactNode;
  current: boolean;
  count?: number | undefined;
}

/** Tabs that are links: the list's filter stands in the URL and can be shared. */
export function TabLinks({ label, links }: { label: string; links: readonly TabLink[] }) {
  return (
    <nav aria-label={label} className={tabListClass}>
      {links.map((link) => (
        <Link key={link.href} href={link.href} aria-current={link.current ? "page" : undefined} className={tabClass}>
          {link.label}
          {link.count === undefined ? null : (
            <span className="rounded-full bg-sunken px-2 text-sm font-normal tabular-nums">
              {formatNumber(link.count)}
            </span>
          )}
        </Link>
      ))}
    </nav>
  );
}
