import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { PreflightItemDto } from "@/lib/schemas/preflight";
import { PersonRow } from "./person-row";

/** Everybody of a list with what was found. */
export function PreflightPeople({ code, items }: { code: string; items: readonly PreflightItemDto[] }) {
  const t = useTranslations("preflight");
  if (items.length === 0) return <p className="py-3 text-[0.9375rem] text-muted">{t("noneHere")}</p>;
  return (
    <ul aria-label={t("list")} className="divide-y divide-border">
      {items.map(({ operatorId, name, email, causes }) => (
        <PersonRow key={operatorId} {...{ code, operatorId, email }} name={name === "" ? t("noName") : name}>
          {causes.map((cause) => (
            <li key={cause.slug}>
              <CauseBadge cause={cause} />
            </li>
          ))}
        </PersonRow>
      ))}
    </ul>
  );
}

const CODES = [
  "wrong_page_seen",
  "other_page_told",
  "other_login",
  "same_address",
  "possible_addresses",
  "password_never_set",
  "locked",
  "password_failures",
  "operator_deleted",
] as const;

function CauseBadge({ cause: { slug, state, code } }: { cause: PreflightItemDto["causes"][number] }) {
  const t = useTranslations("preflight");
  const causes = useTranslations("health.causes");
  // The contract's cause is everybody's, and has been said above the list.
  if (slug === "inactive-contract") return null;
  const why = t(`why.${CODES.find((known) => known === code) ?? "other"}`);
  return (
    <StatusBadge tone={state === "blocking" ? "danger" : "warning"}>
      {causes(`${slug}.mark`)} {state === "blocking" ? why : t("maybe", { why })}
    </StatusBadge>
  );
}
