/**
 * Dates as lists from Japan write them: 2026/03/15, 2026-3-5, 2026.3.5, 2026年3月5日, full-width digits, with or without
 * a weekday in brackets and a time. A year has four digits: 03/05/26 could be three different days, so it is no date.
 */
const DATE = /^(\d{4})(?:([/.-])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日)(?:\s*\(\p{L}+\))?(?:[T\s]*(\S.*))?$/u;
/** 9:05, 09:05:33.123, 9時, 9時5分, 午前9時5分, 9:05 PM; with an offset as ISO 8601 or PostgreSQL (`+09`) writes it. */
const TIME =
  /^(?<before>午前|午後|am|pm)?\s*(?<hours>\d{1,2})(?:時|[:時](?<minutes>\d{1,2})(?:分?|[:分](?<seconds>\d{1,2})(?:\.\d+)?秒?))\s*(?<after>am|pm)?\s*(?<offset>Z|[+-]\d{2}(?::?\d{2})?)?$/iu;

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
  // An offset can lead into the year 10000, which ISO 8601 writes in a way of its own and PostgreSQL does not read.
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() > 9999 ? null : moment.toISOString();
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
  const read = TIME.exec(clock.trim())?.groups;
  if (read === undefined) return null;
  const hours = hourOfDay(Number(read["hours"]), read["before"], read["after"]);
  const [minutes, seconds] = [Number(read["minutes"] ?? 0), Number(read["seconds"] ?? 0)];
  if (hours === null || minutes > 59 || seconds > 59) return null;
  return { day, time: [hours, minutes, seconds].map(twoDigits).join(":"), offset: readOffset(read["offset"]) };
}

/**
 * The hour from 0 to 23, or null for one that is none. 12 and 0 are the same hour of a half, 午後12:30 is half past noon,
 * as spreadsheets write it; the decree of 1872 that calls noon 午前12時 is nobody's software.
 */
function hourOfDay(hour: number, before: string | undefined, after: string | undefined): number | null {
  const half = before ?? after;
  if (half === undefined) return hour <= 23 ? hour : null;
  if (hour > 12 || (before !== undefined && after !== undefined)) return null;
  return (hour % 12) + (/^(?:午後|pm)$/iu.test(half) ? 12 : 0);
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
  if (written.length === "+09".length) return `${written}:00`;
  return written.includes(":") ? written : `${written.slice(0, 3)}:${written.slice(3)}`;
}

function twoDigits(value: number): string {
  return String(value).padStart(2, "0");
}
