import type { ReactNode } from "react";

export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-flex min-w-6 items-center justify-center rounded-4 border border-border bg-sunken px-1.5 font-mono text-sm leading-6 text-muted">
      {children}
    </kbd>
  );
}
