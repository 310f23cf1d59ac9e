import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Sheet } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";

/** The form that the vendor's help page names (article, last section). */
const VENDOR_FORM = "https://help.utage-system.com/contact";

/** What the vendor asks for, ready to be pasted; never the password, which is typed into the form itself. */
export function ContactSupport({ diagnosis: { subject, operatorUrl } }: { diagnosis: DiagnosisDto }) {
  const t = useTranslations("diagnosis.support");
  const facts = t("facts", { name: subject.name, email: subject.email, url: operatorUrl ?? "" });
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap">
        {facts}
      </p>
      <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem]">
        <li>{t("password")}</li>
        <li>{t("owner")}</li>
      </ul>
      <div className="flex flex-wrap items-center gap-4">
        <CopyButton value={facts} label={t("copy")} />
        <TextLink href={VENDOR_FORM}>{t("utage")}</TextLink>
      </div>
    </Sheet>
  );
}
