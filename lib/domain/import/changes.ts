/** What a list can do to an operator. */
export const IMPORT_CHANGE_KINDS = ["added", "updated", "missing"] as const;
export type ImportChangeKind = (typeof IMPORT_CHANGE_KINDS)[number];
