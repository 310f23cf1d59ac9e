import { useTranslations } from "next-intl";
import { Sheet } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import type { MessageChannel } from "@/lib/domain/message-template";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import { MessageTabs } from "../../_components/message-tabs";

interface MessagesToSendProps {
  code: string;
  diagnosis: DiagnosisDto;
  channel: MessageChannel;
  onChannelChange: (channel: MessageChannel) => void;
}

/** The message about all six causes, and the way to its texts, previewed for this person. */
export function MessagesToSend({ code, diagnosis, channel, onChannelChange }: MessagesToSendProps) {
  const t = useTranslations("diagnosis");
  const { operatorId } = diagnosis.subject;
  const person = operatorId === null ? "" : `?operator=${operatorId}`;
  const edit = <TextLink href={`/accounts/${code}/messages${person}`}>{t("editTexts")}</TextLink>;
  return (
    <Sheet title={t("messageTitle")} lead={t("messageLead")} actions={edit}>
      <MessageTabs
        label={t("messageTitle")}
        messages={diagnosis.messages}
        copyLabel={t("copyMessage")}
        channel={channel}
        onChannelChange={onChannelChange}
      />
    </Sheet>
  );
}
