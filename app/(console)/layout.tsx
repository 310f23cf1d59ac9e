import type { ReactNode } from "react";
import { ConsoleProviders } from "@/components/console-providers";

/** What every page behind the owner's login shares. Who may see a page is asked in the page itself, never only here (S1). */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return <ConsoleProviders>{children}</ConsoleProviders>;
}
