import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Notice } from "@/components/ui/notice";
import { SkeletonList } from "@/components/ui/skeleton";
import { useMessagePreview } from "@/lib/client/message-templates";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import type { PreviewPerson } from "./preview-person";
import { useSettledText } from "./use-settled-text";

interface TemplatePreviewProps {
  code: string;
  template: MessageTemplateDto;
  /** As it stands in the editor. */
  text: string;
  person: PreviewPerson | null;
}

/** The text as it would be sent, and what in it is worth another look. */
export function TemplatePreview({ code, template, text, person }: TemplatePreviewProps) {
  const t = useTranslations("messageTemplates");
  const { key, channel, locale } = template;
  const settled = useSettledText(text);
  const operatorId = person === null ? {} : { operatorId: person.id };
  const { data, error } = useMessagePreview(code, { key, channel, locale, text: settled, ...operatorId });
  const whose = person === null ? t("previewExample") : t("previewOf", { name: person.name || person.email });
  return (
    <section className="grid gap-2" aria-live="polite">
      <h3 className="text-base">
        {t("preview")} <span className="text-sm font-normal text-muted">{whose}</span>
      </h3>
      <ProblemMessage error={error} />
      {data === undefined && !error ? <SkeletonList rows={2} /> : null}
      {data ? (
        <p
          lang={locale}
          className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap"
        >
          {data.text}
        </p>
      ) : null}
      {data && data.warnings.length > 0 ? (
        <Notice tone="warning">
          {data.warnings.map((warning) => (
            <p key={warning}>{t(`warnings.${warning}`)}</p>
          ))}
        </Notice>
      ) : null}
    </section>
  );
}
