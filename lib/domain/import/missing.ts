/** Share of the active operators that a complete list may leave out before somebody has to confirm it. */
export const MISSING_SHARE_UNASKED = 0.3;

/**
 * Whether so many active operators are missing from a complete list that it is more likely half a list, or that of
 * another contract, than the truth: more than 30 %.
 */
export function needsConfirmation({ active, missing }: { active: number; missing: number }): boolean {
  return missing > active * MISSING_SHARE_UNASKED;
}
