import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { useContractEvents } from "@/lib/client/contracts";
import { KENSHIN } from "@/lib/domain/contract-notices";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import type { ContractEventDto, ContractSnapshot } from "@/lib/schemas/contract";

const FIELDS = ["status", "trialEndsOn", "cancelsOn", "pastDueSince", "cardExpiresOn", "note"] as const;

/** What was said about the contract, when and by whom, newest first. */
export function ContractHistory({ code }: { code: string }) {
  const t = useTranslations("contract");
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useContractEvents(code);
  const events = data?.pages.flatMap(({ items }) => items);
  return (
    <Sheet title={t("history")}>
      <ProblemMessage error={error} />
      {events?.length === 0 ? <p className="text-muted">{t("historyEmpty")}</p> : null}
      <ol className="grid divide-y divide-border">
        {events?.map((event) => (
          <HistoryEntry key={event.id} event={event} />
        ))}
      </ol>
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

function HistoryEntry({ event }: { event: ContractEventDto }) {
  const t = useTranslations("contract");
  const { before, after, actorName } = event;
  const changed = before === null ? [] : FIELDS.filter((field) => before[field] !== after[field]);
  return (
    <li className="grid gap-x-6 gap-y-1 py-3 first:pt-0 last:pb-0 sm:grid-cols-[10rem_1fr]">
      <span className="text-sm text-muted tabular-nums">{formatDateTime(event.createdAt)}</span>
      <div className="grid gap-1">
        <p className="font-medium">
          <Summary event={event} isChange={changed.length > 0} />
          <span className="ml-3 text-sm font-normal text-muted">
            {actorName === KENSHIN ? t("historyKenshin") : t("historyBy", { name: actorName })}
          </span>
        </p>
        {before !== null && changed.length > 0 ? (
          <ul className="grid gap-0.5 text-[0.9375rem]">
            {changed.map((field) => (
              <li key={field} className="whitespace-pre-wrap">
                <Change field={field} before={before} after={after} />
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

function Summary({ event, isChange }: { event: ContractEventDto; isChange: boolean }) {
  const t = useTranslations("contract");
  const { before, after, notice, noticeOn } = event;
  const status = t(`statuses.${after.status}`);
  if (notice !== null) return t(`notices.${notice}`, { on: noticeOn === null ? t("nothing") : formatDate(noticeOn) });
  if (before === null) return t("historyFirst", { status });
  return isChange ? t("historyChanged") : t("historyConfirmed", { status });
}

type Field = (typeof FIELDS)[number];

function Change({ field, before, after }: { field: Field; before: ContractSnapshot; after: ContractSnapshot }) {
  const t = useTranslations("contract");
  const word = (snapshot: ContractSnapshot): string => {
    const value = snapshot[field];
    if (value === null || value === "") return t("nothing");
    if (field === "status") return t(`statuses.${snapshot.status}`);
    if (field === "cardExpiresOn") return value.replace("-", "/");
    return field === "note" ? value : formatDate(value);
  };
  return t("change", { field: t(`fields.${field}`), before: word(before), after: word(after) });
}
