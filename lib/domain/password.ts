/** Why a password is not accepted (S20; NIST SP 800-63B: length and known-bad lists, no composition rules). */
export type PasswordWeakness = "too_short" | "too_long" | "common" | "repetitive" | "contains_address";

/** Shortest password accepted, in characters (code points). */
export const PASSWORD_MIN_LENGTH = 15;
/** Longest password accepted, in UTF-8 bytes: a bound on work, far above the 64 characters that must be allowed. */
export const PASSWORD_MAX_BYTES = 4096;

// Long enough to pass the length rule and still the first things anybody tries. Compared without case and separators.
const COMMON = [
  "password",
  "passw0rd",
  "p@ssword",
  "p@ssw0rd",
  "qwertyuiop",
  "qwertyuiopasdfghjkl",
  "qwertyuiopasdfghjklzxcvbnm",
  "1qaz2wsx3edc4rfv",
  "1qaz2wsx3edc4rfv5tgb",
  "1q2w3e4r5t6y7u8i",
  "1q2w3e4r5t6y7u8i9o0p",
  "zaq12wsxcde34rfv",
  "asdfghjklzxcvbnm",
  "letmein",
  "iloveyou",
  "welcome",
  "administrator",
  "changeme",
  "sunshine",
  "princess",
  "football",
  "baseball",
  "trustno1",
  "correcthorsebatterystaple",
  "thisisapassword",
  "thisismypassword",
  "mypasswordismypassword",
  "パスワード",
  "ぱすわーど",
  "kenshin",
  "utage",
  "operator",
];
const SEQUENCES = [
  "01234567890123456789",
  "98765432109876543210",
  "abcdefghijklmnopqrstuvwxyz",
  "zyxwvutsrqponmlkjihgfedcba",
];
const SEPARATORS = /[\s\-_.,!?/\\@#$%&*+=]/gu;
const TRAILING_NUMBER = /^(.*?\D)\d{0,6}$/su;

/**
 * Says why a password is too easy to guess, or null. The text itself is only read, never changed.
 * @param address the person's own address: a password made of it is the first guess
 */
export function passwordWeakness(password: string, address = ""): PasswordWeakness | null {
  if (new TextEncoder().encode(password).length > PASSWORD_MAX_BYTES) return "too_long";
  if ([...password].length < PASSWORD_MIN_LENGTH) return "too_short";
  const folded = password.toLowerCase().replace(SEPARATORS, "");
  if (isRepetition(folded) || isSequence(folded)) return "repetitive";
  if (isCommon(folded)) return "common";
  if (isMadeOf(folded, address)) return "contains_address";
  return null;
}

/** `aaaa…`, `abcabcabc…`: a unit of at most eight characters, over and over (the last one may be cut). */
function isRepetition(text: string): boolean {
  const characters = [...text];
  for (let unit = 1; unit <= 8 && unit * 2 <= Math.max(characters.length, 2); unit += 1) {
    if (characters.every((character, index) => character === characters[index % unit])) return true;
  }
  return characters.length === 0;
}

function isSequence(text: string): boolean {
  return SEQUENCES.some((sequence) => (sequence + sequence).includes(text));
}

function isCommon(text: string): boolean {
  const stem = TRAILING_NUMBER.exec(text)?.[1] ?? text;
  return COMMON.some((common) => {
    const folded = common.replace(SEPARATORS, "");
    return stem === folded || stem.split(folded).join("") === "";
  });
}

/** What is left once the address's own parts are taken out is too short to be a secret. */
function isMadeOf(text: string, address: string): boolean {
  const [local = "", domain = ""] = address.toLowerCase().split("@");
  const parts = [local, ...domain.split(".")]
    .map((part) => part.replace(SEPARATORS, ""))
    .filter((part) => part.length >= 4);
  const rest = parts.reduce((remaining, part) => remaining.split(part).join(""), text);
  return rest !== text && [...rest].length < 8;
}
