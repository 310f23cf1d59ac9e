import { ChevronLeft } from "lucide-react";
import type { ReactNode } from "react";
import { TextLink } from "./text-link";

interface PageHeaderProps {
  title: ReactNode;
  /** What this page is for, in a sentence. */
  lead?: ReactNode;
  /** At most one primary button. */
  actions?: ReactNode;
  back?: { href: string; label: string } | undefined;
}

export function PageHeader({ title, lead, actions, back }: PageHeaderProps) {
  return (
    <header className="mb-6 grid gap-2 sm:mb-8">
      {back ? (
        <TextLink href={back.href} className="inline-flex items-center gap-1 justify-self-start text-sm">
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </TextLink>
      ) : null}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
        <div className="grid min-w-0 flex-1 basis-72 gap-1.5">
          <h1 className="text-2xl tracking-[0.02em] sm:text-[1.75rem]">{title}</h1>
          {lead ? <div className="max-w-prose text-muted [word-break:auto-phrase]">{lead}</div> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-3 pt-0.5">{actions}</div> : null}
      </div>
    </header>
  );
}
