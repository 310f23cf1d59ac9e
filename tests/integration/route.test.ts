import { describe, expect, it } from "vitest";
import { z } from "zod";
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
});
