import { normalizeEmail, possibleKey, storedEmailKey } from "@/lib/domain/email";
import type { DeletedReason } from "@/lib/domain/operator";
import { operatorSearchText } from "@/lib/domain/search-text";
import { pool, prisma } from "@/lib/server/db";

/** An operator that a test made. */
export type TestOperator = {
  readonly id: string;
  readonly accountId: string;
  readonly name: string;
  readonly email: string;
  readonly emailKey: string;
};

export type OperatorOptions = {
  account: { readonly id: string };
  name?: string;
  email?: string;
  permissions?: readonly string[];
  /** `YYYY-MM-DD` */
  registeredOn?: string | null;
  lastLoginAt?: Date | null;
  lastConfirmedAt?: Date | null;
  passwordHash?: string | null;
  deletedAt?: Date | null;
  deletedReason?: DeletedReason;
  deletedBy?: string;
};

let made = 0;

/** An active operator with an address of its own, unless said otherwise; deleted when `deletedAt` is given. */
export async function createOperator(options: OperatorOptions): Promise<TestOperator> {
  made += 1;
  const {
    account,
    name = "佐藤 太郎",
    email = `operator-${made}@example.jp`,
    registeredOn,
    deletedAt = null,
  } = options;
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new Error(`not an address: ${email}`);
  const reason = options.deletedReason ?? "manual";
  const { id } = await prisma().operator.create({
    data: {
      accountId: account.id,
      name,
      email,
      emailKey: normalized.key,
      possibleKey: possibleKey(normalized.key),
      searchText: operatorSearchText(name, email),
      permissions: [...(options.permissions ?? [])],
      registeredOn: registeredOn ? new Date(`${registeredOn}T00:00:00Z`) : null,
      lastLoginAt: options.lastLoginAt ?? null,
      lastConfirmedAt: options.lastConfirmedAt ?? null,
      passwordHash: options.passwordHash ?? null,
      deletedAt,
      ...(deletedAt === null
        ? {}
        : {
            deletedReason: reason === "missing-from-import" ? "missing_from_import" : reason,
            deletedBy: options.deletedBy ?? "山田 花子",
          }),
    },
    select: { id: true },
  });
  return { id, accountId: account.id, name, email, emailKey: normalized.key };
}

const FAMILY_NAMES = ["佐藤", "鈴木", "高橋", "田中", "伊藤", "渡辺", "山本", "中村", "小林", "加藤", "𠮷田", "髙木"];
const GIVEN_NAMES = ["翔太", "さくら", "健一", "美咲", "大輔", "陽子", "蓮", "葵", "直樹", "由美"];

/** As many as one statement adds well within the time a statement may take, on a busy machine too. */
const AT_ONCE = 10_000;

/** Many active operators, each with an address of its own. */
export async function createOperators(account: { readonly id: string }, count: number): Promise<void> {
  for (let added = 0; added < count; added += AT_ONCE) await addOperators(account, Math.min(AT_ONCE, count - added));
  await pool().query("analyze operators");
}

async function addOperators(account: { readonly id: string }, count: number): Promise<void> {
  const from = made + 1;
  made += count;
  const rows = Array.from({ length: count }, (_, index) => {
    const number = from + index;
    const family = FAMILY_NAMES[number % FAMILY_NAMES.length];
    const given = GIVEN_NAMES[Math.floor(number / FAMILY_NAMES.length) % GIVEN_NAMES.length];
    const name = `${family} ${given}`;
    const email = `operator-${number}@example.jp`;
    const day = new Date(Date.UTC(2024, 0, 1 + (number % 900))).toISOString().slice(0, 10);
    const login = number % 3 === 0 ? null : new Date(Date.UTC(2026, 9, 1, 0, number % 40_000)).toISOString();
    const possible = possibleKey(storedEmailKey(email));
    return {
      name,
      email,
      possible,
      search: operatorSearchText(name, email),
      day: number % 7 === 0 ? null : day,
      login,
    };
  });
  const column = (key: "name" | "email" | "possible" | "search" | "day" | "login") => rows.map((row) => row[key]);
  await pool().query(
    `insert into operators (account_id, name, email, email_key, possible_key, search_text, permissions, registered_on, last_login_at)
     select $1, name, email, email, possible, search, array['ファネル機能', '売上機能'], day, login
     from unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::timestamptz[])
       as t(name, email, possible, search, day, login)`,
    [account.id, column("name"), column("email"), column("possible"), column("search"), column("day"), column("login")],
  );
}
