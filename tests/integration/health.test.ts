import { afterEach, describe, expect, it, vi } from "vitest";
import { findFreePort } from "../../scripts/lib/ports.mjs";

describe("GET /api/health", () => {
  const databaseUrl = process.env["DATABASE_URL"];

  afterEach(async () => {
    const { closeDatabase } = await import("@/lib/server/db");
    await closeDatabase();
    process.env["DATABASE_URL"] = databaseUrl;
    vi.resetModules();
  });

  async function ask(): Promise<Response> {
    const { GET } = await import("@/app/api/health/route");
    return GET();
  }

  it("answers 200 with the version while the database is up, never from a cache", async () => {
    const answer = await ask();
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    const version = expect.stringMatching(/^\d+\.\d+\.\d+/);
    expect(await answer.json()).toEqual({ status: "ok", version, database: "up" });
  });

  it("S57: answers 503 and no reason while the database is away", async () => {
    process.env["DATABASE_URL"] = `postgresql://kenshin@127.0.0.1:${await findFreePort()}/kenshin`;
    const answer = await ask();
    expect(answer.status).toBe(503);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(await answer.json()).toEqual({ status: "unavailable", version: expect.any(String), database: "down" });
  });
});
