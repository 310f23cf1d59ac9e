import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { LIST_ENCODINGS, type ListEncoding } from "@/lib/domain/import/list-encoding";
import type { EncodingChoice } from "./use-draft-import";

interface EncodingSelectProps {
  label: string;
  hint?: string | undefined;
  value: EncodingChoice;
  /** What `auto` came to, where it is known. */
  guessed?: ListEncoding | undefined;
  error?: string | undefined;
  disabled?: boolean | undefined;
  onChange: (encoding: EncodingChoice) => void;
}

const CHOICES = ["auto", ...LIST_ENCODINGS] as const;

export function EncodingSelect({ label, hint, value, guessed, error, disabled, onChange }: EncodingSelectProps) {
  const t = useTranslations("imports.look");
  return (
    <Select
      {...{ label, hint, error, value, disabled }}
      options={CHOICES.map((choice) => ({
        value: choice,
        label:
          choice === "auto" && guessed !== undefined
            ? t("autoGuess", { encoding: t(`encodings.${guessed}`) })
            : t(`encodings.${choice}`),
      }))}
      onChange={(event) => onChange(CHOICES.find((choice) => choice === event.target.value) ?? "auto")}
    />
  );
}
