import "server-only";
import { z } from "zod";
import { AppError } from "./errors";

/** An address, a password and a token: nothing that signs in or out is longer. Bytes. */
const FORM_MAX_BYTES = 64 * 1024;

const fields = z.record(z.string(), z.string());

/**
 * The body of a sign-in or sign-out, a form or JSON, as fields that are single texts: lists, objects and a name that
 * comes twice are refused (S12, S38). Throws `unsupported_media_type`, `payload_too_large`, `malformed_body`.
 */
export async function readSignInForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get("content-type")?.split(";")[0]?.trim().toLowerCase();
  if (type === "application/x-www-form-urlencoded") return parseForm(await readText(request));
  if (type === "application/json") return parseJson(await readText(request));
  throw new AppError("unsupported_media_type");
}

async function readText(request: Request): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > FORM_MAX_BYTES) throw new AppError("payload_too_large", { params: { maxBytes: FORM_MAX_BYTES } });
    chunks.push(chunk);
  }
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(Buffer.concat(chunks));
  } catch (cause) {
    throw new AppError("malformed_body", { cause });
  }
}

function parseForm(text: string): URLSearchParams {
  const form = new URLSearchParams(text);
  if (new Set(form.keys()).size !== form.size) throw new AppError("malformed_body");
  return form;
}

function parseJson(text: string): URLSearchParams {
  try {
    return new URLSearchParams(fields.parse(JSON.parse(text)));
  } catch (cause) {
    throw new AppError("malformed_body", { cause });
  }
}
