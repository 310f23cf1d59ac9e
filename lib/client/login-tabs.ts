// The tabs of a browser tell each other who is signed in: one browser holds one login, and what a tab shows may belong to
// somebody who has gone.
const CHANNEL = "kenshin-login";

/** Whose login it is, such as `owner:<id>`; null: nobody's any more. */
export type LoginHolder = string | null;

// One for each document: a message is not delivered to the one that sent it.
let channel: BroadcastChannel | undefined;

function openChannel(): BroadcastChannel {
  channel ??= new BroadcastChannel(CHANNEL);
  return channel;
}

/** Tells the other tabs whose login this browser holds now. */
export function tellTabs(holder: LoginHolder): void {
  openChannel().postMessage(holder);
}

/** Calls `onOther` when another tab tells that this browser's login is not that of `holder` any more. Returns how to stop. */
export function watchTabs(holder: string, onOther: () => void): () => void {
  const listen = ({ data }: MessageEvent<unknown>) => {
    if (data !== holder) onOther();
  };
  openChannel().addEventListener("message", listen);
  return () => openChannel().removeEventListener("message", listen);
}
