import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { StatusBadge } from "@/components/ui/status-badge";
import type { AppLocale } from "@/lib/i18n/config";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";

interface TemplateRowsProps {
  templates: readonly MessageTemplateDto[];
  language: AppLocale;
  onEdit: (template: MessageTemplateDto) => void;
}

/** Each text with its beginning, and whether it is still as it came. */
export function TemplateRows({ templates, language, onEdit }: TemplateRowsProps) {
  const t = useTranslations("messageTemplates");
  const nameOf = useTemplateName();
  return (
    <ul className="divide-y divide-border border-y border-border">
      {templates.map((template) => (
        <li
          key={`${template.key} ${template.channel}`}
          className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2 py-3"
        >
          <div className="grid min-w-0 flex-1 basis-64 gap-1">
            <h3 className="flex flex-wrap items-center gap-2 text-base">
              {template.channel === "any" ? nameOf(template) : <Channel channel={template.channel} />}
              {template.isDefault ? null : <StatusBadge tone="info">{t("changed")}</StatusBadge>}
            </h3>
            <p lang={language} className="line-clamp-2 text-[0.9375rem] wrap-anywhere text-muted">
              {template.text}
            </p>
          </div>
          <Button size="sm" aria-label={t("editWhich", { name: nameOf(template) })} onClick={() => onEdit(template)}>
            {t("edit")}
          </Button>
        </li>
      ))}
    </ul>
  );
}

function Channel({ channel }: { channel: MessageTemplateDto["channel"] }) {
  return useTranslations("ui.channels")(channel);
}

/** What a text is called, with its channel where it has one. */
export function useTemplateName(): (template: Pick<MessageTemplateDto, "key" | "channel">) => string {
  const t = useTranslations("messageTemplates");
  const channels = useTranslations("ui.channels");
  return ({ key, channel }) => {
    const name = t(`names.${key}`);
    return channel === "any" ? name : t("onChannel", { name, channel: channels(channel) });
  };
}
