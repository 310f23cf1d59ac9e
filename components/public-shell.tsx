import type { ReactNode } from "react";
import { Brand } from "./brand";
import { MAIN_ID, SkipLink } from "./skip-link";

interface PublicShellProps {
  title: ReactNode;
  /** What this page is for, in a sentence. */
  lead?: ReactNode;
  children: ReactNode;
  /** Below the card: help, the language. */
  footer?: ReactNode;
}

/** The frame of the pages in front of the door: log in, set up. Phone first. */
export function PublicShell({ title, lead, children, footer }: PublicShellProps) {
  return (
    <div className="flex min-h-dvh flex-col px-4 py-6 sm:py-12">
      <SkipLink />
      <header className="mx-auto w-full max-w-md pb-6 sm:pb-8">
        <Brand size="lg" />
      </header>
      <main id={MAIN_ID} tabIndex={-1} className="mx-auto w-full max-w-md">
        <div className="grid gap-6 rounded-b-4 border border-border border-t-2 border-t-rule bg-surface px-5 py-7 sm:px-8 sm:py-9">
          <div className="grid gap-2">
            <h1 className="text-2xl">{title}</h1>
            {lead ? <div className="text-muted">{lead}</div> : null}
          </div>
          {children}
        </div>
      </main>
      {footer ? (
        <footer className="mx-auto grid w-full max-w-md gap-5 pt-6 text-[0.9375rem] text-muted">{footer}</footer>
      ) : null}
    </div>
  );
}
