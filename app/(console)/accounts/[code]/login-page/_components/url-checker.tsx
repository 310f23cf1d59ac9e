import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { TextField } from "@/components/ui/text-field";
import { useClassifyLoginUrl } from "@/lib/client/login-pages";
import type { LoginPageVerdictDto } from "@/lib/schemas/login-page";

/** "Is this the right page?" for the address that somebody says they use. */
export function UrlChecker({ code }: { code: string }) {
  const t = useTranslations("loginPage");
  const [url, setUrl] = useState("");
  const classify = useClassifyLoginUrl(code);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!classify.isPending) classify.mutate(url);
  };
  return (
    <Sheet title={t("checker")} lead={t("checkerLead")}>
      <form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
        <TextField
          label={t("checkerField")}
          className="min-w-0 flex-1 basis-72"
          type="url"
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          maxLength={4096}
          value={url}
          onChange={(event) => {
            setUrl(event.target.value);
            classify.reset();
          }}
        />
        <Button type="submit" pending={classify.isPending} className="max-sm:w-full">
          {t("check")}
        </Button>
      </form>
      <ProblemMessage error={classify.error} />
      <div role="status">{classify.data ? <Answer verdict={classify.data} /> : null}</div>
    </Sheet>
  );
}

function Answer({ verdict: { correct, advice, correctUrl } }: { verdict: LoginPageVerdictDto }) {
  const t = useTranslations("loginPage");
  return (
    <Notice tone={correct ? "success" : "warning"} title={t(correct ? "correct" : "wrong")}>
      <p>{t(`advice.${advice}`)}</p>
      {correct || correctUrl === null ? null : (
        <div className="grid gap-2">
          <p>
            <span className="block text-sm text-muted">{t("rightUrl")}</span>
            <span className="font-mono text-[0.9375rem] break-all">{correctUrl}</span>
          </p>
          <CopyButton value={correctUrl} label={t("copyRightUrl")} size="sm" className="justify-self-start" />
        </div>
      )}
    </Notice>
  );
}
