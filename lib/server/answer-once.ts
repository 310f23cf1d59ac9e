import "server-only";
import type { AppLocale } from "@/lib/i18n/config";
import { AppError, isConnectionBroken } from "./errors";
import { type IdempotencyClaim, keepAlive, releaseKey, type StoredAnswer, storeAnswer } from "./idempotency";
import { log } from "./log";
import { problemResponse } from "./problem";

type Once = {
  readonly work: () => Promise<unknown>;
  readonly reply: (result: unknown) => Response;
  /** null: the body broke off, so it cannot be compared with another one. */
  readonly hashNow: () => Promise<string | null>;
  readonly requestId: string;
  readonly locale: AppLocale;
  readonly sealed: boolean;
};

/**
 * Gives the answer that a claimed key has, or does its work and keeps the answer. Where nobody can know whether it was
 * done it is never done again (S52). Throws `idempotency_conflict` for another request under the same key, and what the
 * work throws at 500 and above.
 */
export async function answerOnce(claim: IdempotencyClaim, once: Once): Promise<Response> {
  if (claim.answer) return answerAgain(claim.answer, once);
  const stopPulse = keepAlive(claim);
  try {
    const response = await once.work().then(once.reply, async (error: unknown) => {
      // A refusal is an answer and is kept.
      if (error instanceof AppError && error.status < 500) return problemResponse(error, once.requestId, once.locale);
      // A fault is not: what was begun was taken back, so that the same request may succeed later.
      if (!isConnectionBroken(error)) await releaseKey(claim);
      throw error;
    });
    await keepAnswer(claim, response, once);
    return response;
  } finally {
    stopPulse();
  }
}

async function answerAgain(
  answer: StoredAnswer & { readonly requestHash: string },
  { hashNow, requestId }: Once,
): Promise<Response> {
  const hash = await hashNow();
  if (hash === null) throw new AppError("malformed_body");
  if (answer.requestHash !== hash) throw new AppError("idempotency_conflict");
  return new Response(answer.body, {
    status: answer.status,
    headers: {
      "cache-control": "no-store",
      "content-type": answer.contentType,
      "x-request-id": requestId,
      "idempotency-replayed": "true",
    },
  });
}

/** Whoever asked has the answer, kept or not; without it the next one with this key is told to look. */
async function keepAnswer(claim: IdempotencyClaim, response: Response, { hashNow, sealed, requestId }: Once) {
  try {
    const hash = await hashNow();
    // Work that was not given its whole body has refused it.
    if (hash === null) return await releaseKey(claim);
    await storeAnswer(claim, hash, sealed, {
      status: response.status,
      contentType: response.headers.get("content-type") ?? "",
      body: await response.clone().text(),
    });
  } catch (error) {
    log().error({ requestId, err: error }, "the answer to an Idempotency-Key could not be kept");
  }
}
