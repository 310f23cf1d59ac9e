import { startNext } from "../../harness/next-peer.mjs";

/** The least app that Next makes: `{ list, cookie, stop }`, its one page. */
export async function start({ folder }) {
  const { address, stop } = await startNext(folder, {}, "/");
  return { list: `${address}/`, cookie: "", stop };
}
