import { tokyoClock } from "../domain/tokyo-time";

// The same in both languages: a date on a result sheet is a figure, not a sentence.
// Made without Intl: its first object takes a telephone 30 ms and more, while the page it has just got should listen.

function clockOf(at: Date | string): string {
  return tokyoClock(typeof at === "string" ? new Date(at) : at);
}

/** `2026/11/22` in Tokyo. A `YYYY-MM-DD` without a time is that calendar day, in whatever zone. */
export function formatDate(at: Date | string): string {
  const isDay = typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at);
  return (isDay ? at : clockOf(at).slice(0, 10)).replaceAll("-", "/");
}

/** `09:05`, 24 hours, in Tokyo. */
export function formatTime(at: Date | string): string {
  return clockOf(at).slice(11, 16);
}

/** `2026/11/22 09:05` in Tokyo. */
export function formatDateTime(at: Date | string): string {
  return `${formatDate(at)} ${formatTime(at)}`;
}

/** `202611220905` in Tokyo, for names of exported files. */
export function formatFileStamp(at: Date | string): string {
  return clockOf(at).slice(0, 16).replaceAll(/\D/g, "");
}

/** `100,000`, at most one decimal; half of one goes up. */
export function formatNumber(value: number): string {
  const [whole = "", tenths] = String(Math.round(value * 10) / 10).split(".");
  const grouped = whole.replaceAll(/\B(?=(\d{3})+$)/g, ",");
  return tenths === undefined ? grouped : `${grouped}.${tenths}`;
}
