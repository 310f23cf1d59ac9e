import { env } from "@/lib/env";
import { closeDatabase } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { expect, test } from "./fixtures";
import { type RawAnswer, sendRaw } from "./raw-request";

// The door of the built app calls the API's routes itself, see docs/decisions/0021.

test.afterAll(closeDatabase);

async function contract() {
  const owner = await createOwner({ email: `${crypto.randomUUID()}@example.jp` });
  const account = await createAccount({ owner, code: crypto.randomUUID().replaceAll("-", "").slice(0, 12) });
  for (let number = 0; number < 20; number++) await createOperator({ account, email: `${number}@example.jp` });
  return { path: `/api/v1/accounts/${account.code}`, cookie: await signedInCookie(owner) };
}

/** Next names in `Vary` what its pages depend on, of whatever it answers. */
const wentThroughNext = ({ headers }: RawAnswer) => String(headers["vary"]).includes("next-router");

test("a route answers without Next: by every method, with the parts of its path decoded, the written ones first", async () => {
  const { path, cookie } = await contract();
  const origin = env().KENSHIN_URL;
  const ask = async (method: string, place: string, json?: unknown) => {
    const headers = { cookie, origin, "content-type": "application/json" };
    const body = json === undefined ? {} : { body: JSON.stringify(json) };
    const answer = await sendRaw({ method, path: place, headers, ...body });
    expect([method, place, wentThroughNext(answer)]).toEqual([method, place, false]);
    return answer;
  };
  const made = await ask("POST", `${path}/operators`, { name: "山田 花子", email: "hanako@example.jp" });
  const { id, version } = JSON.parse(made.text);
  expect(made.status).toBe(201);
  const encoded = `%${id.charCodeAt(0).toString(16)}${id.slice(1)}`;
  expect(JSON.parse((await ask("GET", `${path}/operators/${encoded}`)).text)).toMatchObject({ id });
  expect((await ask("PATCH", `${path}/operators/${id}`, { version, name: "山田 はな子" })).status).toBe(200);
  const list = await ask("GET", `${path}/operators?query=%E3%81%AF%E3%81%AA%E5%AD%90`);
  expect(JSON.parse(list.text).items).toMatchObject([{ id, name: "山田 はな子" }]);
  const file = await ask("GET", `${path}/operators/export?encoding=utf-8`);
  expect(file.headers["content-type"]).toContain("text/csv");
  expect(file.text).toContain("山田 はな子");
  expect((await ask("DELETE", `${path}/operators/${id}`)).status).toBe(200);
  expect((await ask("GET", `${path}/operators/nobody`)).status).toBe(404);
});

test("what no route has is Next's: other methods, HEAD, OPTIONS, a slash at the end, paths that lead nowhere", async () => {
  const { path, cookie } = await contract();
  const ask = (method: string, place: string) => sendRaw({ method, path: place, headers: { cookie } });
  expect((await ask("PUT", `${path}/operators`)).status).toBe(405);
  const head = await ask("HEAD", `${path}/operators`);
  expect([head.status, head.headers["content-type"], head.text]).toEqual([200, "application/json", ""]);
  expect((await ask("OPTIONS", `${path}/operators`)).headers["allow"]).toContain("GET");
  expect((await ask("GET", `${path}/operators/`)).headers["location"]).toBe(`${path}/operators`);
  const nowhere = await ask("GET", `${path}/no-such-thing`);
  expect([nowhere.status, JSON.parse(nowhere.text).code]).toEqual([404, "not_found"]);
});

test("an answer is compressed for who takes it, and says that it depends on that", async () => {
  const { path, cookie } = await contract();
  const ask = (coding: string) =>
    sendRaw({ path: `${path}/operators`, headers: { cookie, "accept-encoding": coding } });
  const [plain, small] = [await ask("identity"), await ask("gzip")];
  expect([plain.headers["content-encoding"], small.headers["content-encoding"]]).toEqual([undefined, "gzip"]);
  expect(small.bytes.length).toBeLessThan(plain.bytes.length / 2);
  expect([plain, small].map(({ headers }) => headers["vary"])).toEqual(["Accept-Encoding", "Accept-Encoding"]);
});
