"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { findIncompleteDate } from "@/components/ui/incomplete-date";
import { Notice } from "@/components/ui/notice";
import { RadioGroup } from "@/components/ui/radio-group";
import { Sheet } from "@/components/ui/sheet";
import { TextArea } from "@/components/ui/text-area";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useChangeContract, useContract } from "@/lib/client/contracts";
import { endsAccess } from "@/lib/domain/contract";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { ContractDto, ContractSnapshot, ContractStatusDto } from "@/lib/schemas/contract";
import { CARD_FIELD, ContractDates, type ContractDraft } from "./contract-dates";
import { readMonth } from "./read-month";

const STATUSES: readonly ContractStatusDto[] = [
  ...(["active", "trial", "past_due", "cancelled", "force_cancelled", "unknown"] as const),
];
const FIELDS = ["status", "trialEndsOn", "cancelsOn", "pastDueSince", "cardExpiresOn", "note"] as const;
const NOTE_MAX = 2000;

interface ContractFormProps {
  contract: ContractDto;
  code: string;
  directory: "utage" | "hosted";
}

function draftOf(contract: ContractDto): ContractDraft {
  const { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, note } = contract;
  return { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, note, cardText: cardExpiresOn ?? "" };
}

export function ContractForm({ contract, code, directory }: ContractFormProps) {
  const t = useTranslations("contract");
  const toast = useToast();
  const change = useChangeContract(code);
  const { refetch, isFetching } = useContract(code);
  const [draft, setDraft] = useState(() => draftOf(contract));
  // The version the draft was made from: a newer one in the cache is somebody else's until the owner has seen it.
  const [version, setVersion] = useState(contract.version);
  const [fault, setFault] = useState<string | null>(null);
  const month = readMonth(draft.cardText);
  const wanted: ContractSnapshot = { ...draft, cardExpiresOn: month ?? null };
  const unchanged = month !== undefined && FIELDS.every((field) => wanted[field] === contract[field]);
  const stale = change.error instanceof ApiError && change.error.code === "stale_contract";

  const edit = (part: Partial<ContractDraft>) => setDraft({ ...draft, ...part });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const incomplete = findIncompleteDate(event.currentTarget);
    incomplete?.focus();
    setFault(incomplete?.name ?? (month === undefined ? CARD_FIELD : null));
    if (incomplete !== null || month === undefined || change.isPending) return;
    const { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, note } = wanted;
    change.mutate(
      { status, trialEndsOn, cancelsOn, pastDueSince, cardExpiresOn, note, version },
      {
        onSuccess: (saved) => {
          setDraft((now) => keepTyped(now, draft, draftOf(saved)));
          setVersion(saved.version);
          toast.success(t(unchanged ? "confirmed" : "saved"));
        },
      },
    );
  };
  const reload = async () => {
    const { data } = await refetch();
    if (!data) return;
    setVersion(data.version);
    change.reset();
    toast.info(t("reloaded"));
  };
  return (
    <Sheet title={t("edit")} lead={t(`editLead.${directory}`)}>
      <form onSubmit={submit} className="grid gap-6" noValidate>
        <RadioGroup
          label={t("status")}
          layout="cards"
          className="[&>div]:sm:grid-cols-2"
          value={draft.status}
          onChange={(status) => edit({ status })}
          options={STATUSES.map((status) => ({
            value: status,
            label: <span className="font-medium">{t(`statuses.${status}`)}</span>,
            hint: t(`statusHints.${status}`),
          }))}
        />
        <ContractDates draft={draft} fault={fault} onEdit={edit} />
        {isOvertaken(wanted) ? (
          <Notice tone="warning" role="status">
            <p>{t("cancelsOnPast")}</p>
          </Notice>
        ) : null}
        <TextArea
          label={t("note")}
          hint={t("noteHint")}
          optional
          rows={3}
          maxLength={NOTE_MAX}
          value={draft.note}
          onChange={(event) => edit({ note: event.target.value })}
        />
        <ProblemMessage error={change.error} />
        <div className="flex flex-wrap gap-3">
          <Button type="submit" variant="primary" pending={change.isPending} className="max-sm:w-full">
            {t(unchanged && draft.status !== "unknown" ? "confirm" : "save")}
          </Button>
          {stale ? (
            <Button onClick={reload} pending={isFetching} className="max-sm:w-full">
              {t("reload")}
            </Button>
          ) : null}
        </div>
      </form>
    </Sheet>
  );
}

/** A draft after it was saved: what was typed while its earlier version was on the way stays typed. */
function keepTyped(now: ContractDraft, sent: ContractDraft, saved: ContractDraft): ContractDraft {
  const typed = Object.entries(now).filter(([field, value]) => value !== sent[field as keyof ContractDraft]);
  return { ...saved, ...Object.fromEntries(typed) };
}

/** The cancellation date has come, although the status says that the contract runs. */
function isOvertaken({ status, cancelsOn }: ContractSnapshot): boolean {
  return !endsAccess(status) && cancelsOn !== null && cancelsOn <= tokyoDay(new Date());
}
