import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import type { MessageChannel } from "@/lib/domain/message-template";
import type { MessageDto } from "@/lib/schemas/message-template";

/** The message about one cause alone, in the form that is chosen for the whole one. */
export function CauseMessage({ messages, channel }: { messages: readonly MessageDto[]; channel: MessageChannel }) {
  const t = useTranslations("diagnosis");
  const channels = useTranslations("ui.channels");
  const message = messages.find((one) => one.channel === channel);
  if (!message) return null;
  return <CopyButton value={message.text} size="sm" label={t("copyFor", { channel: channels(channel) })} />;
}
