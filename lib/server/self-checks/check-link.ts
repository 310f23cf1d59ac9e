import "server-only";
import { timingSafeEqual } from "node:crypto";
import { checkUrl } from "@/lib/domain/login-page";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { keyedName } from "../keyed-name";
import { type LoginPageAccount, loginPageContract } from "../login-pages/login-page-urls";

/** How long a personal link says whose it is; after that the page helps all the same, and nobody's facts are kept. */
const PERSONAL_DAYS = 30;

/** Whom a link speaks for: one operator, or the contract whose owner handed it out. */
export type CheckLink =
  | { readonly kind: "operator"; readonly operatorId: string }
  | { readonly kind: "account"; readonly accountId: string };

type LinkedAccount = LoginPageAccount & { readonly id: string };

/** The link for one operator, good until `expiresAt`, the end of a day in Tokyo. No table holds it: it carries the id, signed (docs/decisions/0015). */
export function personalCheckLink(account: LinkedAccount, operatorId: string, now: Date) {
  // With the day, so that a message written twice on one day is the same message.
  const lastDay = tokyoDay(new Date(now.getTime() + PERSONAL_DAYS * 86_400_000));
  const expiresAt = new Date(`${lastDay}T23:59:59+09:00`);
  const seconds = Buffer.alloc(EXPIRY_BYTES);
  seconds.writeUInt32BE(Math.floor(expiresAt.getTime() / 1000));
  const url = `${pageOf(account)}/${signed("operator", Buffer.concat([bytesOfUuid(operatorId), seconds]))}`;
  return { url, expiresAt };
}

/**
 * The link for everybody of a contract. Two owners may look after the same contract on UTAGE, so there it says whose it is;
 * a code of Kenshin's own is one contract's alone.
 */
export function accountCheckUrl(account: LinkedAccount): string {
  const page = pageOf(account);
  return account.directory === "hosted" ? page : `${page}/${signed("account", bytesOfUuid(account.id))}`;
}

/** What a link says, if it is one of ours and not over; null for anything else. */
export function readCheckToken(token: string, now: Date): CheckLink | null {
  const bytes = Buffer.from(token, "base64url");
  const said = bytes.subarray(0, -MAC_BYTES);
  if (said.length === UUID_BYTES + EXPIRY_BYTES && isSigned("operator", said, token)) {
    if (said.readUInt32BE(UUID_BYTES) * 1000 <= now.getTime()) return null;
    return { kind: "operator", operatorId: uuidOfBytes(said.subarray(0, UUID_BYTES)) };
  }
  if (said.length === UUID_BYTES && isSigned("account", said, token)) {
    return { kind: "account", accountId: uuidOfBytes(said) };
  }
  return null;
}

// A link is passed on by hand, in LINE, and as a QR code: 48 characters instead of the 200 of a sealed token. Half of
// HMAC-SHA-256 is as much as RFC 2104 (section 5) asks for.
const UUID_BYTES = 16;
const EXPIRY_BYTES = 4;
const MAC_BYTES = 16;

function signed(kind: CheckLink["kind"], said: Buffer): string {
  const mac = Buffer.from(keyedName(`check-link-${kind}`, said.toString("hex")), "base64url").subarray(0, MAC_BYTES);
  return Buffer.concat([said, mac]).toString("base64url");
}

/** Compares the texts, so that one link has one spelling. */
function isSigned(kind: CheckLink["kind"], said: Buffer, token: string): boolean {
  const ours = Buffer.from(signed(kind, said));
  const theirs = Buffer.from(token);
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

function pageOf(account: LinkedAccount): string {
  return checkUrl(loginPageContract(account)) ?? "";
}

function bytesOfUuid(id: string): Buffer {
  return Buffer.from(id.replaceAll("-", ""), "hex");
}

function uuidOfBytes(bytes: Buffer): string {
  return bytes.toString("hex").replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
