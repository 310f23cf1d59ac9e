import { useTranslations } from "next-intl";

const ADVISED = [
  "empty_file",
  "unsupported_file",
  "no_address_column",
  "undecodable",
  "bad_archive",
  "too_large",
] as const;

/** What to do about a list that cannot be read, where there is more to say than the error does. */
export function useAdvice(): (code: string) => string | undefined {
  const t = useTranslations("imports.advice");
  return (code) => {
    const advised = ADVISED.find((one) => one === code);
    return advised === undefined ? undefined : t(advised);
  };
}
