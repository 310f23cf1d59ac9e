import "server-only";
import { createHmac } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "./errors";
import { seal, unseal } from "./seal";
import { queryRows, sql } from "./sql";

/** How long a key gives the first answer again (S52), and when a claim without an answer counts as abandoned. Seconds. */
const KEY_LIFETIME_SECONDS = 24 * 60 * 60;
const ABANDONED_AFTER_SECONDS = 120;
const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/** Who a key belongs to when nobody is signed in. */
const ANONYMOUS = "00000000-0000-0000-0000-000000000000";

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type IdempotencyClaim = {
  readonly actorId: string;
  readonly key: string;
  readonly answer: (StoredAnswer & { requestHash: string }) | null;
};

/**
 * The hash two requests must share to be the same request. `body` is its text, or the digest of an uploaded file. Keyed,
 * because a body may hold a password and a bare hash of one could be guessed at leisure.
 */
export function requestHash(method: string, url: string, body: string): string {
  const { pathname, search } = new URL(url);
  return createHmac("sha256", env().KENSHIN_SECRET).update([method, pathname, search, body].join("\n")).digest("hex");
}

/**
 * Claims a key for one actor, or finds the answer it gave before. Throws `idempotency_in_progress` while the first
 * request still works, `invalid_request` for a key that is no printable ASCII of at most 255 characters.
 */
export async function claimKey(actorId: string | null, key: string): Promise<IdempotencyClaim> {
  if (!KEY_PATTERN.test(key)) {
    const message = "An Idempotency-Key has 1 to 255 printable ASCII characters.";
    throw new AppError("invalid_request", { errors: [{ path: "Idempotency-Key", code: "invalid_format", message }] });
  }
  const actor = actorId ?? ANONYMOUS;
  // One statement decides between parallel twins: a new key, an expired one and an abandoned one are ours, others are not.
  const claimed = await queryRows(sql`
    insert into idempotency_keys as k (actor_id, key, request_hash, created_at)
    values (${actor}::uuid, ${key}, '', now())
    on conflict (actor_id, key) do update
      set request_hash = '', status = null, headers = null, body = null, created_at = now()
      where k.created_at < now() - make_interval(secs => ${KEY_LIFETIME_SECONDS})
         or (k.status is null and k.created_at < now() - make_interval(secs => ${ABANDONED_AFTER_SECONDS}))
    returning 1`);
  if (claimed.length > 0) return { actorId: actor, key, answer: null };

  const [stored] = await queryRows<{
    status: number | null;
    headers: { contentType: string; sealed?: boolean } | null;
    body: string | null;
    request_hash: string;
  }>(sql`
    select status, headers, body, request_hash from idempotency_keys where actor_id = ${actor}::uuid and key = ${key}`);
  if (!stored || stored.status === null) throw new AppError("idempotency_in_progress");
  return {
    actorId: actor,
    key,
    answer: {
      status: stored.status,
      contentType: stored.headers?.contentType ?? "application/json",
      body: stored.headers?.sealed ? ((await unseal(stored.body ?? "")) ?? "") : (stored.body ?? ""),
      requestHash: stored.request_hash,
    },
  };
}

/** Keeps the first answer of a claimed key; `sealed` so that the table alone does not give it away. */
export async function storeAnswer(
  claim: IdempotencyClaim,
  hash: string,
  sealed: boolean,
  answer: StoredAnswer,
): Promise<void> {
  const body = sealed ? await seal(answer.body, KEY_LIFETIME_SECONDS) : answer.body;
  await queryRows(sql`
    update idempotency_keys
    set request_hash = ${hash}, status = ${answer.status}, body = ${body},
        headers = ${JSON.stringify({ contentType: answer.contentType, sealed })}::jsonb
    where actor_id = ${claim.actorId}::uuid and key = ${claim.key}`);
}

/** Gives a key back after a fault of ours, so that the same request can be tried again. */
export async function releaseKey(claim: IdempotencyClaim): Promise<void> {
  await queryRows(sql`
    delete from idempotency_keys where actor_id = ${claim.actorId}::uuid and key = ${claim.key} and status is null`);
}

/** Forgets keys whose time is over; called now and then by the jobs. */
export async function purgeExpiredKeys(): Promise<void> {
  await queryRows(sql`
    delete from idempotency_keys where created_at < now() - make_interval(secs => ${KEY_LIFETIME_SECONDS})`);
}
