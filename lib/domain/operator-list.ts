import type { DuplicateConfidence } from "./duplicates/group";
import type { OperatorStatus } from "./operator";

/** What a list of operators can be narrowed to. */
export const STATUS_FILTERS: readonly (OperatorStatus | "all")[] = ["active", "deleted", "all"];
export const DUPLICATE_FILTERS: readonly DuplicateConfidence[] = ["same", "possible"];

export const OPERATOR_SORT_KEYS = ["name", "email", "registeredOn", "lastLoginAt", "deletedAt"] as const;
export type OperatorSortKey = (typeof OPERATOR_SORT_KEYS)[number];
/** A sort key, descending with `-` in front; rows without a value come last either way. */
export type OperatorSort = OperatorSortKey | `-${OperatorSortKey}`;
export const OPERATOR_SORTS: readonly OperatorSort[] = OPERATOR_SORT_KEYS.flatMap((key) => [key, `-${key}`] as const);

/** Most characters that a search may be typed with. */
export const SEARCH_MAX = 300;
/** Neither control characters nor halves of a character: no name or address has one. */
export const SEARCHABLE = /^[^\p{Cc}\p{Cs}]*$/u;

/** Line breaks and tabs come along when text is pasted; they count as spaces. */
export function tidySearch(typed: string): string {
  return typed.replace(/\s+/gu, " ").trim();
}

/** What a person typed into a search box, as it is searched for; undefined where nothing can be. */
export function readSearch(typed: string): string | undefined {
  const query = tidySearch(typed);
  return query !== "" && typed.length <= SEARCH_MAX && SEARCHABLE.test(query) ? query : undefined;
}
