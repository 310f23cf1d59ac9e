import type { ReactNode } from "react";
import { classNames } from "./class-names";

interface SheetProps {
  title?: ReactNode;
  lead?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  /** `flush` lets tables and lists run to the edge. */
  padding?: "normal" | "flush" | undefined;
  className?: string | undefined;
}

/** A sheet of paper with a strong rule at its top: the frame of everything that is read. */
export function Sheet({ title, lead, actions, children, padding = "normal", className }: SheetProps) {
  return (
    <section
      className={classNames("min-w-0 rounded-b-4 border border-border border-t-2 border-t-rule bg-surface", className)}
    >
      {title || actions ? (
        <div
          className={classNames(
            "flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 pt-4 sm:px-6 sm:pt-5",
            padding === "flush" && "border-b border-border pb-4",
          )}
        >
          <div className="grid min-w-0 flex-1 basis-60 gap-1">
            {title ? <h2 className="text-lg">{title}</h2> : null}
            {lead ? <div className="max-w-prose text-[0.9375rem] text-muted">{lead}</div> : null}
          </div>
          {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
        </div>
      ) : null}
      <div className={padding === "flush" ? "" : "grid gap-4 px-4 py-4 sm:px-6 sm:py-5"}>{children}</div>
    </section>
  );
}
