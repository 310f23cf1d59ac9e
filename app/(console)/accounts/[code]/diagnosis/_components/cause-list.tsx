import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/status-badge";
import type { PersonsCause } from "@/lib/domain/login/verdict";
import type { MessageChannel } from "@/lib/domain/message-template";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import { CauseMessage } from "./cause-message";
import { RemedyAction } from "./remedy-action";
import { STATE_TONES } from "./state-tones";
import { TriedCheck } from "./tried-check";

interface CauseListProps {
  account: AccountRef;
  diagnosis: DiagnosisDto;
  /** In which form the message about one cause is copied. */
  channel: MessageChannel;
  tried: readonly PersonsCause[];
  onTried: (tried: readonly PersonsCause[]) => void;
  onFixed: () => void;
}

/** All six causes in the article's order, so that a second one behind the first is seen at once. */
export function CauseList({ account, diagnosis, channel, tried, onTried, onFixed }: CauseListProps) {
  const t = useTranslations("diagnosis");
  const causes = useTranslations("health.causes");
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("caption")}</h2>
      <ol className="divide-y divide-border border-y border-border border-t-2 border-t-rule bg-surface sm:border-x">
        {diagnosis.verdicts.map((verdict) => (
          <li
            key={verdict.slug}
            className="grid gap-x-6 gap-y-2 px-4 py-4 sm:grid-cols-[minmax(0,14rem)_minmax(0,1fr)] sm:px-6"
          >
            <div className="flex items-start justify-between gap-3 sm:grid sm:content-start sm:justify-items-start">
              <h3 className="text-base">
                {causes(`${verdict.slug}.mark`)} {causes(`${verdict.slug}.name`)}
              </h3>
              <StatusBadge tone={STATE_TONES[verdict.state]}>{t(`states.${verdict.state}`)}</StatusBadge>
            </div>
            <div className="grid content-start gap-2 text-[0.9375rem]">
              {verdict.evidence.map(({ code, text }) => (
                <p key={code}>{text}</p>
              ))}
              {verdict.remedies.length === 0 && verdict.messages.length === 0 ? null : (
                <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
                  {verdict.remedies.map((remedy) => (
                    <RemedyAction
                      key={remedy}
                      remedy={remedy}
                      account={account}
                      diagnosis={diagnosis}
                      onFixed={onFixed}
                    />
                  ))}
                  <CauseMessage messages={verdict.messages} channel={channel} />
                </div>
              )}
              <TriedCheck directory={account.directory} verdict={verdict} tried={tried} onChange={onTried} />
            </div>
          </li>
        ))}
      </ol>
    </section>
  );
}
