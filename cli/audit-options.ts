import { parseArgs } from "node:util";
import { LIST_ENCODINGS, type ListEncoding } from "@/lib/domain/import/list-encoding";

export const REPORT_FORMATS = ["text", "json", "csv"] as const;
export type ReportFormat = (typeof REPORT_FORMATS)[number];
export const LANGUAGES = ["ja", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

export type AuditOptions = {
  /** A path, or `-` for standard input. */
  readonly file: string;
  readonly format: ReportFormat;
  /** null: guessed. */
  readonly encoding: ListEncoding | null;
  readonly loginUrl: string | null;
  readonly language: Language;
};

export const AUDIT_USAGE = `Usage: kenshin audit FILE|- [options]

Checks an operator list (CSV, TSV, HTML, XLSX or text; - is standard input) for operators that share an address.

  --format text|json|csv                          how to answer (text)
  --encoding auto|utf-8|shift_jis|utf-16le|utf-16be   how the list is written (auto)
  --login-url URL                                 also check the login page that somebody uses
  --lang ja|en                                    language of the text (ja)
  --help                                          show this

Exit code: 0 nothing found, 1 duplicates, refused rows or a wrong login page, 2 unreadable list or wrong usage.
`;

/** Wrong usage; the message is for the person at the terminal. */
export class UsageError extends Error {}

/** Reads the arguments of `kenshin audit`; "help" when asked for it. Throws `UsageError`. */
export function readAuditOptions(args: readonly string[]): AuditOptions | "help" {
  const { values, positionals } = parse(args);
  if (values.help === true) return "help";
  const [file, ...more] = positionals;
  if (file === undefined) throw new UsageError("no list given");
  if (more.length > 0) throw new UsageError(`one list at a time, not also ${more.join(" ")}`);
  const encoding = oneOf("--encoding", values.encoding ?? "auto", ["auto", ...LIST_ENCODINGS] as const);
  return {
    file,
    format: oneOf("--format", values.format ?? "text", REPORT_FORMATS),
    encoding: encoding === "auto" ? null : encoding,
    loginUrl: values["login-url"] ?? null,
    language: oneOf("--lang", values.lang ?? "ja", LANGUAGES),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: {
        format: { type: "string" },
        encoding: { type: "string" },
        "login-url": { type: "string" },
        lang: { type: "string" },
        help: { type: "boolean", short: "h" },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function oneOf<const T extends string>(option: string, value: string, allowed: readonly T[]): T {
  const found = allowed.find((one) => one === value.toLowerCase());
  if (found === undefined) throw new UsageError(`${option} is one of ${allowed.join(", ")}, not ${value}`);
  return found;
}
