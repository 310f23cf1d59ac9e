import type { ReactNode } from "react";

interface EmptyStateProps {
  title: ReactNode;
  /** What to do now. */
  children?: ReactNode;
  icon?: ReactNode;
  actions?: ReactNode;
}

export function EmptyState({ title, children, icon, actions }: EmptyStateProps) {
  return (
    <div className="grid justify-items-center gap-3 rounded-8 border border-border bg-surface px-5 py-12 text-center sm:py-16 [&>svg]:size-9 [&>svg]:text-muted [&>svg]:stroke-[1.5]">
      {icon}
      <p className="text-lg font-bold">{title}</p>
      {children ? <div className="max-w-prose text-muted">{children}</div> : null}
      {actions ? <div className="mt-2 flex flex-wrap justify-center gap-3">{actions}</div> : null}
    </div>
  );
}
