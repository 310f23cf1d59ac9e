"use client";

import { createContext, type ReactNode, useContext } from "react";

const HasMailServer = createContext(false);

/** Tells the pages of a contract whether mails leave Kenshin, so that nothing is said to be sent that is only kept. */
export function MailServer({ exists, children }: { exists: boolean; children: ReactNode }) {
  return <HasMailServer value={exists}>{children}</HasMailServer>;
}

export function useHasMailServer(): boolean {
  return useContext(HasMailServer);
}
