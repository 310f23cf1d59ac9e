// How many of a list a page shows at first, and adds at a time. The server page and the hooks ask for the same, so that
// the first paint is what the hooks would show. Apart from both: neither should load the other's code for a number.

export const ATTEMPTS_AT_ONCE = 20;

export const COMPARED_AT_ONCE = 20;

export const CONTRACT_EVENTS_AT_ONCE = 10;

/** Of those that ended the sheet shows the last of each row; more are of no use to it. */
export const ENDED_WAIVERS_AT_ONCE = 20;

export const FORECAST_AT_ONCE = 10;

export const IMPORTS_AT_ONCE = 10;

export const PREFLIGHT_AT_ONCE = 10;
