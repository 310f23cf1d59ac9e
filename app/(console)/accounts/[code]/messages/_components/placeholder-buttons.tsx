import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { type Placeholder, placeholdersOf, written } from "@/lib/domain/message-template";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";

interface PlaceholderButtonsProps {
  template: Pick<MessageTemplateDto, "key" | "locale">;
  onInsert: (placeholder: Placeholder) => void;
}

/** What the text can be filled with, each put in where the cursor stands. */
export function PlaceholderButtons({ template, onInsert }: PlaceholderButtonsProps) {
  const t = useTranslations("messageTemplates");
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-1 font-medium">{t("placeholders")}</legend>
      <p className="text-sm text-muted">{t("placeholdersHint")}</p>
      <div className="flex flex-wrap gap-2">
        {placeholdersOf(template.key).map((placeholder) => (
          <Button key={placeholder} size="sm" onClick={() => onInsert(placeholder)}>
            {written(placeholder, template.locale)}
          </Button>
        ))}
      </div>
    </fieldset>
  );
}
