"use client";

import { Menu, X } from "lucide-react";
import { usePathname } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { classNames } from "./ui/class-names";
import { Link } from "./ui/link";

export interface NavigationLink {
  href: string;
  label: string;
  icon: ReactNode;
  /** Left out, the link whose address fits the page best is the current one. */
  current?: boolean | undefined;
  /** A count or a grade beside the label. */
  badge?: ReactNode;
}

export interface NavigationGroup {
  key: string;
  heading?: string | undefined;
  links: readonly NavigationLink[];
}

const PANEL_ID = "console-navigation";

function bestFit(groups: readonly NavigationGroup[], pathname: string): string | undefined {
  const fitting = groups
    .flatMap((group) => group.links)
    .filter((link) => link.current ?? (pathname === link.href || pathname.startsWith(`${link.href}/`)));
  return fitting.toSorted((a, b) => b.href.length - a.href.length)[0]?.href;
}

/** Beside the page on a wide screen; behind a button on a narrow one. */
export function SideNavigation({ groups }: { groups: readonly NavigationGroup[] }) {
  const t = useTranslations("shell");
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const toggle = useRef<HTMLButtonElement>(null);
  const currentHref = bestFit(groups, pathname);
  useEffect(() => {
    if (!open) return;
    const closeOnEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      toggle.current?.focus();
    };
    document.addEventListener("keydown", closeOnEscape);
    return () => document.removeEventListener("keydown", closeOnEscape);
  }, [open]);
  return (
    <>
      <button
        ref={toggle}
        type="button"
        aria-expanded={open}
        aria-controls={PANEL_ID}
        aria-label={open ? t("closeNavigation") : t("openNavigation")}
        onClick={() => setOpen(!open)}
        className="fixed top-1.5 left-2 z-30 inline-flex size-11 items-center justify-center rounded-6 hover:bg-sunken lg:hidden [&_svg]:size-6"
      >
        {open ? <X aria-hidden /> : <Menu aria-hidden />}
      </button>
      <nav
        id={PANEL_ID}
        aria-label={t("mainNavigation")}
        className={classNames(
          "fixed inset-x-0 top-(--shell-header) bottom-0 z-20 overflow-y-auto bg-surface px-3 py-4",
          "lg:sticky lg:inset-auto lg:top-(--shell-header) lg:z-0 lg:block lg:h-[calc(100dvh-var(--shell-header))] lg:w-64 lg:shrink-0 lg:border-r lg:border-border",
          open ? "block" : "hidden",
        )}
      >
        {groups.map((group) => (
          <div key={group.key} className="not-first:mt-5">
            {group.heading ? <p className="px-3 pb-1.5 text-sm font-medium text-muted">{group.heading}</p> : null}
            <ul className="grid gap-0.5">
              {group.links.map((link) => (
                <li key={link.href}>
                  <Link
                    href={link.href}
                    aria-current={link.href === currentHref ? "page" : undefined}
                    onClick={() => setOpen(false)}
                    className="flex min-h-11 items-center gap-3 rounded-6 px-3 py-2 text-[0.9375rem] leading-snug no-underline -outline-offset-3! hover:bg-sunken lg:min-h-10 aria-[current=page]:bg-primary-soft aria-[current=page]:font-bold aria-[current=page]:text-primary [&>svg]:size-5 [&>svg]:shrink-0 [&>svg]:stroke-[1.75]"
                  >
                    {link.icon}
                    <span className="min-w-0 flex-1 [word-break:auto-phrase]">{link.label}</span>
                    {link.badge}
                  </Link>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </nav>
    </>
  );
}
