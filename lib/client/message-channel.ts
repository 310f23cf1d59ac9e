"use client";

import { useSyncExternalStore } from "react";
import { MESSAGE_CHANNELS, type MessageChannel } from "@/lib/domain/message-template";

const KEY = "kenshin_message_channel";

/** The one chosen on this page, for a browser that keeps nothing. */
let chosen: MessageChannel | undefined;
const listeners = new Set<() => void>();

/** The channel that messages are shown for; this browser remembers it, as most owners use one. */
export function useMessageChannel(): [MessageChannel, (channel: MessageChannel) => void] {
  return [useSyncExternalStore(subscribe, readChannel, () => MESSAGE_CHANNELS[0]), choose];
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readChannel(): MessageChannel {
  chosen ??= MESSAGE_CHANNELS.find((channel) => channel === kept()) ?? MESSAGE_CHANNELS[0];
  return chosen;
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null;
  }
}

function choose(channel: MessageChannel): void {
  chosen = channel;
  try {
    localStorage.setItem(KEY, channel);
  } catch {
    // It is chosen for this page, then.
  }
  for (const listener of listeners) listener();
}
