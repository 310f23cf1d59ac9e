"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { classNames } from "@/components/ui/class-names";
import { FilterLinks } from "@/components/ui/filter-links";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { usePreflight } from "@/lib/client/preflight";
import { formatNumber } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { CauseSlugDto } from "@/lib/schemas/health";
import type { PreflightDto } from "@/lib/schemas/preflight";
import { PreflightPeople } from "./preflight-people";

interface PreflightSheetProps {
  account: AccountRef;
  /** Whose list is shown; it stands in the address, so that the list can be shared. */
  cause: CauseSlugDto | undefined;
}

/** Everybody who cannot sign in, before they call: how many for each cause, and who. */
export function PreflightSheet({ account, cause }: PreflightSheetProps) {
  const t = useTranslations("preflight");
  const { data, error, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = usePreflight(
    account.code,
    cause,
  );
  // The newest page has the newest counts.
  const newest = data?.pages.at(-1);
  if (newest?.operators === 0) return null;
  return (
    <Sheet title={t("title")} lead={t(`lead.${account.directory}`)}>
      <ProblemMessage error={error} />
      {newest === undefined && !error ? <SkeletonList rows={3} /> : null}
      {newest ? (
        <>
          <Figures preflight={newest} code={account.code} />
          {isAnybodyListed(newest) || cause !== undefined ? (
            <div className={classNames("grid gap-3", isPlaceholderData && "opacity-60 transition-opacity")}>
              <CauseFilter preflight={newest} code={account.code} cause={cause} />
              <PreflightPeople code={account.code} items={data?.pages.flatMap(({ items }) => items) ?? []} />
            </div>
          ) : null}
        </>
      ) : null}
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

function isAnybodyListed({ ownCauses }: PreflightDto): boolean {
  return ownCauses.blocking + ownCauses.suspected > 0;
}

/** The contract's state in one line, as it concerns everybody; then who has a cause of their own. */
function Figures({ preflight, code }: { preflight: PreflightDto; code: string }) {
  const t = useTranslations("preflight");
  const contract = preflight.byCause.find(({ slug }) => slug === "inactive-contract");
  const concerned = contract?.blocking || contract?.suspected;
  const told = contract?.blocking ? t("ended", { people: formatNumber(contract.blocking) }) : null;
  return (
    <>
      {concerned ? (
        <Notice tone={contract?.blocking ? "danger" : "warning"}>
          <p>{told ?? t("endangered", { people: formatNumber(concerned) })}</p>
          <p>
            <TextLink href={`/accounts/${code}/contract`}>{t("openContract")}</TextLink>
          </p>
        </Notice>
      ) : null}
      {isAnybodyListed(preflight) ? (
        <>
          {concerned ? <h3 className="text-base">{t("besides")}</h3> : null}
          <People preflight={preflight} />
        </>
      ) : (
        <NobodyFound preflight={preflight} code={code} besides={Boolean(concerned)} />
      )}
    </>
  );
}

/** Nobody found is all that can be said: what cannot be seen from here may keep somebody out all the same. */
function NobodyFound({ preflight, code, besides }: { preflight: PreflightDto; code: string; besides: boolean }) {
  const t = useTranslations("preflight");
  if (besides) return <p>{t("noneBesides")}</p>;
  return (
    <div className="grid gap-2">
      <p className="font-medium">{t("none", { people: formatNumber(preflight.operators) })}</p>
      <p className="flex flex-wrap gap-x-3 gap-y-1 text-[0.9375rem] text-muted">
        {t("noneMore")}
        <TextLink href={`/accounts/${code}/diagnosis`}>{t("diagnose")}</TextLink>
      </p>
    </div>
  );
}

function People({ preflight }: { preflight: PreflightDto }) {
  const t = useTranslations("preflight");
  const figures = [
    ["blocking", preflight.ownCauses.blocking, "text-danger"],
    ["suspected", preflight.ownCauses.suspected, "text-warning"],
  ] as const;
  return (
    <ul className="flex flex-wrap gap-x-8 gap-y-1">
      {figures.map(([state, count, colour]) =>
        count === 0 ? null : (
          <li key={state} className="flex flex-wrap items-baseline gap-x-2">
            {t.rich(state, {
              people: formatNumber(count),
              number: (text) => (
                <strong className={classNames("text-2xl leading-tight tabular-nums", colour)}>{text}</strong>
              ),
              words: (text) => <span>{text}</span>,
            })}
          </li>
        ),
      )}
    </ul>
  );
}

interface CauseFilterProps {
  preflight: PreflightDto;
  code: string;
  cause: CauseSlugDto | undefined;
}

/** The causes for which somebody was found, and the one that is chosen although its people are gone by now. */
function CauseFilter({ preflight, code, cause }: CauseFilterProps) {
  const t = useTranslations("preflight");
  const causes = useTranslations("health.causes");
  const { blocking, suspected } = preflight.ownCauses;
  const path = `/accounts/${code}`;
  const all = { href: path, label: t("all"), current: cause === undefined, count: formatNumber(blocking + suspected) };
  const own = preflight.byCause
    .filter((row) => row.slug !== "inactive-contract")
    .map((row) => ({ slug: row.slug, count: row.blocking + row.suspected }))
    .filter(({ slug, count }) => count > 0 || slug === cause);
  const links = own.map(({ slug, count }) => ({
    ...{ href: `${path}?cause=${slug}`, current: slug === cause, count: formatNumber(count) },
    label: `${causes(`${slug}.mark`)} ${causes(`${slug}.name`)}`,
  }));
  return <FilterLinks label={t("filter")} links={[all, ...links]} />;
}
