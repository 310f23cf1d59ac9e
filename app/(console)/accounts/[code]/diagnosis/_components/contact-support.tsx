import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useSelfChecks } from "@/lib/client/self-checks";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";

/** The form that the vendor's help page names (article, last section). */
const VENDOR_FORM = "https://help.utage-system.com/contact";
/** Where the page leads to when all six causes are ruled out. */
export const SUPPORT_ID = "support";

interface ContactSupportProps {
  account: AccountRef;
  diagnosis: DiagnosisDto;
}

/**
 * What the support asks for, ready to be pasted: UTAGE's for a contract there, whoever runs Kenshin for one that is kept
 * here. Never the password, which is typed into the form itself.
 */
export function ContactSupport({ account: { code, directory }, diagnosis }: ContactSupportProps) {
  const t = useTranslations("diagnosis.support");
  const { operatorId } = diagnosis.subject;
  const reported = useReportedVideo(code, operatorId);
  const [typed, setTyped] = useState<string>();
  const video = typed ?? reported;
  const facts = useFacts(directory, diagnosis, video.trim());
  return (
    <div id={SUPPORT_ID} className="scroll-mt-6">
      <Sheet title={t(`title.${directory}`)} lead={t(`lead.${directory}`)}>
        <Remaining diagnosis={diagnosis} />
        <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap">
          {facts}
        </p>
        <TextField
          label={t("video")}
          hint={t("videoHint")}
          optional
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={2048}
          value={video}
          onChange={(event) => setTyped(event.target.value)}
        />
        <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem]">
          <li>{t(`password.${directory}`)}</li>
          {directory === "utage" ? <li>{t("owner")}</li> : null}
        </ul>
        <div className="flex flex-wrap items-center gap-4">
          <CopyButton value={facts} label={t("copy")} className="max-sm:w-full" />
          {/* Beside this page, not in its place: what is copied here is pasted there. */}
          {directory === "utage" ? (
            <TextLink href={VENDOR_FORM} target="_blank" rel="noreferrer">
              {t("utage")}
            </TextLink>
          ) : null}
          {directory === "hosted" && operatorId !== null ? (
            <TextLink href={`/accounts/${code}/operators/${operatorId}`}>{t("attempts")}</TextLink>
          ) : null}
        </div>
      </Sheet>
    </div>
  );
}

/** The video that the person's newest report came with; "" without one. */
function useReportedVideo(code: string, operatorId: string | null): string {
  const { data } = useSelfChecks(code, "operators", operatorId);
  const checks = data?.pages.flatMap(({ items }) => items) ?? [];
  return checks.find(({ report }) => report?.videoUrl)?.report?.videoUrl ?? "";
}

/** Which causes have to be looked at first: the support answers what none of the six explains. */
function Remaining({ diagnosis: { verdicts } }: Pick<ContactSupportProps, "diagnosis">) {
  const t = useTranslations("diagnosis.support");
  const causes = useTranslations("health.causes");
  const open = verdicts.filter(({ state }) => state !== "clear");
  if (open.length === 0) return null;
  const names = open.map(({ slug }) => `${causes(`${slug}.mark`)} ${causes(`${slug}.name`)}`);
  return (
    <Notice title={t("remaining")}>
      <p>{names.join(t("comma"))}</p>
    </Notice>
  );
}

/** The article's list, with what was found or tried about each cause; what nobody looked at is not claimed. */
function useFacts(directory: AccountRef["directory"], diagnosis: DiagnosisDto, video: string): string {
  const t = useTranslations("diagnosis.support");
  const causes = useTranslations("health.causes");
  const { subject, operatorUrl, verdicts } = diagnosis;
  const checked = verdicts
    .filter(({ state }) => state !== "unknown")
    .map(({ slug, evidence }) => {
      const found = evidence.map(({ text }) => text).join("");
      return t("checked", { mark: causes(`${slug}.mark`), cause: causes(`${slug}.name`), found });
    });
  return [
    t(`facts.${directory}`, { name: subject.name, email: subject.email, url: operatorUrl ?? "" }),
    t("tried"),
    ...(checked.length === 0 ? [t("nothingTried")] : checked),
    ...(video === "" ? [] : [t("videoLine", { video })]),
  ].join("\n");
}
