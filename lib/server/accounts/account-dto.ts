import "server-only";

/** The columns an account's answer shows; nothing else of the row is read. */
export const ACCOUNT_SELECT = {
  id: true,
  code: true,
  name: true,
  directory: true,
  customDomain: true,
  createdAt: true,
} as const;
