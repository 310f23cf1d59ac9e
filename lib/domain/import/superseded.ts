/** Why an import is cancelled that nobody stopped: a list that was handed in later is in. Kept with it as the failure's code. */
export const SUPERSEDED = "superseded";
