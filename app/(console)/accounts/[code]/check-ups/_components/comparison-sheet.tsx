"use client";

import { ArrowRight } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { classNames } from "@/components/ui/class-names";
import { FilterLinks } from "@/components/ui/filter-links";
import { GradeBadge } from "@/components/ui/grade-badge";
import { ShowMore } from "@/components/ui/pagination";
import { Select } from "@/components/ui/select";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { type ComparisonView, useComparison } from "@/lib/client/check-ups";
import { CHECK_UP_CHANGES } from "@/lib/domain/check-up";
import { formatDateTime, formatNumber } from "@/lib/i18n/formats";
import type { CheckUpDto, ComparisonDto } from "@/lib/schemas/check-up";
import { ComparedCauses } from "./compared-causes";
import { ComparedPeople } from "./compared-people";
import { comparisonHref } from "./comparison-href";

interface ComparisonSheetProps {
  code: string;
  /** To choose from, the newest first. */
  checkUps: readonly CheckUpDto[];
  view: ComparisonView;
}

/** Two check-ups side by side: the grades, each cause, and the people for whom something has changed. */
export function ComparisonSheet({ code, checkUps, view }: ComparisonSheetProps) {
  const t = useTranslations("checkUps");
  const { data, error, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = useComparison(code, view);
  // The newest page has the newest counts.
  const newest = data?.pages.at(-1);
  return (
    <Sheet title={t("compare.title")} lead={t("compare.lead")}>
      <Choice code={code} checkUps={checkUps} view={view} />
      <ProblemMessage error={error} />
      {newest === undefined && !error ? <SkeletonList /> : null}
      {newest ? (
        <div className={classNames("grid gap-5", isPlaceholderData && "opacity-60 transition-opacity")}>
          <p className="flex flex-wrap items-center gap-x-4 gap-y-2">
            <GradeBadge grade={newest.before.grade} />
            <ArrowRight aria-hidden className="size-5 text-muted" />
            <span className="sr-only">{t("compare.becomes")}</span>
            <GradeBadge grade={newest.after.grade} />
          </p>
          <ComparedCauses
            causes={newest.causes}
            hrefOf={(cause, change) => comparisonHref(code, { ...view, cause, change })}
          />
          <section className="grid gap-3">
            <h3 className="text-base">{t("compare.people")}</h3>
            <ChangeFilter code={code} comparison={newest} view={view} />
            <ComparedPeople code={code} items={data?.pages.flatMap(({ items }) => items) ?? []} />
          </section>
        </div>
      ) : null}
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

/** Which two: both stand in the address. */
function Choice({ code, checkUps, view }: ComparisonSheetProps) {
  const t = useTranslations("checkUps");
  const router = useRouter();
  const options = checkUps.map(({ id, recordedAt, origin, grade, recordedBy }) => ({
    value: id,
    label: `${formatDateTime(recordedAt)} ${grade ?? "−"} ${t(`origins.${origin}`, { name: recordedBy ?? "" })}`,
  }));
  const choose = (side: "before" | "after") => (value: string) =>
    router.push(comparisonHref(code, { ...view, [side]: value, cause: undefined, change: undefined }), {
      scroll: false,
    });
  return (
    <div className="grid gap-4 sm:grid-cols-2">
      <Select
        label={t("compare.before")}
        options={options}
        value={view.before}
        onChange={(event) => choose("before")(event.target.value)}
      />
      <Select
        label={t("compare.after")}
        options={[{ value: "now", label: t("compare.now") }, ...options]}
        value={view.after}
        onChange={(event) => choose("after")(event.target.value)}
      />
    </div>
  );
}

interface ChangeFilterProps {
  code: string;
  comparison: ComparisonDto;
  view: ComparisonView;
}

function ChangeFilter({ code, comparison, view }: ChangeFilterProps) {
  const t = useTranslations("checkUps");
  const causes = useTranslations("health.causes");
  const all = { href: comparisonHref(code, { ...view, cause: undefined, change: undefined }), label: t("compare.all") };
  const chosen = view.cause && comparison.causes.find(({ slug }) => slug === view.cause);
  const changes = CHECK_UP_CHANGES.filter((change) => comparison.people[change] > 0 || change === view.change);
  const links = changes.map((change) => ({
    href: comparisonHref(code, { ...view, change }),
    label: t(`changes.${change}`),
    current: change === view.change,
    count: formatNumber(chosen ? chosen[change] : comparison.people[change]),
  }));
  const name = chosen ? `${causes(`${chosen.slug}.mark`)} ${causes(`${chosen.slug}.name`)}` : null;
  return (
    <>
      {name === null ? null : <p className="text-[0.9375rem] text-muted">{t("compare.onlyCause", { name })}</p>}
      {links.length === 0 ? null : (
        <FilterLinks
          label={t("compare.filter")}
          links={[{ ...all, current: view.cause === undefined && view.change === undefined, count: "" }, ...links]}
        />
      )}
    </>
  );
}
