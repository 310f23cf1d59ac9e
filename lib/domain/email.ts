import { foldLookAlikes, hasLookAlikes } from "./look-alikes";
import { isDomainAscii, isLocalAscii, isPlainKey } from "./plain-address";
import { decodePunycodeDomain } from "./punycode";

declare const emailKeyBrand: unique symbol;
declare const possibleKeyBrand: unique symbol;

/** The identity of an address: two operators hold the same address exactly when their keys are equal. */
export type EmailKey = string & { readonly [emailKeyBrand]: true };

/** What an address looks like at a glance. Equal keys mean "perhaps one person", never "the same address" (S21). */
export type PossibleKey = string & { readonly [possibleKeyBrand]: true };

export type EmailFault = "missing_email" | "invalid_email";
export type NormalizedEmail =
  | { readonly ok: true; readonly key: EmailKey }
  | { readonly ok: false; readonly code: EmailFault };

const MISSING: NormalizedEmail = Object.freeze({ ok: false, code: "missing_email" });
const INVALID: NormalizedEmail = Object.freeze({ ok: false, code: "invalid_email" });

// RFC 5321 4.5.3.1: octets of the local part and of a domain; 254 is what a path of 256 leaves without its brackets.
const MAX_LOCAL_OCTETS = 64;
const MAX_ADDRESS_OCTETS = 254;
const MAX_LABEL = 63;

/**
 * Carriers that gave out local parts with doubled or trailing dots (`a..b.@docomo.ne.jp`) until about 2009; people still
 * read their mail there. au.com took over ezweb.ne.jp's names, softbank.ne.jp those of vodafone.ne.jp.
 * No other domain may have them: RFC 5321 servers refuse such a dot-atom, so elsewhere it is a slip of the hand, and
 * telling the owner now beats a reset mail that bounces later.
 */
const CARRIER_DOMAINS = ["docomo.ne.jp", "ezweb.ne.jp", "au.com", "softbank.ne.jp", "vodafone.ne.jp"] as const;

// What a copied cell may carry around an address: spaces (U+3000 too), zero-width and direction marks, BOM, soft hyphens.
const AROUND = /^[\s\p{Cf}\p{Default_Ignorable_Code_Point}]$/u;
// RFC 6531 opens local parts to all of Unicode. Letters, marks and digits are enough for people; brackets, arrows and
// invisible characters next to an address are debris of copying. Unassigned ones may fold differently in a later Unicode.
const WORD_BEYOND_ASCII = /^[\p{L}\p{M}\p{N}]$/u;
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}]/u;

/**
 * The one normalisation of addresses; nothing else lower-cases one.
 * NFKC, then trimmed, lower-cased, domain in punycode. Total: any string gets an answer. Idempotent: a key is its own key.
 * Refused: no or more than one `@` after NFKC (S21), quoted local parts and any control character (S11), inner spaces,
 * address literals and domains without a dot, lengths beyond RFC 5321.
 */
export function normalizeEmail(typed: string): NormalizedEmail {
  if (isPlainKey(typed)) return { ok: true, key: typed as EmailKey };
  const text = isPlainAscii(typed) ? typed.trim().toLowerCase() : foldUnicode(typed);
  if (text === "") return MISSING;
  const at = text.indexOf("@");
  if (at < 1 || at !== text.lastIndexOf("@")) return INVALID;
  const domain = asciiDomain(text.slice(at + 1));
  if (domain === null) return INVALID;
  const localOctets = measureLocalPart(text, at, domain);
  if (localOctets === 0 || localOctets > MAX_LOCAL_OCTETS) return INVALID;
  if (localOctets + 1 + domain.length > MAX_ADDRESS_OCTETS) return INVALID;
  return { ok: true, key: `${text.slice(0, at)}@${domain}` as EmailKey };
}

/** Brands a key read back from where `normalizeEmail`'s answer was stored. Never call it on what a person typed. */
export function storedEmailKey(stored: string): EmailKey {
  return stored as EmailKey;
}

/**
 * What could be the same person under another spelling: plus tags and Gmail's dots removed, googlemail.com read as
 * gmail.com, look-alikes folded (see look-alikes.ts). Shown to the owner as `possible`; it identifies nobody (S21).
 */
export function possibleKey(key: EmailKey): PossibleKey {
  const address = withoutAliases(key);
  return (hasLookAlikes(address) ? foldLookAlikes(address) : address) as PossibleKey;
}

/** The address without plus tag and Gmail's dots, its domain as people read it. */
function withoutAliases(key: EmailKey): string {
  const plus = key.indexOf("+");
  const isGmail = key.endsWith("@gmail.com") || key.endsWith("@googlemail.com");
  // Nearly all of a million rows end here.
  if (plus < 0 && !isGmail && !key.includes("xn--")) return key;
  const at = key.indexOf("@");
  // A local part that is all tag keeps it: nothing would be left.
  const local = plus > 0 ? key.slice(0, plus) : key.slice(0, at);
  if (isGmail) return `${local.replaceAll(".", "")}@gmail.com`;
  return `${local}@${decodePunycodeDomain(key.slice(at + 1))}`;
}

/** Brands a key read back from where `possibleKey`'s answer was stored. */
export function storedPossibleKey(stored: string): PossibleKey {
  return stored as PossibleKey;
}

/** The domain of a key, in punycode. */
export function emailDomain(key: EmailKey): string {
  return key.slice(key.indexOf("@") + 1);
}

function isPlainAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 126) return false;
  return true;
}

// Lower-casing can leave NFKC (İ becomes i and a dot above), hence the second pass.
function foldUnicode(typed: string): string {
  return trimAround(typed.normalize("NFKC")).toLowerCase().normalize("NFKC");
}

// Walks in from both ends: a regex anchored at the end would take quadratic time on a cell of many inner spaces.
function trimAround(text: string): string {
  const chars = Array.from(text);
  let start = 0;
  let end = chars.length;
  while (start < end && AROUND.test(chars[start] ?? "")) start++;
  while (end > start && AROUND.test(chars[end - 1] ?? "")) end--;
  return chars.slice(start, end).join("");
}

/** Octets of a well-formed local part, 0 for a malformed one. */
function measureLocalPart(text: string, at: number, domain: string): number {
  let octets = 0;
  let afterDot = true;
  let looseDots = false;
  for (let i = 0; i < at; i++) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (i === 0) return 0;
      if (afterDot) looseDots = true;
      afterDot = true;
      octets++;
      continue;
    }
    afterDot = false;
    if (code < 128) {
      if (!isLocalAscii(code)) return 0;
      octets++;
      continue;
    }
    const char = String.fromCodePoint(text.codePointAt(i) ?? 0);
    if (!WORD_BEYOND_ASCII.test(char) || INVISIBLE.test(char)) return 0;
    octets += code < 0x800 ? 2 : char.length === 2 ? 4 : 3;
    i += char.length - 1;
  }
  if ((afterDot || looseDots) && !isCarrierDomain(domain)) return 0;
  return octets;
}

function isCarrierDomain(domain: string): boolean {
  return CARRIER_DOMAINS.some((carrier) => domain === carrier || domain.endsWith(`.${carrier}`));
}

/** The domain in ASCII, or null when it is none that mail could be sent to (RFC 5321 2.3.5, RFC 1123 2.1). */
function asciiDomain(domain: string): string | null {
  if (isPlainAscii(domain) && !domain.includes("xn--")) return isHostName(domain) ? domain : null;
  for (const char of domain) {
    const code = char.charCodeAt(0);
    // The full stop 。 and the middle dot ・ are the two marks that Japanese domain names are typed with.
    const allowed =
      code < 128
        ? code === 46 || isDomainAscii(code)
        : char === "。" || char === "・" || (WORD_BEYOND_ASCII.test(char) && !INVISIBLE.test(char));
    if (!allowed) return null;
  }
  // URL is the platform's own UTS 46; only characters of host names reach it, so nothing can end the host early.
  const href = `http://${domain}/`;
  const hostname = URL.canParse(href) ? new URL(href).hostname : "";
  return isHostName(hostname) ? hostname : null;
}

function isHostName(domain: string): boolean {
  let labelStart = 0;
  let labels = 0;
  for (let i = 0; i <= domain.length; i++) {
    const code = i === domain.length ? 46 : domain.charCodeAt(i);
    if (code === 46) {
      const length = i - labelStart;
      if (length === 0 || length > MAX_LABEL) return false;
      if (domain.charCodeAt(labelStart) === 45 || domain.charCodeAt(i - 1) === 45) return false;
      labels++;
      if (i < domain.length) labelStart = i + 1;
    } else if (!isDomainAscii(code)) {
      return false;
    }
  }
  // Every top-level domain starts with a letter; an IPv4 address does not.
  const top = domain.charCodeAt(labelStart);
  return labels > 1 && domain.length - labelStart > 1 && top >= 97 && top <= 122;
}
