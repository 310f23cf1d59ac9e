import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { classNames } from "@/components/ui/class-names";
import { Notice } from "@/components/ui/notice";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { useContractForecast } from "@/lib/client/contracts";
import type { ContractForecastDto } from "@/lib/schemas/contract-forecast";
import { ForecastList } from "./forecast-list";
import type { ForecastQuestion } from "./forecast-question";

interface ContractForecastProps {
  code: string;
  directory: "utage" | "hosted";
  question: ForecastQuestion;
}

/** Who would sign in if the contract were active, who would not, and why: before anything is paid or changed. */
export function ContractForecast({ code, directory, question }: ContractForecastProps) {
  const t = useTranslations("contract.forecast");
  const { data, error, hasNextPage, fetchNextPage, isFetchingNextPage } = useContractForecast(code);
  // The newest page has the newest counts.
  const newest = data?.pages.at(-1);
  return (
    <Sheet title={t(`title.${question}`)} lead={t(`lead.${question}`)}>
      <ProblemMessage error={error} />
      {newest === undefined && !error ? <SkeletonList /> : null}
      {newest ? (
        <>
          <Figures forecast={newest} directory={directory} question={question} />
          <Notice>
            <p>{t(`limits.${directory}`)}</p>
          </Notice>
          <Causes forecast={newest} />
          <ForecastList code={code} items={data?.pages.flatMap(({ items }) => items) ?? []} />
        </>
      ) : null}
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

interface FiguresProps {
  forecast: ContractForecastDto;
  directory: "utage" | "hosted";
  question: ForecastQuestion;
}

/** The operators as one sum. On UTAGE nobody can be said to regain access, so no "0" claims that nobody does. */
function Figures({ forecast: { regain, stillOut, unknown }, directory, question }: FiguresProps) {
  const t = useTranslations("contract.forecast");
  const figures = [
    ["regain", regain, "text-success"],
    ["stillOut", stillOut, "text-danger"],
    ["unknown", unknown, "text-muted"],
  ] as const;
  const told = figures.filter(([key, count]) => count > 0 || (directory === "hosted" && key !== "unknown"));
  return (
    <ul className="divide-y divide-border border-y border-border">
      {told.map(([key, count, colour]) => (
        <li key={key} className="flex flex-wrap items-baseline gap-x-3 py-2.5">
          {t.rich(`figures.${question}.${key}`, {
            count,
            number: (text) => (
              <strong className={classNames("text-2xl leading-tight tabular-nums", count > 0 ? colour : "text-muted")}>
                {text}
              </strong>
            ),
            words: (text) => <span>{text}</span>,
          })}
        </li>
      ))}
    </ul>
  );
}

function Causes({ forecast }: { forecast: ContractForecastDto }) {
  const t = useTranslations("contract.forecast");
  const causes = useTranslations("health.causes");
  if (forecast.byCause.length === 0) return null;
  return (
    <section className="grid gap-2">
      <h3 className="text-[0.9375rem] font-medium text-muted">{t("causes")}</h3>
      <dl className="flex flex-wrap gap-x-8 gap-y-2">
        {forecast.byCause.map(({ slug, count }) => (
          <div key={slug} className="flex items-baseline gap-3">
            <dt>
              {causes(`${slug}.mark`)} {causes(`${slug}.name`)}
            </dt>
            <dd className="font-bold tabular-nums">{t("people", { count })}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
