"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TabLinks } from "@/components/ui/tab-links";
import { useMessageTemplates } from "@/lib/client/message-templates";
import { written } from "@/lib/domain/message-template";
import { type AppLocale, LOCALES } from "@/lib/i18n/config";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import { type PreviewPerson, PreviewPersonSheet } from "./preview-person";
import { TemplateEditor } from "./template-editor";
import { TemplateRows } from "./template-rows";

interface MessagesViewProps {
  code: string;
  locale: AppLocale;
  /** For whom a preview is filled; null: for a made-up person. */
  person: PreviewPerson | null;
  /** Whom somebody looks for. */
  query: string;
}

/** Which texts stand under which heading. */
const SECTIONS = ["login-failure", "steps", "login-page"] as const;
const sectionOf = ({ key, channel }: MessageTemplateDto): (typeof SECTIONS)[number] =>
  channel === "any" ? "steps" : key === "login-page" ? "login-page" : "login-failure";

/** Every text to operators, to be worded as the owner would word it. */
export function MessagesView({ code, locale, person, query }: MessagesViewProps) {
  const t = useTranslations("messageTemplates");
  const { data, error } = useMessageTemplates(code, locale);
  const [edited, setEdited] = useState<MessageTemplateDto | null>(null);
  const path = `/accounts/${code}/messages`;
  const languages = LOCALES.map((one) => ({
    href: `${path}?${new URLSearchParams({ language: one, ...(person ? { operator: person.id } : {}) })}`,
    label: t(`languages.${one}`),
    current: one === locale,
  }));
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ProblemMessage error={error} className="mb-4" />
      <div className="grid gap-6">
        <TabLinks label={t("language")} links={languages} />
        {data === undefined && !error ? <SkeletonList rows={6} /> : null}
        {data
          ? SECTIONS.map((section) => (
              <Sheet
                key={section}
                title={t(`sections.${section}.title`)}
                lead={t(`sections.${section}.lead`, { steps: written("steps", locale) })}
              >
                <TemplateRows
                  templates={data.items.filter((item) => sectionOf(item) === section)}
                  language={locale}
                  onEdit={setEdited}
                />
              </Sheet>
            ))
          : null}
        <PreviewPersonSheet code={code} locale={locale} person={person} query={query} />
      </div>
      {edited ? <TemplateEditor code={code} template={edited} person={person} onClose={() => setEdited(null)} /> : null}
    </>
  );
}
