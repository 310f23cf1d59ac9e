import { useTranslations } from "next-intl";
import { type FormEvent, useRef, useState } from "react";
import { CheckedFacts } from "@/components/checked-facts";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { TextArea } from "@/components/ui/text-area";
import { TextField } from "@/components/ui/text-field";
import { ApiError } from "@/lib/client/api-error";
import { useSendSelfCheck } from "@/lib/client/self-checks";
import { otherLogin, REPORT_NOTE_MAX, REPORTER_NAME_MAX, type SelfCheckFacts } from "@/lib/domain/self-check";

interface ReportFormProps {
  code: string;
  token: string | null;
  browser: string;
  facts: SelfCheckFacts;
  onSent: () => void;
}

export function ReportForm({ code, token, browser, facts, onSent }: ReportFormProps) {
  const t = useTranslations("selfCheck.report");
  const form = useRef<HTMLFormElement>(null);
  const [name, setName] = useState("");
  const [note, setNote] = useState("");
  const [videoUrl, setVideoUrl] = useState("");
  const [missing, setMissing] = useState(false);
  const send = useSendSelfCheck();
  const badUrl = send.error instanceof ApiError && send.error.fieldError("report.videoUrl") !== undefined;

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const empty = name.trim() === "";
    setMissing(empty);
    if (empty) return form.current?.querySelector<HTMLElement>("[name=name]")?.focus();
    if (send.isPending) return;
    const { seen, cookies, privateWindow, tried } = facts;
    const report = { name, note, videoUrl };
    send.mutate(
      { ...{ code, token, seen, cookies, privateWindow, report }, outcome: "reported", tried: [...tried] },
      { onSuccess: onSent },
    );
  };

  return (
    <form ref={form} method="post" noValidate onSubmit={submit} className="grid gap-5">
      {badUrl ? null : <ProblemMessage error={send.error} />}
      <TextField
        label={t("name")}
        name="name"
        autoComplete="name"
        maxLength={REPORTER_NAME_MAX}
        value={name}
        onChange={(event) => setName(event.target.value)}
        error={missing ? t("nameMissing") : undefined}
      />
      <TextArea
        label={t("note")}
        hint={t("noteHint")}
        optional
        name="note"
        rows={4}
        maxLength={REPORT_NOTE_MAX}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextField
        label={t("video")}
        hint={t("videoHint")}
        optional
        name="videoUrl"
        type="url"
        inputMode="url"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        maxLength={2000}
        value={videoUrl}
        onChange={(event) => {
          setVideoUrl(event.target.value);
          send.reset();
        }}
        error={badUrl ? t("videoInvalid") : undefined}
      />
      <section className="grid gap-2">
        <h3 className="text-base">{t("checked")}</h3>
        <div className="text-[0.9375rem]">
          <CheckedFacts facts={{ ...facts, browser, otherLogin: otherLogin(facts), tried: [...facts.tried] }} />
        </div>
      </section>
      <Button type="submit" variant="primary" pending={send.isPending}>
        {t("submit")}
      </Button>
    </form>
  );
}
