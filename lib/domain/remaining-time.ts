/** Before this share is done, in percent, how fast it goes is a guess. */
const TELLING_PERCENT = 5;

/**
 * Seconds until work is done if it goes on as it has gone so far; null while too little is done to tell, and once all is.
 * @param progress percent, 0 to 100
 */
export function remainingSeconds({
  elapsedSeconds,
  progress,
}: {
  readonly elapsedSeconds: number;
  readonly progress: number;
}): number | null {
  if (progress < TELLING_PERCENT || progress >= 100 || elapsedSeconds <= 0) return null;
  return Math.ceil((elapsedSeconds * (100 - progress)) / progress);
}
