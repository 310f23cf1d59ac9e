"use client";

import { useTranslations } from "next-intl";
import { CopyButton } from "@/components/ui/copy-button";
import { Tabs } from "@/components/ui/tabs";
import { MESSAGE_CHANNELS, type MessageChannel } from "@/lib/domain/message-template";
import type { MessageDto } from "@/lib/schemas/message-template";

interface MessageTabsProps {
  label: string;
  messages: readonly MessageDto[];
  copyLabel: string;
  /** Uncontrolled by default, starting with the first. */
  channel?: MessageChannel | undefined;
  onChannelChange?: ((channel: MessageChannel) => void) | undefined;
}

/** One message in the form of each channel, ready to be copied. */
export function MessageTabs({ label, messages, copyLabel, channel, onChannelChange }: MessageTabsProps) {
  const t = useTranslations("ui.channels");
  const items = messages.map((message) => ({
    value: message.channel,
    label: t(message.channel),
    content: (
      <div className="grid gap-4">
        <p className="rounded-8 border border-border bg-sunken px-4 py-3.5 text-[0.9375rem] wrap-anywhere whitespace-pre-wrap">
          {message.text}
        </p>
        <CopyButton value={message.text} label={copyLabel} className="justify-self-start max-sm:w-full" />
      </div>
    ),
  }));
  const change = (next: string) => {
    const chosen = MESSAGE_CHANNELS.find((one) => one === next);
    if (chosen) onChannelChange?.(chosen);
  };
  return <Tabs label={label} items={items} value={channel} onValueChange={change} />;
}
