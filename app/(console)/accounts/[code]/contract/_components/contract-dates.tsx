import { useTranslations } from "next-intl";
import { TextField } from "@/components/ui/text-field";
import type { ContractSnapshot, ContractStatusDto } from "@/lib/schemas/contract";

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
  cardFault: boolean;
  onEdit: (part: Partial<ContractDraft>) => void;
}

export function ContractDates({ draft, cardFault, onEdit }: ContractDatesProps) {
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
          label={t(field)}
          hint={field === "cancelsOn" && draft.status !== "cancelled" ? t("cancelsOnHint") : undefined}
          optional
          value={draft[field] ?? ""}
          onChange={(event) => onEdit({ [field]: event.target.value === "" ? null : event.target.value })}
        />
      ))}
      {charged ? (
        <TextField
          type="month"
          label={t("cardExpiresOn")}
          hint={t("cardExpiresOnHint")}
          optional
          value={draft.cardText}
          onChange={(event) => onEdit({ cardText: event.target.value })}
          error={cardFault ? t("cardExpiresOnInvalid") : undefined}
        />
      ) : null}
    </fieldset>
  );
}
