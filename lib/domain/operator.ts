import type { EmailKey, PossibleKey } from "./email";

/** Why an operator is no longer active: by hand, by a clean-up of duplicates, or gone from a complete list. */
export const DELETED_REASONS = ["manual", "cleanup", "missing-from-import"] as const;
export type DeletedReason = (typeof DELETED_REASONS)[number];

export type OperatorStatus = "active" | "deleted";

/**
 * The eight permissions of the service, in its own order and wording; a list carries them as these words.
 * An operator may hold others too (a list can be newer than this), hence `permissions: readonly string[]`.
 */
export const UTAGE_PERMISSIONS = [
  "ファネル機能",
  "売上機能",
  "決済連携設定",
  "メール・LINE配信機能",
  "会員サイト機能",
  "イベント機能",
  "パートナー機能",
  "メディア管理・動画管理・音声管理",
] as const;

/** A staff login (オペレーターアカウント) of one contract account, as the rules see it. */
export type Operator = {
  readonly id: string;
  readonly name: string;
  /** As typed or imported. */
  readonly email: string;
  readonly emailKey: EmailKey;
  readonly possibleKey: PossibleKey;
  readonly permissions: readonly string[];
  /** Calendar day `YYYY-MM-DD`; null when the list did not say. */
  readonly registeredOn: string | null;
  /** null: never, or not known (an imported list carries no logins). */
  readonly lastLoginAt: Date | null;
  /** When the facts of an imported row were last seen in a list (最終確認日). */
  readonly lastConfirmedAt: Date | null;
  /** null where passwords live elsewhere and nobody here can know. */
  readonly passwordSet: boolean | null;
  readonly status: OperatorStatus;
  /** utage: whether the owner's list says to delete it there. */
  readonly toBeDeleted: boolean;
  readonly deletedAt: Date | null;
  readonly deletedReason: DeletedReason | null;
  readonly deletedBy: string | null;
  /** Counts up with every change; a plan or an edit made on an older version is stale. */
  readonly version: number;
};

/** The part of an operator that the rules on duplicates read, so that a query can select no more. */
export type DuplicateCandidate = Pick<
  Operator,
  | "id"
  | "name"
  | "email"
  | "emailKey"
  | "possibleKey"
  | "permissions"
  | "registeredOn"
  | "lastLoginAt"
  | "toBeDeleted"
  | "version"
>;
