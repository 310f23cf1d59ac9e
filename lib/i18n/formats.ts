import { TIME_ZONE } from "./config";

// The same in both languages: a date on a result sheet is a figure, not a sentence.
const parts = new Intl.DateTimeFormat("ja-JP-u-ca-gregory-nu-latn", {
  timeZone: TIME_ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});
const digits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });

interface Clock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}

function readClock(at: Date | string): Clock {
  const clock: Clock = { year: "", month: "", day: "", hour: "", minute: "" };
  for (const part of parts.formatToParts(typeof at === "string" ? new Date(at) : at)) {
    if (part.type in clock) clock[part.type as keyof Clock] = part.value;
  }
  return clock;
}

/** `2026/11/22` in Tokyo. A `YYYY-MM-DD` without a time is that calendar day, in whatever zone. */
export function formatDate(at: Date | string): string {
  if (typeof at === "string" && /^\d{4}-\d{2}-\d{2}$/.test(at)) return at.replaceAll("-", "/");
  const { year, month, day } = readClock(at);
  return `${year}/${month}/${day}`;
}

/** `09:05`, 24 hours, in Tokyo. */
export function formatTime(at: Date | string): string {
  const { hour, minute } = readClock(at);
  return `${hour}:${minute}`;
}

/** `2026/11/22 09:05` in Tokyo. */
export function formatDateTime(at: Date | string): string {
  const { year, month, day, hour, minute } = readClock(at);
  return `${year}/${month}/${day} ${hour}:${minute}`;
}

/** `202611220905` in Tokyo, for names of exported files. */
export function formatFileStamp(at: Date | string): string {
  const { year, month, day, hour, minute } = readClock(at);
  return `${year}${month}${day}${hour}${minute}`;
}

/** `100,000`, at most one decimal. */
export function formatNumber(value: number): string {
  return digits.format(value);
}
