"use client";

import { useState } from "react";
import { MESSAGE_CHANNELS, type MessageChannel } from "@/lib/domain/message-template";

const KEY = "kenshin_message_channel";

/** The channel that messages are shown for; this browser remembers it, as most owners use one. */
export function useMessageChannel(): [MessageChannel, (channel: MessageChannel) => void] {
  const [channel, setChannel] = useState(readChannel);
  const choose = (next: MessageChannel) => {
    setChannel(next);
    try {
      localStorage.setItem(KEY, next);
    } catch {
      // A browser that keeps nothing shows the first channel next time.
    }
  };
  return [channel, choose];
}

function readChannel(): MessageChannel {
  try {
    const kept = localStorage.getItem(KEY);
    return MESSAGE_CHANNELS.find((channel) => channel === kept) ?? MESSAGE_CHANNELS[0];
  } catch {
    // On the server there is none, and some browsers refuse it.
    return MESSAGE_CHANNELS[0];
  }
}
