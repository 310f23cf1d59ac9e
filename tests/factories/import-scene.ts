import { expect } from "vitest";
import { GET as getOne } from "@/app/api/v1/accounts/[code]/imports/[id]/route";
import { POST as start } from "@/app/api/v1/accounts/[code]/imports/route";
import { pool } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";
import type { RouteHandler } from "@/lib/server/route";
import { createAccount, type TestAccount } from "./account";
import { createOwner, signedInCookie } from "./owner";

const ORIGIN = "http://kenshin.test";

export type ImportAnswer = {
  id: string;
  status: string;
  progress: number;
  finishedAt: string | null;
  rows: number;
  added: number;
  updated: number;
  unchanged: number;
  missing: number;
  rejected: { row: number; column: string; code: string; value: string }[];
  rejectedCount: number;
  failure: { code: string; params: Record<string, unknown> } | null;
};

/** A contract of its own, and the way to hand in lists as its owner does. */
export async function importScene(directory: "utage" | "hosted" = "utage") {
  const owner = await createOwner();
  const account = await createAccount({ owner, directory });
  const cookie = await signedInCookie(owner);
  const call = async (handler: RouteHandler, path: string, init: RequestInit = {}, id?: string) => {
    const headers = new Headers(init.headers);
    headers.set("cookie", cookie);
    if (init.method === "POST") headers.set("origin", ORIGIN);
    const request = new Request(`${ORIGIN}/api/v1/accounts/${account.code}/imports${path}`, { ...init, headers });
    return handler(request, { params: Promise.resolve({ code: account.code, ...(id ? { id } : {}) }) });
  };
  const upload = (bytes: BodyInit, query = "", headers: HeadersInit = { "content-type": "text/csv" }) =>
    call(start, query, { method: "POST", body: bytes, headers });
  const read = async (id: string): Promise<ImportAnswer> => (await call(getOne, `/${id}`, {}, id)).json();
  /** Uploads a list and works on it to its end, as the job does. */
  const bringIn = async (bytes: BodyInit, query = "", headers?: HeadersInit): Promise<ImportAnswer> => {
    const response = await upload(bytes, query, headers);
    expect(response.status).toBe(202);
    const { id } = await response.json();
    await runImport(id);
    return read(id);
  };
  return { owner, account, cookie, call, upload, read, bringIn };
}

/** Every operator, deleted ones too, in the order in which they were added. */
export async function operatorsOf(account: TestAccount) {
  const { rows } = await pool().query(
    `select email_key, name, email, permissions, registered_on, deleted_at, deleted_reason, last_confirmed_at, version
     from operators where account_id = $1 order by id`,
    [account.id],
  );
  return rows;
}

export const activeOf = async (account: TestAccount) =>
  (await operatorsOf(account)).filter((row) => row.deleted_at === null);

/**
 * Works on an import up to its matching, past the last point at which it looks whether it is to stop. `meanwhile` holds
 * everybody known, so that what it writes is there as soon as it lets go.
 */
export async function heldUp(account: TestAccount, id: string, read: (id: string) => Promise<ImportAnswer>) {
  const meanwhile = await pool().connect();
  await meanwhile.query("begin");
  await meanwhile.query("select from operators where account_id = $1 for update", [account.id]);
  const running = runImport(id);
  const release = async () => {
    await meanwhile.query("commit");
    meanwhile.release();
    await running;
  };
  await expect
    .poll(async () => (await read(id)).progress, { timeout: 20_000 })
    .toBeGreaterThanOrEqual(70)
    .catch(async (error: unknown) => {
      await release();
      throw error;
    });
  return { meanwhile, release };
}
