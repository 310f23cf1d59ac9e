import { type EmailKey, emailDomain } from "./email";

/** How an address differs from another one that was perhaps meant; the nearer one first. */
export const NEARNESS = ["one_letter", "other_domain"] as const;
export type Nearness = (typeof NEARNESS)[number];

/**
 * Whether `known` is perhaps what somebody meant who typed `typed`: one letter added, left out, changed or swapped with
 * its neighbour anywhere in the address, or the same name at another domain. null: neither. A hint for a person, never
 * identity (S21).
 */
export function nearnessOf(typed: EmailKey, known: EmailKey): Nearness | null {
  if (typed === known) return null;
  if (isOneSlipAway(typed, known)) return "one_letter";
  return localPart(typed) === localPart(known) ? "other_domain" : null;
}

function localPart(key: EmailKey): string {
  return key.slice(0, key.length - emailDomain(key).length - 1);
}

/** Damerau's four slips of the hand (1964), exactly one of them, in one walk. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let left = a.length;
  let right = b.length;
  while (left > start && right > start && a[left - 1] === b[right - 1]) {
    left -= 1;
    right -= 1;
  }
  const [differsA, differsB] = [a.slice(start, left), b.slice(start, right)];
  if (differsA.length <= 1 && differsB.length <= 1) return true;
  return differsA.length === 2 && differsB.length === 2 && differsA[0] === differsB[1] && differsA[1] === differsB[0];
}
