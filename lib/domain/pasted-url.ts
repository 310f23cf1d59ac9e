// What copying leaves around an address: spaces (U+3000 too), zero-width and direction marks, BOM, quotation marks.
const BEFORE = /^[\s\p{Cf}<「『（("']+/u;
const AFTER = /[\s\p{Cf}>」』）)"'、。]$/u;
const WITH_SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;
const HTTP = /^https?:/i;
// `host:port` and `javascript:…` have one shape; only what is clearly a host gets a scheme put before it.
const HOST_WITH_PORT = /^(?:localhost|\[[0-9a-f:.]+\]|[^/?#:@]+\.[^/?#:@]+):[0-9]+(?:[/?#]|$)/i;
const LONGEST = 2048;

export type PastedUrl =
  | { readonly ok: true; readonly url: URL }
  | { readonly ok: false; readonly reason: "not_a_url" | "carries_credentials" };

const NOT_A_URL: PastedUrl = Object.freeze({ ok: false, reason: "not_a_url" });
const CARRIES_CREDENTIALS: PastedUrl = Object.freeze({ ok: false, reason: "carries_credentials" });

/**
 * Reads a web address as people paste it: full-width, with spaces around it, without its scheme.
 * Total. Anything that is not http or https is `not_a_url`; `user@host` is refused, because
 * `https://utage-system.com@evil.example/` is made to be misread.
 * @param scheme what an address without one is taken to have
 */
export function readPastedUrl(typed: string, scheme: "http" | "https" = "https"): PastedUrl {
  if (typed.length > LONGEST) return NOT_A_URL;
  const text = trimAround(typed.normalize("NFKC"));
  const href = withScheme(text, scheme);
  if (href === null || !URL.canParse(href)) return NOT_A_URL;
  const url = new URL(href);
  if (url.username !== "" || url.password !== "") return CARRIES_CREDENTIALS;
  if (url.hostname.endsWith(".")) url.hostname = url.hostname.slice(0, -1);
  return isHost(url.hostname) ? { ok: true, url } : NOT_A_URL;
}

/** Segments of a path, each decoded by itself so that an encoded slash separates nothing; trailing slashes are dropped. */
export function pathSegments(url: URL): readonly string[] {
  return url.pathname.replace(/\/+$/, "").split("/").slice(1).map(decodeSegment);
}

function withScheme(text: string, scheme: string): string | null {
  if (text === "" || text.startsWith("/")) return text.startsWith("//") ? `${scheme}:${text}` : null;
  if (HTTP.test(text)) return text;
  if (WITH_SCHEME.test(text)) return null;
  const authority = text.split(/[/?#\\]/, 1)[0] ?? "";
  // taro@example.jp is a mail address; with a path behind it, it is a web address in disguise.
  if (authority.includes("@")) return authority === text ? null : `${scheme}://${text}`;
  if (authority.includes(":") && !HOST_WITH_PORT.test(text)) return null;
  return `${scheme}://${text}`;
}

function trimAround(text: string): string {
  const opened = text.replace(BEFORE, "");
  let end = opened.length;
  while (end > 0 && AFTER.test(opened[end - 1] ?? "")) end--;
  return opened.slice(0, end);
}

/** A name with a dot, an IP address or localhost; a single word (花子, taro) was not meant as an address. */
function isHost(hostname: string): boolean {
  return hostname === "localhost" || hostname.startsWith("[") || /^[^.]+(?:\.[^.]+)+$/.test(hostname);
}

function decodeSegment(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
