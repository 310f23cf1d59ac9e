"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextArea } from "@/components/ui/text-area";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useChangeMessageTemplate, useMessageTemplates } from "@/lib/client/message-templates";
import { judgeTemplate, type Placeholder, written } from "@/lib/domain/message-template";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import { PlaceholderButtons } from "./placeholder-buttons";
import type { PreviewPerson } from "./preview-person";
import { TemplatePreview } from "./template-preview";
import { useTemplateName } from "./template-rows";
import { useFaultText } from "./use-fault-text";

interface TemplateEditorProps {
  code: string;
  template: MessageTemplateDto;
  person: PreviewPerson | null;
  onClose: () => void;
}

const FORM = "message-template";

/** One text in hand: what can be filled in, what is wrong with it, and how it would be sent. */
export function TemplateEditor({ code, template, person, onClose }: TemplateEditorProps) {
  const t = useTranslations("messageTemplates");
  const toast = useToast();
  const nameOf = useTemplateName();
  const faultText = useFaultText();
  const change = useChangeMessageTemplate(code);
  const { refetch, isFetching } = useMessageTemplates(code, template.locale);
  const [text, setText] = useState(template.text);
  // The text the draft was made from: a newer one is somebody else's until the owner has seen it.
  const [known, setKnown] = useState(template);
  const area = useRef<HTMLTextAreaElement>(null);
  const [fault] = judgeTemplate(template.key, text).faults;
  const isStale = change.error instanceof ApiError && change.error.code === "stale_template";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fault || change.isPending) return;
    const done = () => {
      toast.success(t("saved"));
      onClose();
    };
    change.mutate({ ...template, text, version: known.version }, { onSuccess: done });
  };
  const insert = (placeholder: Placeholder) => {
    const field = area.current;
    if (!field) return;
    const word = written(placeholder, template.locale);
    field.setRangeText(word, field.selectionStart, field.selectionEnd, "end");
    setText(field.value);
    field.focus();
  };
  const reload = async () => {
    const { data } = await refetch();
    const newest = data?.items.find(({ key, channel }) => key === template.key && channel === template.channel);
    if (!newest) return;
    setKnown(newest);
    change.reset();
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      pending={change.isPending}
      title={nameOf(template)}
      actions={
        <>
          <Button onClick={onClose} disabled={change.isPending}>
            {t("cancel")}
          </Button>
          <Button type="submit" form={FORM} variant="primary" pending={change.isPending} disabled={fault !== undefined}>
            {t("save")}
          </Button>
        </>
      }
    >
      <form id={FORM} onSubmit={submit} className="grid gap-3" noValidate>
        <TextArea
          ref={area}
          lang={template.locale}
          label={t("text")}
          rows={template.channel === "any" ? 4 : 12}
          value={text}
          onChange={(event) => setText(event.target.value)}
          error={fault ? faultText(fault) : undefined}
        />
        <PlaceholderButtons template={template} onInsert={insert} />
        {text === template.defaultText ? null : (
          <Button size="sm" className="justify-self-start" onClick={() => setText(template.defaultText)}>
            {t("toDefault")}
          </Button>
        )}
      </form>
      {known.version === template.version ? null : <Newest text={known.text} />}
      <ProblemMessage error={change.error} />
      {isStale ? (
        <Button className="justify-self-start max-sm:w-full" onClick={reload} pending={isFetching}>
          {t("reload")}
        </Button>
      ) : null}
      <TemplatePreview code={code} template={template} text={text} person={person} />
    </Dialog>
  );
}

/** What somebody else has saved meanwhile; saving now replaces it. */
function Newest({ text }: { text: string }) {
  const t = useTranslations("messageTemplates");
  return (
    <Notice tone="warning" role="status" title={t("newest")}>
      <p className="wrap-anywhere whitespace-pre-wrap">{text}</p>
    </Notice>
  );
}
