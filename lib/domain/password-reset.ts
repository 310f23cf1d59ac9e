/** How long a reset link can be used, in seconds (S10: at most an hour). */
export const RESET_SECONDS = 60 * 60;

/** Links shown at once to be copied: nobody hands over more than these by hand within the hour they live. */
export const MAX_COPIED_LINKS = 200;

export const RESET_STATES = ["sent", "opened", "used", "replaced", "expired"] as const;
/** `sent`: handed out, nobody has opened it yet. A mail scanner opens links too, so `opened` is no proof of a person. */
export type ResetState = (typeof RESET_STATES)[number];

export type ResetTimes = {
  readonly expiresAt: Date;
  readonly openedAt: Date | null;
  readonly usedAt: Date | null;
  readonly replacedAt: Date | null;
};

/** The state of a reset link at `now`. Only `sent` and `opened` can still be used. */
export function resetState({ expiresAt, openedAt, usedAt, replacedAt }: ResetTimes, now: Date): ResetState {
  if (usedAt !== null) return "used";
  // A link that had run out before a newer one was made was not replaced by it.
  if (replacedAt !== null && replacedAt < expiresAt) return "replaced";
  if (replacedAt !== null || expiresAt <= now) return "expired";
  return openedAt === null ? "sent" : "opened";
}

export function isUsable(state: ResetState): boolean {
  return state === "sent" || state === "opened";
}
