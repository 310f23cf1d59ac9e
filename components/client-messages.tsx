import { type Messages, NextIntlClientProvider, useMessages } from "next-intl";
import type { ReactNode } from "react";

const EVERYWHERE = ["ui", "errors", "shell", "format"] as const satisfies readonly (keyof Messages)[];

interface ClientMessagesProps {
  /** The page's own namespaces, as far as its client components use them. */
  namespaces?: readonly (keyof Messages)[] | undefined;
  children: ReactNode;
}

/** Sends the browser only the messages its components use; server components always see all of them. */
export function ClientMessages({ namespaces = [], children }: ClientMessagesProps) {
  const all = useMessages();
  const sent = Object.fromEntries([...EVERYWHERE, ...namespaces].map((namespace) => [namespace, all[namespace]]));
  return <NextIntlClientProvider messages={sent}>{children}</NextIntlClientProvider>;
}
