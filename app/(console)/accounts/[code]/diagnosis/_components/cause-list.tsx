import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import { RemedyAction } from "./remedy-action";
import { STATE_TONES } from "./state-tones";

interface CauseListProps {
  account: AccountRef;
  diagnosis: DiagnosisDto;
  onFixed: () => void;
}

/** All six causes in the article's order, so that a second one behind the first is seen at once. */
export function CauseList({ account, diagnosis, onFixed }: CauseListProps) {
  const t = useTranslations("diagnosis");
  const causes = useTranslations("health.causes");
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("caption")}</h2>
      <ol className="divide-y divide-border border-y border-border border-t-2 border-t-rule bg-surface sm:border-x">
        {diagnosis.verdicts.map(({ slug, state, evidence, remedies }) => (
          <li
            key={slug}
            className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] sm:px-6"
          >
            <div className="flex items-start justify-between gap-3 sm:grid sm:content-start sm:justify-items-start">
              <h3 className="text-base">
                {causes(`${slug}.mark`)} {causes(`${slug}.name`)}
              </h3>
              <StatusBadge tone={STATE_TONES[state]}>{t(`states.${state}`)}</StatusBadge>
            </div>
            <div className="grid content-start gap-2 text-[0.9375rem]">
              {evidence.map(({ code, text }) => (
                <p key={code}>{text}</p>
              ))}
              {remedies.length === 0 ? null : (
                <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                  {remedies.map((remedy) => (
                    <RemedyAction
                      key={remedy}
                      remedy={remedy}
                      account={account}
                      diagnosis={diagnosis}
                      onFixed={onFixed}
                    />
                  ))}
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
