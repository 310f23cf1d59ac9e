import { randomBytes } from "node:crypto";
import { normalizeEmail, possibleKey } from "@/lib/domain/email";
import { operatorSearchText } from "@/lib/domain/search-text";
import { pool } from "@/lib/server/db";

export type RosterRow = {
  readonly name: string;
  readonly email: string;
  readonly permissions?: readonly string[];
  /** `YYYY-MM-DD` */
  readonly registeredOn?: string | null;
  readonly lastLoginAt?: Date | null;
};

// Ids that grow row by row, as those of operators added one after the other do; the tail keeps workers apart.
const TAIL = randomBytes(6).toString("hex");
let lastId = Date.now();
function nextId(): string {
  lastId += 1;
  const time = lastId.toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-${TAIL}`;
}

/** Adds operators in one statement, in the order given. Gives their ids in that order. */
export async function addRoster(
  account: { readonly id: string },
  rows: readonly RosterRow[],
  importId: string | null = null,
): Promise<string[]> {
  const keys = rows.map(({ email }) => {
    const normalized = normalizeEmail(email);
    if (!normalized.ok) throw new Error(`not an address: ${email}`);
    return normalized.key;
  });
  const ids = rows.map(nextId);
  await pool().query(
    `insert into operators (id, account_id, name, email, email_key, possible_key, search_text, permissions, registered_on,
                            last_login_at, added_import_id)
     select id, $1, name, email, key, possible, search, string_to_array(nullif(permissions, ''), ','), day, login, $2
     from unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::date[], $10::timestamptz[],
                 $11::uuid[]) as t(name, email, key, possible, search, permissions, day, login, id)`,
    [
      account.id,
      importId,
      rows.map((row) => row.name),
      rows.map((row) => row.email),
      keys,
      keys.map(possibleKey),
      rows.map((row) => operatorSearchText(row.name, row.email)),
      rows.map((row) => (row.permissions ?? ["ファネル機能"]).join(",")),
      rows.map((row) => row.registeredOn ?? null),
      rows.map((row) => row.lastLoginAt ?? null),
      ids,
    ],
  );
  return ids;
}

/** A roster that looks the same for the same seed: plain rows, exact duplicates in many spellings, look-alikes. */
export function randomRoster(seed: number, people: number): RosterRow[] {
  const next = generator(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[next() % values.length] ?? values[0];
  return Array.from({ length: people }, (_, index) => {
    const name = `${pick(["佐藤", "鈴木", "髙橋"])} ${pick(["翔太", "葵", "健一"])}`;
    const local = `person${index}`;
    const spellings = [
      `${local}@gmail.com`,
      `${local.toUpperCase()}@Gmail.com`,
      `${local}＠ｇｍａｉｌ．ｃｏｍ`,
      ` ${local}@gmail.com`,
    ];
    const lookAlikes = [`per.son${index}@gmail.com`, `${local}+work@gmail.com`];
    const same = next() % 3 === 0 ? 1 + (next() % 3) : 0;
    const alike = next() % 5 === 0 ? 1 : 0;
    return [...spellings.slice(0, 1 + same), ...lookAlikes.slice(0, alike)].map((email) => ({
      name,
      email,
      permissions: ["ファネル機能", "売上機能", "会員サイト機能"].slice(0, 1 + (next() % 3)),
      registeredOn: next() % 4 === 0 ? null : `2025-0${1 + (next() % 9)}-1${next() % 10}`,
      lastLoginAt: next() % 2 === 0 ? null : new Date(Date.UTC(2026, next() % 10, 1 + (next() % 28))),
    }));
  }).flat();
}

/** A linear congruential generator (Numerical Recipes): even, seeded, the same everywhere. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state >>> 8;
  };
}
