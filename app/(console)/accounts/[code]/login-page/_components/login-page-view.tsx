"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { CopyButton } from "@/components/ui/copy-button";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { Tabs } from "@/components/ui/tabs";
import { useLoginPage } from "@/lib/client/login-pages";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import { OperatorUrl } from "./operator-url";
import { UrlChecker } from "./url-checker";

/** ①: the address operators need, in every form in which it can be handed over, and a checker for the one they use. */
export function LoginPageView({ code, name }: { code: string; name: string }) {
  const t = useTranslations("loginPage");
  const { data, error } = useLoginPage(code);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data ? (
        <div className="grid gap-6">
          {data.operatorUrl === null ? null : (
            <>
              <OperatorUrl url={data.operatorUrl} qrCodeSvg={data.qrCodeSvg} name={name} />
              <MessagesToSend messages={data.messages} />
            </>
          )}
          <UrlChecker code={code} />
          {data.contractUrl === null ? null : <ContractUrl url={data.contractUrl} />}
        </div>
      ) : null}
    </>
  );
}

function MessagesToSend({ messages }: { messages: LoginPageDto["messages"] }) {
  const t = useTranslations("loginPage");
  const items = messages.map(({ channel, text }) => ({
    value: channel,
    label: t(`channels.${channel}`),
    content: (
      <div className="grid gap-4">
        <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] whitespace-pre-wrap">
          {text}
        </p>
        <CopyButton value={text} label={t("copyMessage")} className="justify-self-start max-sm:w-full" />
      </div>
    ),
  }));
  return (
    <Sheet title={t("messages")} lead={t("messagesLead")}>
      <Tabs label={t("messages")} items={items} />
    </Sheet>
  );
}

function ContractUrl({ url }: { url: string }) {
  const t = useTranslations("loginPage");
  return (
    <Sheet title={t("contractUrl")} lead={t("contractUrlLead")}>
      <p className="font-mono text-[0.9375rem]">{url}</p>
    </Sheet>
  );
}
