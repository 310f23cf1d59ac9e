import "server-only";
import { accountCode } from "@/lib/schemas/values";
import { AppError } from "./errors";
import type { CurrentSession, OperatorSession, OwnerSession } from "./session";
import { queryPrepared, sql } from "./sql";

/**
 * What may be asked for, and which kind of login may ask. `account:*` also needs the contract to belong to the owner;
 * `owner:*` concerns the owner alone, `operator:*` the operator who is signed in. Exhaustive on purpose: a route names one of these or does not compile.
 */
export const PERMISSIONS = {
  public: [],
  "owner:read": ["owner"],
  "owner:write": ["owner"],
  "account:read": ["owner"],
  "account:write": ["owner"],
  "operator:read": ["operator"],
  "operator:write": ["operator"],
} as const satisfies Record<string, readonly CurrentSession["kind"][]>;

export type Permission = keyof typeof PERMISSIONS;
export type AccountPermission = Extract<Permission, `account:${string}`>;
export type OwnerPermission = Extract<Permission, `owner:${string}`>;
export type OperatorPermission = Extract<Permission, `operator:${string}`>;

export type AccountScope = {
  readonly session: OwnerSession;
  readonly account: {
    id: string;
    code: string;
    name: string;
    directory: "utage" | "hosted";
    customDomain: string | null;
    createdAt: Date;
  };
};

/** The session as an owner's, or `unauthenticated` (nobody) / `forbidden` (somebody else's door, S5). */
export function requirePermission(
  session: CurrentSession | null,
  permission: OwnerPermission | AccountPermission,
): OwnerSession {
  if (!session) throw new AppError("unauthenticated");
  if (session.kind !== "owner" || !PERMISSIONS[permission].includes(session.kind)) throw new AppError("forbidden");
  return session;
}

/** The session as an operator's, or `unauthenticated` (nobody) / `forbidden` (an owner, S5). */
export function requireOperator(session: CurrentSession | null, permission: OperatorPermission): OperatorSession {
  if (!session) throw new AppError("unauthenticated");
  if (session.kind !== "operator" || !PERMISSIONS[permission].includes(session.kind)) throw new AppError("forbidden");
  return session;
}

/**
 * The owner together with the contract of that code among the owner's own. Anybody else's code is `not_found`, exactly
 * like one that does not exist (S3).
 */
export async function requireAccount(
  session: CurrentSession | null,
  permission: AccountPermission,
  code: string,
): Promise<AccountScope> {
  const ownerSession = requirePermission(session, permission);
  // A path may carry anything; PostgreSQL takes no NUL, and that would be a fault instead of "not found" (S38).
  if (!accountCode.safeParse(code).success) throw new AppError("not_found");
  const [account] = await queryPrepared<AccountScope["account"]>(sql`
    select id, code, name, directory, custom_domain as "customDomain", created_at as "createdAt" from accounts
    where owner_id = ${ownerSession.owner.id}::uuid and code = ${code}`);
  if (!account) throw new AppError("not_found");
  return { session: ownerSession, account };
}
