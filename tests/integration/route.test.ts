import { describe, expect, it } from "vitest";
import { z } from "zod";
import { pool } from "@/lib/server/db";
import { AppError } from "@/lib/server/errors";
import { route } from "@/lib/server/route";

describe("a route", () => {
  it("whose path has no parts to fill in answers too: Next then gives no params at all", async () => {
    const handler = route({
      permission: "public",
      response: z.strictObject({ ok: z.boolean() }),
      handle: async () => ({ ok: true }),
    });
    const request = new Request("http://kenshin.test/api/v1/things");
    const response = await handler(request, { params: Promise.resolve(undefined) });
    expect(response.status).toBe(200);
  });

  it("refuses with exactly the members that api clients are promised, and no figure in the sentence is lost", async () => {
    const handler = route({
      permission: "public",
      response: z.strictObject({ ok: z.boolean() }),
      handle: async () => {
        throw new AppError("stale_count", { params: { expected: 1200, found: 3 } });
      },
    });
    const response = await handler(new Request("http://kenshin.test/api/v1/things"), {
      params: Promise.resolve(undefined),
    });
    expect(response.headers.get("content-type")).toMatch(/^application\/problem\+json/);
    expect(await response.json()).toEqual({
      type: "urn:kenshin:problem:stale_count",
      title: "Conflict",
      status: 409,
      code: "stale_count",
      detail: expect.stringContaining("1,200名から3名"),
      requestId: response.headers.get("x-request-id"),
    });
  });

  it("says that something else takes its time when the database gives up waiting, not that there is a fault", async () => {
    const holder = await pool().connect();
    await holder.query("begin; select pg_advisory_xact_lock(7)");
    const handler = route({
      permission: "public",
      response: z.strictObject({ ok: z.boolean() }),
      handle: async () => {
        const waiting = await pool().connect();
        try {
          await waiting.query("begin; set local statement_timeout = 20; select pg_advisory_xact_lock(7)");
        } finally {
          await waiting.query("rollback");
          waiting.release();
        }
        return { ok: true };
      },
    });
    const response = await handler(new Request("http://kenshin.test/api/v1/things"), {
      params: Promise.resolve(undefined),
    });
    await holder.query("rollback");
    holder.release();
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "busy", detail: expect.stringContaining("もう一度") });
  });

  it("says so, too, when its transaction was ended in favour of another one", async () => {
    const [one, other] = [crypto.randomUUID(), crypto.randomUUID()].map(
      (id) => `select pg_advisory_xact_lock(hashtext('${id}'))`,
    );
    const handler = route({
      permission: "public",
      response: z.strictObject({ ok: z.boolean() }),
      handle: async () => {
        const [mine, theirs] = await Promise.all([pool().connect(), pool().connect()]);
        try {
          await Promise.all([mine.query(`begin; ${one}`), theirs.query(`begin; ${other}`)]);
          await Promise.all([mine.query(`${other}`), theirs.query(`${one}`)]);
        } finally {
          for (const client of [mine, theirs]) client.release(true);
        }
        return { ok: true };
      },
    });
    const response = await handler(new Request("http://kenshin.test/api/v1/things"), {
      params: Promise.resolve(undefined),
    });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: "busy" });
  });
});
