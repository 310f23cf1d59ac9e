import { useTranslations } from "next-intl";
import type { ImportDto } from "@/lib/schemas/import";

/** Why a list could not be read, by code (those of ListError); anything else is told as a fault of the server. */
const READING = [
  "empty_file",
  "unsupported_file",
  "no_address_column",
  "unknown_column",
  "undecodable",
  "bad_archive",
] as const;

/** The sentence about a failed import, filled with the facts that were kept with it. */
export function useFailureText(): (failure: ImportDto["failure"]) => string {
  const t = useTranslations("errors");
  return (failure) => {
    const params = failure?.params ?? {};
    const number = (name: string) => Number(params[name] ?? 0);
    switch (failure?.code) {
      case "too_large":
        return t("too_large", { unit: String(params["unit"] ?? ""), megabytes: number("megabytes") });
      case "too_many_rows":
        return t("too_many_rows", { limit: number("limit") });
      case "too_many_columns":
        return t("too_many_columns", { columns: number("columns"), limit: number("limit") });
      case "cell_too_long":
        return t("cell_too_long", {
          ...{ row: number("row"), limit: number("limit") },
          column: String(params["column"] ?? ""),
        });
      default:
        return t(READING.find((code) => code === failure?.code) ?? "internal");
    }
  };
}
