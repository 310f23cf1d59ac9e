import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { GradeBadge } from "@/components/ui/grade-badge";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { useEndedWaivers } from "@/lib/client/waivers";
import type { CauseHealthDto, HealthDto } from "@/lib/schemas/health";
import type { WaiverDto } from "@/lib/schemas/waiver";
import { remedyOf, type SheetRemedy } from "./remedies";
import { WaiverAction, WaiverNote } from "./row-waiver";

interface CauseTableProps {
  health: HealthDto;
  account: { code: string; directory: "utage" | "hosted" };
}

const COLUMNS = ["item", "grade", "finding", "remedy"] as const;
const headClass = "border-b border-border bg-sunken px-4 py-2.5 text-left text-sm font-medium text-muted";
const cellClass = "px-4 py-4 text-left align-top font-normal sm:border-b sm:border-border max-sm:py-1";

/** The six causes in the article's order; on a phone each is a card with its grade beside its name. */
export function CauseTable({ health, account }: CauseTableProps) {
  const t = useTranslations("health");
  const ended = useEndedWaivers(account.code).data?.items;
  return (
    <table className="w-full border-separate border-spacing-0 border-t-2 border-rule bg-surface text-[0.9375rem] leading-normal max-sm:block max-sm:bg-transparent sm:border-x sm:border-x-border">
      <caption className="sr-only">{t("tableCaption")}</caption>
      <thead className="max-sm:sr-only">
        <tr>
          {COLUMNS.map((column) => (
            <th key={column} scope="col" className={headClass}>
              {t(`columns.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody className="max-sm:grid max-sm:gap-3 max-sm:pt-3">
        {health.causes.map((row) => (
          <CauseRow
            key={row.slug}
            row={row}
            remedy={remedyOf(row, health, account.directory)}
            code={account.code}
            ended={ended?.find(({ slug }) => slug === row.slug)}
          />
        ))}
      </tbody>
    </table>
  );
}

interface CauseRowProps {
  row: CauseHealthDto;
  remedy: SheetRemedy;
  code: string;
  ended: WaiverDto | undefined;
}

function CauseRow({ row, remedy, code, ended }: CauseRowProps) {
  const t = useTranslations("health");
  return (
    <tr className="break-inside-avoid max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:rounded-8 max-sm:border max-sm:border-border max-sm:bg-surface max-sm:py-3">
      <th scope="row" className={`${cellClass} sm:w-1/4`}>
        <span className="flex gap-2">
          <span className="font-bold">{t(`causes.${row.slug}.mark`)}</span>
          <span className="grid gap-0.5">
            <span className="font-bold">{t(`causes.${row.slug}.name`)}</span>
            <span className="text-sm text-muted">{t(`causes.${row.slug}.about`)}</span>
          </span>
        </span>
      </th>
      <td className={`${cellClass} whitespace-nowrap sm:w-px`}>
        <div className="grid justify-items-start gap-1.5">
          <GradeBadge grade={row.grade} size="sm" />
          {row.waiver ? <StatusBadge>{t("waiver.badge")}</StatusBadge> : null}
        </div>
      </td>
      <td className={`${cellClass} max-sm:col-span-2 max-sm:pt-2`}>
        {row.summary}
        <WaiverNote row={row} ended={ended} />
      </td>
      <td className={`${cellClass} max-sm:col-span-2 sm:w-1/4`}>
        <div className="grid justify-items-start gap-1">
          <Remedy remedy={remedy} code={code} />
          <WaiverAction row={row} code={code} />
        </div>
      </td>
    </tr>
  );
}

function Remedy({ remedy, code }: { remedy: SheetRemedy; code: string }) {
  const t = useTranslations("health.remedies");
  if (remedy.kind === "none") return <span className="text-muted">{t("none")}</span>;
  if (remedy.kind === "advice") return t(remedy.text);
  return (
    <TextLink
      href={`/accounts/${code}${remedy.path}`}
      className="inline-flex min-h-6 items-center gap-1 font-medium max-sm:min-h-11"
    >
      {t(remedy.text)}
      <ChevronRight aria-hidden className="size-4 shrink-0 print:hidden" />
    </TextLink>
  );
}
