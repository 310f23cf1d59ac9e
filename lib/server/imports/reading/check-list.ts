import "server-only";
import { RepeatedKeys } from "@/lib/domain/duplicates/candidates";
import { type AddressHolder, type DuplicateConfidence, groupByAddress } from "@/lib/domain/duplicates/group";
import { hashKey } from "@/lib/domain/duplicates/key-hash";
import { type EmailKey, possibleKey } from "@/lib/domain/email";
import type { OperatorRow, Rejection } from "@/lib/domain/import/rows";
import type { OpenedList } from "./open-list";

export type ListMember = { readonly row: number; readonly name: string; readonly email: string };

export type ListDuplicates = {
  /** The address; in a `possible` group that of its first member. */
  readonly emailKey: EmailKey;
  readonly confidence: DuplicateConfidence;
  /** By row. A `possible` group names one row for each distinct address. */
  readonly members: readonly ListMember[];
};

export type CheckedList = {
  /** Accepted rows. */
  readonly operators: number;
  /** `same` groups first, then `possible`, each by first row. */
  readonly duplicates: readonly ListDuplicates[];
  readonly rejected: readonly Rejection[];
};

/**
 * Finds the duplicates and the bad rows of a list of any length: a first look keeps a hash of every possible key, a second
 * reads only those operators whose key came up again. Memory grows with hashes and findings, not with rows.
 */
export async function checkList({ addresses }: Pick<OpenedList, "addresses">): Promise<CheckedList> {
  const repeated = new RepeatedKeys(addresses.expectedRows);
  const rejected: Rejection[] = [];
  let operators = 0;
  await addresses.visit({
    plain(hash, place) {
      repeated.add(hash, place);
      operators++;
    },
    other(row, place) {
      if (row.kind === "rejected") {
        rejected.push({ row: row.row, column: detach(row.column), code: row.code, value: detach(row.value) });
      } else {
        repeated.add(hashKey(possibleKey(row.emailKey)), place);
        operators++;
      }
    },
  });
  const candidates: Candidate[] = [];
  for await (const batch of addresses.read(repeated.places())) {
    for (const row of batch) if (row.kind === "operator") candidates.push(toCandidate(row));
  }
  const duplicates = groupByAddress(candidates).map(({ emailKey, confidence, members }) => ({
    emailKey,
    confidence,
    members: (confidence === "same" ? members : firstOfEachAddress(members)).map(({ id, name, email }) => ({
      row: id,
      name,
      email,
    })),
  }));
  return { operators, duplicates, rejected };
}

/** An accepted row; its number is its id. */
type Candidate = AddressHolder & { readonly id: number; readonly name: string; readonly email: string };

function toCandidate(row: OperatorRow): Candidate {
  const emailKey = detach(row.emailKey) as EmailKey;
  return {
    id: row.row,
    name: detach(row.name),
    // For nearly all of them one text serves as both.
    email: row.email === row.emailKey ? emailKey : detach(row.email),
    emailKey,
    possibleKey: possibleKey(emailKey),
  };
}

function firstOfEachAddress(members: readonly Candidate[]): readonly Candidate[] {
  const seen = new Set<EmailKey>();
  return members.filter(({ emailKey }) => !seen.has(emailKey) && seen.add(emailKey));
}

/** What V8 copies anyway when it is cut from a longer text. */
const SHORT = 12;
const ASCII = /^[ -~]*$/;

/** A copy of its own: a part of a string keeps the whole piece of the file alive that it was cut from. */
function detach(text: string): string {
  if (text.length <= SHORT) return text;
  const encoding = ASCII.test(text) ? "latin1" : "utf16le";
  return Buffer.from(text, encoding).toString(encoding);
}
