import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { PreflightItemDto } from "@/lib/schemas/preflight";

/** Everybody of a list with what was found; the name leads to the verdict with its evidence and fixes. */
export function PreflightPeople({ code, items }: { code: string; items: readonly PreflightItemDto[] }) {
  const t = useTranslations("preflight");
  if (items.length === 0) return <p className="py-3 text-[0.9375rem] text-muted">{t("noneHere")}</p>;
  return (
    <ul aria-label={t("list")} className="divide-y divide-border">
      {items.map(({ operatorId, name, email, causes }) => (
        <li
          key={operatorId}
          className="grid items-center gap-x-6 gap-y-1.5 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.2fr)]"
        >
          <div className="grid min-w-0 justify-items-start">
            <TextLink
              href={`/accounts/${code}/diagnosis?operator=${operatorId}`}
              className="inline-flex min-h-6 items-center font-medium break-words max-sm:min-h-11"
            >
              {name === "" ? t("noName") : name}
            </TextLink>
            <span className="font-mono text-sm break-all text-muted">{email}</span>
          </div>
          <ul className="flex flex-wrap gap-1.5">
            {causes.map((cause) => (
              <li key={cause.slug}>
                <CauseBadge cause={cause} />
              </li>
            ))}
          </ul>
        </li>
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
