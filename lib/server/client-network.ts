import "server-only";
import { isIP } from "node:net";

type HeaderFields = Readonly<Record<string, string | undefined>>;

/** What scripts/serve.mjs says of the other end of the connection; whatever a client sends under this name it replaces. */
const PEER_HEADER = "x-kenshin-peer";

/**
 * The network a request comes from, shortened so that it tells a place and not a person: IPv4 /24, IPv6 /64. Only as
 * many entries of X-Forwarded-For count as there are trusted proxies (S14). null where nothing trustworthy is known.
 * @param proxies KENSHIN_TRUSTED_PROXIES
 */
export function clientNetwork(headers: HeaderFields, proxies: number): string | null {
  return shorten(clientAddress(headers, proxies));
}

const THIS_MACHINE: ReadonlySet<string> = new Set(["127.0.0.0/24", "::/64"]);

/**
 * Whether a network tells where somebody is. This machine's own does not: whoever comes from there came through a proxy that
 * KENSHIN_TRUSTED_PROXIES does not count, like everybody else.
 */
export function isPlace(network: string | null): network is string {
  return network !== null && !THIS_MACHINE.has(network);
}

function clientAddress(headers: HeaderFields, proxies: number): string {
  if (proxies === 0) return headers[PEER_HEADER] ?? "";
  // Each proxy adds on the right whom it was called by; what stands further left, anybody may have written.
  return headers["x-forwarded-for"]?.split(",").at(-proxies)?.trim() ?? "";
}

function shorten(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, "");
  if (isIP(plain) === 4) return `${plain.split(".").slice(0, 3).join(".")}.0/24`;
  if (isIP(plain) !== 6) return null;
  const [head = "", tail = ""] = plain.split("%", 1)[0]?.toLowerCase().split("::") ?? [];
  const groups = head.split(":").filter(Boolean);
  const rest = tail.split(":").filter(Boolean);
  const all = [...groups, ...Array<string>(Math.max(0, 8 - groups.length - rest.length)).fill("0"), ...rest];
  const network = all.slice(0, 4).map((group) => group.replace(/^0+(?=.)/, ""));
  // RFC 5952, 4.2: zeros before the "::" are part of it.
  return `${network.join(":").replace(/(^|:)0(:0)*$/, "")}::/64`;
}
