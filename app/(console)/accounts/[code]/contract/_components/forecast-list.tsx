import { ChevronRight } from "lucide-react";
import { useTranslations } from "next-intl";
import { TextLink } from "@/components/ui/text-link";
import { operatorListHref } from "@/lib/client/operator-list-view";
import type { ForecastItemDto } from "@/lib/schemas/contract-forecast";

/** Everybody for whom something was found: why in words, and where it is mended. */
export function ForecastList({ code, items }: { code: string; items: readonly ForecastItemDto[] }) {
  const t = useTranslations("contract.forecast");
  if (items.length === 0) return null;
  const isSure = items.every(({ causes }) => causes.some(({ state }) => state === "blocking"));
  return (
    <section className="grid gap-1">
      <h3 className="text-[0.9375rem] font-medium text-muted">{t(isSure ? "list" : "listSuspected")}</h3>
      <ul className="divide-y divide-border">
        {items.map((item) => (
          <li key={item.operatorId} className="grid gap-x-6 gap-y-1 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1.5fr)]">
            <div className="min-w-0">
              <p className="font-medium">{item.name === "" ? t("noName") : item.name}</p>
              <p className="text-sm break-all text-muted">{item.email}</p>
            </div>
            <ul className="grid gap-2 text-[0.9375rem]">
              {item.causes.map((cause) => (
                <li key={cause.slug} className="flex flex-wrap items-baseline gap-x-4">
                  <Why cause={cause} email={item.email} code={code} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface WhyProps {
  cause: ForecastItemDto["causes"][number];
  email: string;
  code: string;
}

function Why({ cause: { slug, code: why, state }, email, code }: WhyProps) {
  const t = useTranslations("contract.forecast");
  const causes = useTranslations("health.causes");
  const isRisk = why === "same_address" && state === "suspected";
  const fix = why === "same_address" ? "/duplicate-emails" : operatorListHref("/operators", { query: email });
  return (
    <>
      <p>
        {causes(`${slug}.mark`)} {t(isRisk ? "why.same_address_suspected" : `why.${why}`)}
      </p>
      <TextLink
        href={`/accounts/${code}${fix}`}
        className="inline-flex min-h-6 items-center gap-1 whitespace-nowrap max-sm:min-h-11"
      >
        {t(`fix.${why}`)}
        <ChevronRight aria-hidden className="size-4 shrink-0" />
      </TextLink>
    </>
  );
}
