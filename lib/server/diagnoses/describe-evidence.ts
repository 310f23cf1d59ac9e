import "server-only";
import { createTranslator, type Messages } from "next-intl";
import type { ContractFinding } from "@/lib/domain/contract";
import type { Evidence } from "@/lib/domain/login/verdict";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import { loadMessages } from "@/lib/i18n/load-messages";

type Translate = ReturnType<typeof createTranslator<Messages>>;

/** A writer of evidence in one language. Texts: `diagnosis.evidence.<code>`, contract dates as on the check-up sheet. */
export async function evidenceWriter(locale: AppLocale): Promise<(evidence: Evidence) => string> {
  const t = createTranslator({ locale, messages: await loadMessages(locale), timeZone: TIME_ZONE });
  return (evidence) => sentenceOf(evidence, t);
}

function sentenceOf(evidence: Evidence, t: Translate): string {
  switch (evidence.code) {
    case "login_url_used":
      return t(`loginPage.advice.${evidence.advice}`);
    case "wrong_page_seen":
      return t(`diagnosis.evidence.wrong_page_seen.${evidence.kind === "contract_login" ? "contract" : "other"}`, {
        ...{ at: formatDateTime(evidence.at), from: inBrowser(evidence.from, t) },
      });
    case "right_page_opened":
    case "other_page_told":
      return t(`diagnosis.evidence.${evidence.code}`, { at: formatDateTime(evidence.at) });
    case "other_login":
    case "no_other_login":
      return t(`diagnosis.evidence.${evidence.code}.${evidence.seenBy}`, {
        ...{ at: formatDateTime(evidence.seenAt), from: inBrowser(evidence.from, t) },
      });
    case "same_address":
    case "possible_addresses":
      return t(`diagnosis.evidence.${evidence.code}`, { count: evidence.operatorIds.length });
    case "password_failures":
      if (evidence.count === 0) return t("diagnosis.evidence.no_password_failures");
      return t("diagnosis.evidence.password_failures", {
        ...{ count: evidence.count, at: evidence.lastAt === null ? "" : formatDateTime(evidence.lastAt) },
        from: inBrowser(evidence.from, t),
      });
    case "locked":
      return t("diagnosis.evidence.locked", { until: formatDateTime(evidence.until) });
    case "operator_deleted":
      return describeDeletion(evidence, t);
    case "list_old":
      if (evidence.confirmedAt === null) return t("diagnosis.evidence.list_never");
      return t("diagnosis.evidence.list_old", { on: formatDate(evidence.confirmedAt) });
    case "tried":
      return t(`diagnosis.evidence.tried.${evidence.slug}`);
    case "contract":
      return describeContract(evidence.finding, t);
    default:
      return t(`diagnosis.evidence.${evidence.code}`);
  }
}

type Deletion = Extract<Evidence, { code: "operator_deleted" }>;

/** Who gave a list in that somebody was missing from has deleted nobody. */
function describeDeletion({ at, by, reason }: Deletion, t: Translate): string {
  const values = {
    at: at === null ? t("operatorPage.none") : formatDateTime(at),
    reason: t(`operatorPage.reasons.${reason ?? "manual"}`),
  };
  if (by === null || reason === "missing-from-import") return t("diagnosis.evidence.operator_deleted", values);
  return t("diagnosis.evidence.operator_deleted_by", { ...values, by });
}

/** Behind a sentence: which browser it was seen in. */
function inBrowser(browser: string, t: Translate): string {
  return browser === "" ? "" : t("diagnosis.evidence.inBrowser", { browser });
}

function describeContract(finding: ContractFinding, t: Translate): string {
  switch (finding.code) {
    case "trial_ends":
    case "cancels":
      return t(`health.findings.contract_${finding.code}`, { on: formatDate(finding.on), daysLeft: finding.daysLeft });
    case "trial_over":
      return t("health.findings.contract_trial_over", { on: formatDate(finding.on) });
    case "cancelled":
      if (finding.on === null) return t("health.findings.contract_cancelled_undated");
      return t("health.findings.contract_cancelled", { on: formatDate(finding.on) });
    case "past_due":
      if (finding.since === null) return t("health.findings.contract_past_due_undated");
      return t("health.findings.contract_past_due", { since: formatDate(finding.since) });
    case "card_expires":
      return t("health.findings.contract_card_expires", {
        ...{ month: finding.month.replace("-", "/"), daysLeft: finding.daysLeft },
      });
    case "card_expired":
      return t("health.findings.contract_card_expired", { month: finding.month.replace("-", "/") });
    case "status_stale":
      return t("health.findings.contract_status_stale", { daysOld: finding.daysOld });
    case "force_cancelled":
    case "status_unknown":
      return t(`health.findings.contract_${finding.code}`);
  }
}
