import "server-only";
import type { Archive } from "./xlsx-archive";
import { readWholeXml } from "./xml-shortcut";

/** Built-in number formats that show a date (ECMA-376 18.8.30), the East Asian ones (27-36, 50-58) included. */
const BUILT_IN_DATES: readonly (readonly [from: number, to: number])[] = [
  [14, 17],
  [22, 22],
  [27, 36],
  [50, 58],
];

const DAY_MS = 86_400_000;
const FIRST_SYSTEM = Date.UTC(1899, 11, 30);
const SECOND_SYSTEM = Date.UTC(1904, 0, 1);

/** Which cell styles (by their index, attribute `s`) show a number as a date. */
export async function readDateStyles(archive: Archive, path: string): Promise<ReadonlySet<number>> {
  const dateStyles = new Set<number>();
  if (!archive.has(path)) return dateStyles;
  const codes = new Map<number, string>();
  let inCellStyles = false;
  let index = 0;
  await readWholeXml(archive.open(path), {
    open: (name, attributes) => {
      if (name === "numFmt") codes.set(Number(attributes.get("numFmtId")), attributes.get("formatCode") ?? "");
      if (name === "cellXfs") inCellStyles = true;
      if (name !== "xf" || !inCellStyles) return;
      if (isDateFormat(Number(attributes.get("numFmtId")), codes)) dateStyles.add(index);
      index++;
    },
    text: () => {},
    close: (name) => {
      if (name === "cellXfs") inCellStyles = false;
    },
  });
  return dateStyles;
}

/** The date of a serial number as `YYYY-MM-DD`, with ` HH:MM:SS` unless it is midnight; null when it is no date. */
export function dateOfSerial(serial: number, is1904: boolean): string | null {
  if (!(serial >= 1) || serial > 2_958_466) return null;
  // Excel counts 1900-02-29, which never was: serials up to 60 are one day behind its epoch.
  const epoch = is1904 ? SECOND_SYSTEM : serial < 61 ? FIRST_SYSTEM + DAY_MS : FIRST_SYSTEM;
  const moment = new Date(epoch + Math.round((serial * DAY_MS) / 1000) * 1000).toISOString();
  const time = moment.slice(11, 19);
  return time === "00:00:00" ? moment.slice(0, 10) : `${moment.slice(0, 10)} ${time}`;
}

function isDateFormat(id: number, codes: ReadonlyMap<number, string>): boolean {
  const code = codes.get(id);
  if (code === undefined) return BUILT_IN_DATES.some(([from, to]) => id >= from && id <= to);
  // Literals, escapes, colours and locales may hold any letter; y, d or the era years g and e make a date.
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/gu, "").replace(/general|e[+-]/giu, "");
  return /[ydge]/iu.test(bare);
}
