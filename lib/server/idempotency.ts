import "server-only";
import { createHmac, randomUUID } from "node:crypto";
import { env } from "@/lib/env";
import { AppError } from "./errors";
import { log } from "./log";
import { seal, unseal } from "./seal";
import { queryRows, sql } from "./sql";

/** How long a key gives the first answer again (S52). */
const KEY_LIFETIME_SECONDS = 24 * 60 * 60;
/** Without a sign of life for so long the process that worked is taken for dead. */
const SILENCE_SECONDS = 60;
/** How often a sign of life is given, milliseconds: the work may take as long as a slow upload does. */
const PULSE_MS = 15_000;
const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

/** Who a key belongs to when nobody is signed in. */
const ANONYMOUS = "00000000-0000-0000-0000-000000000000";

export type StoredAnswer = { readonly status: number; readonly contentType: string; readonly body: string };
export type IdempotencyClaim = {
  readonly actorId: string;
  readonly key: string;
  /** Tells this claim from an earlier or later one of the same key. */
  readonly id: string;
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
 * request still works, `idempotency_unknown` when that fell silent without an answer: it may have been done, and is never
 * done again; `invalid_request` for a key that is no printable ASCII of at most 255 characters.
 */
export async function claimKey(actorId: string | null, key: string): Promise<IdempotencyClaim> {
  if (!KEY_PATTERN.test(key)) {
    const message = "An Idempotency-Key has 1 to 255 printable ASCII characters.";
    throw new AppError("invalid_request", { errors: [{ path: "Idempotency-Key", code: "invalid_format", message }] });
  }
  const actor = actorId ?? ANONYMOUS;
  // One statement decides between parallel twins: a new key and an expired one are ours, others are not.
  const [claimed] = await queryRows<{ id: string }>(sql`
    insert into idempotency_keys as k (actor_id, key, claim_id, request_hash)
    values (${actor}::uuid, ${key}, ${randomUUID()}::uuid, '')
    on conflict (actor_id, key) do update
      set claim_id = excluded.claim_id, request_hash = '', status = null, headers = null, body = null,
          created_at = now(), last_seen_at = now()
      where k.created_at < now() - make_interval(secs => ${KEY_LIFETIME_SECONDS})
    returning claim_id as id`);
  if (claimed) return { actorId: actor, key, id: claimed.id, answer: null };

  const [stored] = await queryRows<{
    id: string;
    silent: boolean;
    status: number | null;
    headers: { contentType: string; sealed?: boolean } | null;
    body: string | null;
    request_hash: string;
  }>(sql`
    select claim_id as id, last_seen_at < now() - make_interval(secs => ${SILENCE_SECONDS}) as silent,
           status, headers, body, request_hash
    from idempotency_keys where actor_id = ${actor}::uuid and key = ${key}`);
  if (!stored || stored.status === null) {
    throw new AppError(stored?.silent ? "idempotency_unknown" : "idempotency_in_progress");
  }
  return {
    ...{ actorId: actor, key, id: stored.id },
    answer: {
      status: stored.status,
      contentType: stored.headers?.contentType ?? "application/json",
      body: stored.headers?.sealed ? ((await unseal(stored.body ?? "")) ?? "") : (stored.body ?? ""),
      requestHash: stored.request_hash,
    },
  };
}

/** Says every few seconds that the request of a claim still works, until the function that it gives is called. */
export function keepAlive(claim: IdempotencyClaim): () => void {
  const pulse = setInterval(() => {
    queryRows(sql`
      update idempotency_keys set last_seen_at = now() where ${isClaim(claim)} and status is null`).catch(
      (error: unknown) => log().warn({ err: error }, "a sign of life could not be given"),
    );
  }, PULSE_MS);
  return () => clearInterval(pulse);
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
    where ${isClaim(claim)}`);
}

/** Gives a key back whose request did nothing, so that it can be tried again. */
export async function releaseKey(claim: IdempotencyClaim): Promise<void> {
  await queryRows(sql`
    delete from idempotency_keys where ${isClaim(claim)} and status is null`);
}

/** By its id: a request that took too long must not touch the claim that came after it. */
function isClaim({ actorId, key, id }: IdempotencyClaim) {
  return sql`actor_id = ${actorId}::uuid and key = ${key} and claim_id = ${id}::uuid`;
}

/** Forgets keys whose time is over; called now and then by the jobs. */
export async function purgeExpiredKeys(): Promise<void> {
  await queryRows(sql`
    delete from idempotency_keys where created_at < now() - make_interval(secs => ${KEY_LIFETIME_SECONDS})`);
}
