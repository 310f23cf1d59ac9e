/**
 * The month `YYYY-MM` a person typed where the browser has no month picker: `2027/3`, `２０２７年３月`. null for an empty
 * field, undefined for what is no month.
 */
export function readMonth(typed: string): string | null | undefined {
  const text = typed.normalize("NFKC").trim();
  if (text === "") return null;
  const [, year, month] = /^(\d{4})\s*[-/.年]\s*(\d{1,2})月?$/.exec(text) ?? [];
  if (year === undefined || month === undefined) return undefined;
  const number = Number(month);
  return number >= 1 && number <= 12 ? `${year}-${month.padStart(2, "0")}` : undefined;
}
