import type { ReactNode } from "react";
import { classNames } from "./class-names";
import { Link } from "./link";

export interface FilterLink {
  href: string;
  label: ReactNode;
  current: boolean;
  count: ReactNode;
}

const linkClass =
  "inline-flex min-h-9 items-center gap-2 rounded-full border border-border px-3.5 text-[0.9375rem] text-text no-underline " +
  "hover:border-text max-sm:min-h-11 aria-[current=page]:border-primary aria-[current=page]:bg-primary-soft " +
  "aria-[current=page]:font-bold";

/** One filter of a list within a page, which stays where it is; the choice stands in the URL and can be shared. */
export function FilterLinks({ label, links }: { label: string; links: readonly FilterLink[] }) {
  return (
    <nav aria-label={label} className="flex flex-wrap gap-2 print:hidden">
      {links.map((link) => (
        <Link
          key={link.href}
          href={link.href}
          scroll={false}
          aria-current={link.current ? "page" : undefined}
          className={linkClass}
        >
          {link.label}
          <span className={classNames("text-sm tabular-nums", link.current ? "font-medium" : "text-muted")}>
            {link.count}
          </span>
        </Link>
      ))}
    </nav>
  );
}
