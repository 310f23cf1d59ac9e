import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { POST as startImport } from "@/app/api/v1/accounts/[code]/imports/route";
import { POST as addOperator } from "@/app/api/v1/accounts/[code]/operators/route";
import { pool, prisma } from "@/lib/server/db";
import { claimKey, releaseKey, storeAnswer } from "@/lib/server/idempotency";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { route } from "@/lib/server/route";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";

const ORIGIN = "http://kenshin.test";
const LIST = "名前,メールアドレス\n佐藤 太郎,sato@example.jp\n";
const ANSWER = { status: 201, contentType: "application/json", body: "{}" };

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner });
});

afterEach(() => {
  vi.useRealTimers();
});

afterAll(closeJobQueue);

/** As if so many seconds had gone by since the key came and since anything was heard of its request. */
const letPass = (key: string, seconds: number) =>
  pool().query(
    `update idempotency_keys set created_at = created_at - make_interval(secs => $2),
                                 last_seen_at = last_seen_at - make_interval(secs => $2) where key = $1`,
    [key, seconds],
  );

/** What a process leaves behind that was killed after its work was committed and before its answer was kept. */
const loseAnswer = (key: string) =>
  pool().query(
    "update idempotency_keys set status = null, headers = null, body = null, request_hash = '' where key = $1",
    [key],
  );

const add = (key: string, email: string) =>
  callApi(addOperator, "POST", "/operators", {
    ...{ cookie, params: { code: account.code }, headers: { "idempotency-key": key } },
    body: { name: "佐藤 太郎", email },
  });

const holdersOf = (email: string) => prisma().operator.count({ where: { accountId: account.id, emailKey: email } });

/** Sends a list as slowly as the caller likes. */
function sendSlowly(key: string) {
  let body: ReadableStreamDefaultController<Uint8Array> | undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      body = controller;
      controller.enqueue(new TextEncoder().encode(LIST.slice(0, 10)));
    },
  });
  const answer = send(key, stream);
  return {
    answer,
    finish: () => {
      body?.enqueue(new TextEncoder().encode(LIST.slice(10)));
      body?.close();
    },
    breakOff: () => body?.error(new Error("gone")),
  };
}

async function send(key: string, body: BodyInit) {
  const headers = { cookie, origin: ORIGIN, "content-type": "text/csv", "idempotency-key": key };
  const request = new Request(`${ORIGIN}/api/v1/accounts/${account.code}/imports`, {
    ...{ method: "POST", headers, body, duplex: "half" },
  });
  const response = await startImport(request, { params: Promise.resolve({ code: account.code }) });
  return { status: response.status, body: await response.json() };
}

/** Seconds since anything was heard of the request of a key. */
async function silence(key: string): Promise<number | undefined> {
  const { rows } = await pool().query<{ seconds: number }>(
    "select extract(epoch from now() - last_seen_at)::float8 as seconds from idempotency_keys where key = $1",
    [key],
  );
  return rows[0]?.seconds;
}

const imports = () => prisma().import.count({ where: { accountId: account.id } });

describe("S52: an Idempotency-Key while its first request works", () => {
  it("is that request's, however slowly its list arrives: the list is imported once", async () => {
    vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
    const before = await imports();
    const slow = sendSlowly("slow");
    await expect.poll(() => silence("slow")).toBeLessThan(60);
    await letPass("slow", 121);
    expect(await silence("slow")).toBeGreaterThan(120);
    vi.advanceTimersByTime(15_000);
    await expect.poll(() => silence("slow")).toBeLessThan(60);
    vi.useRealTimers();
    expect(await send("slow", LIST)).toMatchObject({ status: 409, body: { code: "idempotency_in_progress" } });
    slow.finish();
    const first = await slow.answer;
    expect(first).toMatchObject({ status: 202, body: { status: "queued" } });
    expect(await send("slow", LIST)).toEqual(first);
    expect(await imports()).toBe(before + 1);
  });

  it("is free again when the list breaks off on the way", async () => {
    const slow = sendSlowly("broken-off");
    await expect.poll(() => silence("broken-off")).toBeLessThan(60);
    slow.breakOff();
    expect(await slow.answer).toMatchObject({ status: 400, body: { code: "malformed_body" } });
    expect((await send("broken-off", LIST)).status).toBe(202);
  });
});

describe("S52: an Idempotency-Key whose first request was cut off", () => {
  it("does nothing a second time: whoever asks is told to look", async () => {
    expect((await add("cut-off", "cut-off@example.jp")).status).toBe(201);
    await loseAnswer("cut-off");
    const inProgress = { status: 409, body: { code: "idempotency_in_progress" } };
    expect(await add("cut-off", "cut-off@example.jp")).toMatchObject(inProgress);
    await letPass("cut-off", 121);
    const unknown = { status: 409, body: { code: "idempotency_unknown" } };
    expect(await add("cut-off", "cut-off@example.jp")).toMatchObject(unknown);
    expect(await add("cut-off", "cut-off@example.jp")).toMatchObject(unknown);
    expect(await holdersOf("cut-off@example.jp")).toBe(1);
  });

  it("does nothing a second time when the answer could not be kept, which the first one gets all the same", async () => {
    await pool().query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'no room'; end $$;
      create trigger refuse before update of status on idempotency_keys for each row execute function refuse()`);
    try {
      expect((await add("unkept", "unkept@example.jp")).status).toBe(201);
    } finally {
      await pool().query("drop function refuse cascade");
    }
    expect((await add("unkept", "unkept@example.jp")).status).toBe(409);
    expect(await holdersOf("unkept@example.jp")).toBe(1);
  });

  /** A route that counts how often it did its work, and then fails. */
  function failing(how: (turn: number) => Promise<unknown>) {
    let turns = 0;
    const handler = route({
      permission: "public",
      response: z.strictObject({ turns: z.number() }),
      handle: async () => {
        turns += 1;
        await how(turns);
        return { turns };
      },
    });
    return {
      turns: () => turns,
      ask: (key: string) => callApi(handler, "POST", "/x", { headers: { "idempotency-key": key } }),
    };
  }

  it("does nothing a second time when the connection to the database broke, which may have been after the commit", async () => {
    const breaking = failing(() => pool().query("select pg_terminate_backend(pg_backend_pid())"));
    expect((await breaking.ask("lost")).status).toBe(503);
    await letPass("lost", 61);
    expect(await breaking.ask("lost")).toMatchObject({ status: 409, body: { code: "idempotency_unknown" } });
    expect(breaking.turns()).toBe(1);
  });

  it("works again after a fault that undid everything", async () => {
    const faulty = failing(async (turn) => (turn === 1 ? pool().query("select 1 / 0") : null));
    expect((await faulty.ask("fault")).status).toBe(500);
    expect(await faulty.ask("fault")).toMatchObject({ status: 200, body: { turns: 2 } });
  });

  it("works again when no connection to the database was to be had", async () => {
    const crowded = failing(async (turn) => {
      if (turn > 1) return;
      const all = await Promise.all(Array.from({ length: pool().options.max }, () => pool().connect()));
      try {
        await pool().query("select 1");
      } finally {
        for (const client of all) client.release();
      }
    });
    expect((await crowded.ask("crowded")).status).toBe(503);
    expect(await crowded.ask("crowded")).toMatchObject({ status: 200, body: { turns: 2 } });
  });

  it("does nothing a second time when only the answer was wrong", async () => {
    let turns = 0;
    const handler = route({
      permission: "public",
      response: z.strictObject({ turns: z.number().max(0) }),
      handle: async () => {
        turns += 1;
        return { turns };
      },
    });
    const ask = () => callApi(handler, "POST", "/x", { headers: { "idempotency-key": "wrong" } });
    expect((await ask()).status).toBe(500);
    expect((await ask()).status).toBe(409);
    expect(turns).toBe(1);
  });
});

describe("S52: a claim", () => {
  it("that is another request's by now is neither answered nor given back by an old one", async () => {
    const old = await claimKey(owner.id, "taken-over");
    await letPass("taken-over", 25 * 60 * 60);
    const mine = await claimKey(owner.id, "taken-over");
    await storeAnswer(old, "old", false, ANSWER);
    await releaseKey(old);
    await expect(claimKey(owner.id, "taken-over")).rejects.toMatchObject({ code: "idempotency_in_progress" });
    await storeAnswer(mine, "mine", false, ANSWER);
    expect((await claimKey(owner.id, "taken-over")).answer).toMatchObject({ requestHash: "mine" });
  });
});
