import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { QueryProvider } from "@/lib/client/query-provider";

/** What the pages in front of the door share. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <ClientMessages namespaces={["login", "setup", "operatorHome", "forgotPassword"]}>
      <QueryProvider>{children}</QueryProvider>
    </ClientMessages>
  );
}
