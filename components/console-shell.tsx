import type { ReactNode } from "react";
import { Brand } from "./brand";
import { type NavigationGroup, SideNavigation } from "./side-navigation";
import { MAIN_ID, SkipLink } from "./skip-link";
import { Link } from "./ui/link";

interface ConsoleShellProps {
  homeHref: string;
  /** Left out where there is nothing to choose from, as on the list of all contracts. */
  navigation?: readonly NavigationGroup[] | undefined;
  contractSwitcher?: ReactNode;
  profileMenu?: ReactNode;
  children: ReactNode;
}

/** The frame of the signed-in console. */
export function ConsoleShell({ homeHref, navigation, contractSwitcher, profileMenu, children }: ConsoleShellProps) {
  return (
    <div data-shell="console" className="min-h-dvh">
      <SkipLink />
      <header className="sticky top-0 z-20 h-(--shell-header) border-b border-border bg-surface">
        <div
          className={
            navigation
              ? "flex h-full items-center gap-3 pr-3 pl-15 sm:gap-5 sm:pr-5 lg:pl-5"
              : "flex h-full items-center gap-5 px-4 sm:px-5"
          }
        >
          <Link
            href={homeHref}
            className={
              contractSwitcher
                ? "inline-flex rounded-4 no-underline max-sm:hidden"
                : "inline-flex rounded-4 no-underline"
            }
          >
            <Brand />
          </Link>
          {contractSwitcher ? (
            <div className="min-w-0 sm:border-l sm:border-border sm:pl-5">{contractSwitcher}</div>
          ) : null}
          <div className="ml-auto flex shrink-0 items-center gap-2">{profileMenu}</div>
        </div>
      </header>
      <div className="lg:flex">
        {navigation ? <SideNavigation groups={navigation} /> : null}
        <main id={MAIN_ID} tabIndex={-1} className="min-w-0 flex-1 px-4 py-6 sm:px-8 sm:py-9">
          <div className="mx-auto max-w-[68rem]">{children}</div>
        </main>
      </div>
    </div>
  );
}
