import type { ReactNode } from "react";
import { QueryProvider } from "@/lib/client/query-provider";
import { ToastProvider } from "./ui/toast";

/** What the console's client components need around them. Public pages do without, to stay light. */
export function ConsoleProviders({ children }: { children: ReactNode }) {
  return (
    <QueryProvider>
      <ToastProvider>{children}</ToastProvider>
    </QueryProvider>
  );
}
