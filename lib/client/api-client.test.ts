import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { apiPath, createApiClient, newIdempotencyKey } from "./api-client";
import { ApiError } from "./api-error";
import { onDemand } from "./schemas-on-demand";

const schema = async () => z.strictObject({ name: z.string() });
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
let server: Server | undefined;

async function serve(answer: (request: IncomingMessage, response: ServerResponse, body: string) => unknown) {
  server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => answer(request, response, body));
  });
  await new Promise<void>((resolve) => server?.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return createApiClient(`http://127.0.0.1:${port}/api/v1`);
}

function json(response: ServerResponse, status: number, value: unknown, type = "application/json") {
  response.writeHead(status, { "Content-Type": type, "X-Request-Id": "from-header" });
  response.end(JSON.stringify(value));
}

async function failure(call: Promise<unknown>): Promise<ApiError> {
  const error = await call.then(
    () => undefined,
    (cause: unknown) => cause,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
  return error;
}

afterEach(async () => {
  vi.unstubAllGlobals();
  const running = server;
  server = undefined;
  running?.closeAllConnections();
  if (running?.listening) await new Promise((resolve) => running.close(resolve));
});

describe("a call that succeeds", () => {
  it("returns what the schema makes of the answer", async () => {
    const client = await serve((request, response) => json(response, 200, { name: request.url }));
    const query = { query: "佐藤 & co", limit: 50, cursor: undefined, sort: null };
    const answer = await client.get(apiPath("accounts", "a/b", "operators"), { schema, query });
    expect(answer).toEqual({ name: "/api/v1/accounts/a%2Fb/operators?query=%E4%BD%90%E8%97%A4+%26+co&limit=50" });
  });

  it("sends plain data as JSON with an idempotency key, and keeps the caller's key", async () => {
    const seen: [string | undefined, string | string[] | undefined, string][] = [];
    const client = await serve((request, response, body) => {
      seen.push([request.headers["content-type"], request.headers["idempotency-key"], body]);
      json(response, 201, { name: "ok" });
    });
    await client.post("/accounts", { schema, body: { name: "健診" } });
    await client.post("/accounts", { schema, body: { name: "健診" }, idempotencyKey: "mine" });
    await client.patch("/accounts", { schema, body: {} });
    expect(seen[0]).toEqual(["application/json", expect.stringMatching(UUID), '{"name":"健診"}']);
    expect(seen[1]?.[1]).toBe("mine");
    expect(seen[2]?.[1]).toBeUndefined();
  });

  it("sends a pasted list as it is, with the type the caller names", async () => {
    const client = await serve((request, response, body) =>
      json(response, 202, { name: `${request.headers["content-type"]} ${body}` }),
    );
    const answer = await client.post("/imports", { schema, body: "氏名,メール", contentType: "text/csv" });
    expect(answer.name).toBe("text/csv 氏名,メール");
  });

  it("reads an answer without content", async () => {
    const client = await serve((_request, response) => response.writeHead(204).end());
    expect(await client.delete("/operators/1", { schema: async () => z.undefined() })).toBeUndefined();
  });
});

describe("a call that fails", () => {
  it("carries everything the problem document says", async () => {
    const problem = {
      type: "about:blank",
      title: "Conflict",
      status: 409,
      code: "stale_operator",
      detail: "changed meanwhile",
      requestId: "r-1",
      errors: [{ path: "version", code: "stale", message: "old" }],
    };
    const client = await serve((_request, response) => json(response, 409, problem, "application/problem+json"));
    const error = await failure(client.patch("/operators/1", { schema, body: {} }));
    expect(error).toMatchObject({ status: 409, code: "stale_operator", title: "Conflict", requestId: "r-1" });
    expect(error.detail).toBe("changed meanwhile");
    expect(error.fieldError("version")).toEqual({ path: "version", code: "stale", message: "old" });
    expect(error.fieldError("name")).toBeUndefined();
  });

  it.each([
    ["a page of a proxy", "text/html", "<h1>Bad Gateway</h1>"],
    ["JSON that is cut off", "application/json", '{"code":'],
    ["JSON of another kind", "application/json", "[1]"],
    ["wrong types in the document", "application/problem+json", '{"code":1,"errors":"x","requestId":{}}'],
  ])("is an unexpected response when it brings %s", async (_name, type, body) => {
    const client = await serve((_request, response) => {
      response.writeHead(502, { "Content-Type": type, "X-Request-Id": "from-header" }).end(body);
    });
    const error = await failure(client.get("/accounts", { schema }));
    expect(error).toMatchObject({ status: 502, code: "unexpected_response", requestId: "from-header", errors: [] });
  });

  it("is an unexpected response when a success does not fit the schema", async () => {
    const client = await serve((_request, response) => json(response, 200, { name: "x", passwordHash: "y" }));
    expect(await failure(client.get("/accounts", { schema }))).toMatchObject({
      status: 200,
      code: "unexpected_response",
    });
  });

  it("is a network failure when nothing listens or the line breaks", async () => {
    const client = await serve((_request, response) => {
      response.writeHead(200, { "Content-Type": "application/json", "Content-Length": "100" });
      response.write("{");
      response.destroy();
    });
    expect(await failure(client.get("/accounts", { schema }))).toMatchObject({ status: 0, code: "network" });
    server?.closeAllConnections();
    await new Promise((resolve) => server?.close(resolve));
    expect(await failure(client.get("/accounts", { schema }))).toMatchObject({ status: 0, code: "network" });
  });

  it("leaves an aborted call an abort, so that no message is shown for it", async () => {
    const controller = new AbortController();
    const client = await serve(() => controller.abort());
    await expect(client.get("/accounts", { schema, signal: controller.signal })).rejects.toMatchObject({
      name: "AbortError",
    });
  });
});

describe("the schema of an answer", () => {
  const missing = async () => await Promise.reject(new Error("Failed to load chunk"));

  it("is loaded while the answer is on its way", async () => {
    const [asked, loading] = [signal(), signal()];
    const client = await serve(async (_request, response) => {
      asked.give();
      await loading.given;
      json(response, 200, { name: "ok" });
    });
    const late = async () => {
      loading.give();
      await asked.given;
      return await schema();
    };
    expect(await client.get("/accounts", { schema: late })).toEqual({ name: "ok" });
  });

  it("that cannot be loaded fails the call as such, whatever the answer", async () => {
    const client = await serve((_request, response) => json(response, 200, { name: "ok" }));
    const error = await failure(client.get("/accounts", { schema: missing }));
    expect(error).toMatchObject({ status: 0, code: "not_loaded" });
  });

  it("is there before anything is changed, so that a try whose answer cannot be read changes nothing", async () => {
    let requests = 0;
    const client = await serve((_request, response) => {
      requests += 1;
      json(response, 200, { name: "ok" });
    });
    for (const write of [client.post, client.put, client.patch, client.delete]) {
      expect(await failure(write("/accounts", { schema: missing }))).toMatchObject({ status: 0, code: "not_loaded" });
    }
    expect(requests).toBe(0);
  });

  it("is taken by name from a module that is imported when it is needed", async () => {
    let loads = 0;
    const { operator, pageOf } = onDemand(async () => {
      loads += 1;
      return { operator: await schema(), pageOf: "another" };
    });
    expect(loads).toBe(0);
    expect((await operator()).parse({ name: "佐藤" })).toEqual({ name: "佐藤" });
    expect(await pageOf()).toBe("another");
  });

  function signal() {
    let give = () => {};
    const given = new Promise<void>((resolve) => {
      give = resolve;
    });
    return { given, give: () => give() };
  }
});

describe("idempotency keys", () => {
  it("are random UUIDs on plain http too, where crypto.randomUUID does not exist", () => {
    vi.stubGlobal("crypto", { getRandomValues: crypto.getRandomValues.bind(crypto) });
    const keys = Array.from({ length: 50 }, () => newIdempotencyKey());
    expect(keys.every((key) => UUID.test(key))).toBe(true);
    expect(new Set(keys).size).toBe(50);
  });
});
