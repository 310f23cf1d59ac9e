"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useLoginPage } from "@/lib/client/login-pages";
import { useMessageChannel } from "@/lib/client/message-channel";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import { MessageTabs } from "../../_components/message-tabs";
import { PageUrl } from "./page-url";
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
              <PageUrl page="operator" url={data.operatorUrl} qrCodeSvg={data.qrCodeSvg} name={name} />
              <MessagesToSend code={code} messages={data.messages} />
            </>
          )}
          {data.checkUrl === null ? null : (
            <PageUrl page="check" url={data.checkUrl} qrCodeSvg={data.checkQrCodeSvg} name={name} />
          )}
          <UrlChecker code={code} />
          {data.contractUrl === null ? null : <ContractUrl url={data.contractUrl} />}
        </div>
      ) : null}
    </>
  );
}

function MessagesToSend({ code, messages }: { code: string; messages: LoginPageDto["messages"] }) {
  const t = useTranslations("loginPage");
  const [channel, chooseChannel] = useMessageChannel();
  const edit = <TextLink href={`/accounts/${code}/messages`}>{t("editTexts")}</TextLink>;
  return (
    <Sheet title={t("messages")} lead={t("messagesLead")} actions={edit}>
      <MessageTabs
        label={t("messages")}
        messages={messages}
        copyLabel={t("copyMessage")}
        channel={channel}
        onChannelChange={chooseChannel}
      />
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
