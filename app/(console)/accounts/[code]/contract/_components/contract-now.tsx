import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice, type NoticeTone } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import { formatDate } from "@/lib/i18n/formats";
import type { ContractDto, ContractFindingDto } from "@/lib/schemas/contract";
import { ContractStatusBadge } from "../../../_components/contract-status-badge";

const TONES: Record<ContractFindingDto["code"], NoticeTone> = {
  cancelled: "danger",
  force_cancelled: "danger",
  past_due: "warning",
  card_expired: "warning",
  trial_over: "warning",
  cancels: "warning",
  trial_ends: "info",
  card_expires: "info",
  status_unknown: "info",
  status_stale: "info",
};

/** The status of this day, what is to be said about it, and whom it concerns. */
export function ContractNow({ contract, code }: { contract: ContractDto; code: string }) {
  const t = useTranslations("contract");
  const { effectiveStatus, status, statusConfirmedAt } = contract;
  const items = [
    {
      key: "status",
      term: t("status"),
      description: (
        <div className="grid justify-items-start gap-1">
          <ContractStatusBadge status={effectiveStatus} />
          {effectiveStatus === status ? null : (
            <p className="text-sm text-muted">{t("effective", { status: t(`statuses.${effectiveStatus}`) })}</p>
          )}
        </div>
      ),
    },
    {
      key: "confirmedAt",
      term: t("confirmedAt"),
      description: statusConfirmedAt === null ? t("neverConfirmed") : formatDate(statusConfirmedAt),
    },
    { key: "affected", term: t("affected"), description: <Affected contract={contract} code={code} /> },
  ];
  return (
    <Sheet title={t("now")}>
      <Findings findings={contract.findings} />
      <DefinitionList items={items} />
    </Sheet>
  );
}

function Affected({ contract: { operators, effectiveStatus }, code }: { contract: ContractDto; code: string }) {
  const t = useTranslations("contract");
  if (operators === 0) return t("affectedNobody");
  const ended = effectiveStatus === "cancelled" || effectiveStatus === "force_cancelled";
  return (
    <div className="flex flex-wrap gap-x-4">
      <span className={ended ? "font-bold text-danger" : ""}>
        {t(ended ? "affectedAll" : "affectedNone", { count: operators })}
      </span>
      <TextLink href={`/accounts/${code}/operators`}>{t("showOperators")}</TextLink>
    </div>
  );
}

function Findings({ findings }: { findings: readonly ContractFindingDto[] }) {
  const sentence = useFindingSentence();
  return findings.map((finding) => (
    <Notice key={finding.code} tone={TONES[finding.code]}>
      <p>{sentence(finding)}</p>
    </Notice>
  ));
}

/** The same sentences as on the check-up sheet. */
function useFindingSentence(): (finding: ContractFindingDto) => string {
  const t = useTranslations("health.findings");
  return (finding) => {
    switch (finding.code) {
      case "trial_ends":
      case "cancels":
        return t(`contract_${finding.code}`, { on: formatDate(finding.on), daysLeft: finding.daysLeft });
      case "trial_over":
        return t("contract_trial_over", { on: formatDate(finding.on) });
      case "cancelled":
        if (finding.on === null) return t("contract_cancelled_undated");
        return t("contract_cancelled", { on: formatDate(finding.on) });
      case "past_due":
        if (finding.since === null) return t("contract_past_due_undated");
        return t("contract_past_due", { since: formatDate(finding.since) });
      case "card_expires":
        return t("contract_card_expires", { month: finding.month.replace("-", "/"), daysLeft: finding.daysLeft });
      case "card_expired":
        return t("contract_card_expired", { month: finding.month.replace("-", "/") });
      case "status_stale":
        return t("contract_status_stale", { daysOld: finding.daysOld });
      case "force_cancelled":
      case "status_unknown":
        return t(`contract_${finding.code}`);
    }
  };
}
