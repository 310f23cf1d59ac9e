import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import type { ContractSnapshot, ContractStatusDto } from "@/lib/schemas/contract";

export const CARD_FIELD = "cardExpiresOn";

type DayField = "trialEndsOn" | "cancelsOn" | "pastDueSince";

/** The dates that say something in each status; the others keep their values out of sight. */
const DAYS: Record<ContractStatusDto, readonly DayField[]> = {
  trial: ["trialEndsOn", "cancelsOn"],
  active: ["cancelsOn"],
  past_due: ["pastDueSince", "cancelsOn"],
  cancelled: ["cancelsOn"],
  force_cancelled: [],
  unknown: [],
};
const CHARGED: readonly ContractStatusDto[] = ["trial", "active", "past_due"];

/** What was entered so far; the month as typed. */
export type ContractDraft = ContractSnapshot & { readonly cardText: string };

interface ContractDatesProps {
  draft: ContractDraft;
  /** The field whose date cannot be read. */
  fault: string | null;
  onEdit: (part: Partial<ContractDraft>) => void;
}

export function ContractDates({ draft, fault, onEdit }: ContractDatesProps) {
  const t = useTranslations("contract");
  const days = DAYS[draft.status];
  const charged = CHARGED.includes(draft.status);
  if (days.length === 0 && !charged) return null;
  return (
    <fieldset className="grid gap-5 sm:grid-cols-2 sm:items-end">
      <legend className="sr-only">{t("dates")}</legend>
      {days.map((field) => (
        <TextField
          key={field}
          type="date"
          name={field}
          label={t(field)}
          hint={field === "cancelsOn" && draft.status !== "cancelled" ? t("cancelsOnHint") : undefined}
          optional
          value={draft[field] ?? ""}
          error={fault === field ? t("dateInvalid") : undefined}
          onChange={(event) => onEdit({ [field]: event.target.value === "" ? null : event.target.value })}
        />
      ))}
      {charged ? (
        <TextField
          type="month"
          name={CARD_FIELD}
          label={t("cardExpiresOn")}
          hint={t("cardExpiresOnHint")}
          optional
          value={draft.cardText}
          onChange={(event) => onEdit({ cardText: event.target.value })}
          error={fault === CARD_FIELD ? t("cardExpiresOnInvalid") : undefined}
        />
      ) : null}
    </fieldset>
  );
}
