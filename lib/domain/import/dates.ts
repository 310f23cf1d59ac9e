/**
 * Dates as lists from Japan write them: 2026/03/15, 2026-3-5, 2026.3.5, 2026年3月5日, full-width digits, with or without
 * a weekday in brackets and a time. A year has four digits: 03/05/26 could be three different days, so it is no date.
 */
const DATE = /^(\d{4})(?:([/.-])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:\s*\(\p{L}+\))?(?:[T\s]*(\d\S*.*))?$/u;
const TIME = /^(\d{1,2})(?::|時)(\d{1,2})(?:分?|(?::|分)(\d{1,2})(?:\.\d+)?秒?)\s*(Z|[+-]\d{2}:?\d{2})?$/iu;

/** Longest text that can be a date; keeps the patterns off long cells. */
const MAX_LENGTH = 40;

// Japan has had one offset and no summer time since 1952; lists write its wall clock without saying so.
const JAPAN = "+09:00";

/** The calendar day `YYYY-MM-DD` as the list wrote it, or null when the text is not a date. A time is read over. */
export function readDay(text: string): string | null {
  return readParts(text)?.day ?? null;
}

/** The moment in UTC (ISO 8601) of a date with or without a time; without an offset it is Japan's wall clock. */
export function readMoment(text: string): string | null {
  const parts = readParts(text);
  if (parts === null) return null;
  const moment = new Date(`${parts.day}T${parts.time}${parts.offset}`);
  return Number.isNaN(moment.getTime()) ? null : moment.toISOString();
}

type DateParts = { readonly day: string; readonly time: string; readonly offset: string };

function readParts(text: string): DateParts | null {
  if (text.length < 8 || text.length > MAX_LENGTH) return null;
  const match = DATE.exec(text.normalize("NFKC").trim());
  if (match === null) return null;
  const day = calendarDay(Number(match[1]), Number(match[3] ?? match[5]), Number(match[4] ?? match[6]));
  if (day === null) return null;
  const clock = match[7];
  if (clock === undefined) return { day, time: "00:00:00", offset: JAPAN };
  const time = TIME.exec(clock.trim());
  if (time === null) return null;
  const [hours, minutes, seconds] = [Number(time[1]), Number(time[2]), Number(time[3] ?? 0)];
  if (hours > 23 || minutes > 59 || seconds > 59) return null;
  return { day, time: [hours, minutes, seconds].map(twoDigits).join(":"), offset: readOffset(time[4]) };
}

function calendarDay(year: number, month: number, day: number): string | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  // Date rolls 02/30 over into March; such a day is a slip of the hand, not a date.
  if (year < 1900 || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return `${year}-${twoDigits(month)}-${twoDigits(day)}`;
}

function readOffset(written: string | undefined): string {
  if (written === undefined) return JAPAN;
  if (written.toUpperCase() === "Z") return "Z";
  return written.includes(":") ? written : `${written.slice(0, 3)}:${written.slice(3)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
