import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { formatDateTime } from "@/lib/i18n/formats";
import type { LoginCaseDto } from "@/lib/schemas/login-case";
import { STATE_TONES } from "./state-tones";

/** Who, since when, from where, and what is next or how it ended; the name leads to the verdict. */
export function CaseItem({ item, path }: { item: LoginCaseDto; path: string }) {
  const t = useTranslations("diagnosis");
  const who = item.name === "" ? (item.email ?? t("noName")) : item.name;
  return (
    <li className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.25fr)] sm:px-6">
      <div className="grid min-w-0 content-start gap-0.5">
        <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <TextLink href={hrefOf(item, path)} className="font-medium">
            {who}
          </TextLink>
          {item.operatorStatus === "deleted" ? <StatusBadge tone="danger">{t("statuses.deleted")}</StatusBadge> : null}
        </span>
        {item.email === null || item.email === who ? null : (
          <span className="font-mono text-sm break-all text-muted">{item.email}</span>
        )}
      </div>
      <div className="grid min-w-0 content-start gap-1">
        {item.status === "open" ? <Next item={item} /> : <Ended item={item} />}
        <p className="text-sm text-muted tabular-nums">
          {t("cases.since", { at: formatDateTime(item.openedAt) })}
          {t("cases.dot")}
          {t(`cases.origins.${item.origin}`, { by: item.openedBy })}
        </p>
      </div>
    </li>
  );
}

/** A case is its person's verdict; one of whom only a name is known asks first who it is. */
export function hrefOf({ id, operatorId, email }: LoginCaseDto, path: string): string {
  if (operatorId !== null) return `${path}?operator=${operatorId}`;
  return email === null ? `${path}?case=${id}` : `${path}?query=${encodeURIComponent(email)}`;
}

function Next({ item: { nextStep } }: { item: LoginCaseDto }) {
  const t = useTranslations("diagnosis");
  const causes = useTranslations("health.causes");
  if (nextStep === null) {
    return (
      <p>
        <StatusBadge tone="warning">{t("cases.whoIsIt")}</StatusBadge>
      </p>
    );
  }
  const { slug, state } = nextStep;
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span>
        {slug === "contact-support" ? t("cases.support") : `${causes(`${slug}.mark`)} ${causes(`${slug}.name`)}`}
      </span>
      <StatusBadge tone={STATE_TONES[state]}>{t(`states.${state}`)}</StatusBadge>
    </p>
  );
}

function Ended({ item: { closedAs, closedAt, closedBy } }: { item: LoginCaseDto }) {
  const t = useTranslations("diagnosis.cases");
  if (closedAs === null || closedAt === null) return null;
  return <p>{t(`closedAs.${closedAs}`, { by: closedBy ?? "", at: formatDateTime(closedAt) })}</p>;
}
