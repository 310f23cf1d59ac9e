import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { pool } from "@/lib/server/db";
import type { RouteHandler } from "@/lib/server/route";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie } from "../factories/owner";
import { DOORS } from "../setup/doors";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
const ORIGIN = "http://kenshin.test";
const UNKNOWN_ID = "019a0000-0000-7000-8000-000000000000";
const api = fileURLToPath(new URL("../../app/api/v1/", import.meta.url));

type Door = { readonly name: string; readonly method: string; readonly path: string; readonly handler: RouteHandler };

async function doors(): Promise<Door[]> {
  const files = readdirSync(api, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith("route.ts"));
  const loaded = files.map(async (file) => {
    const path = file.replaceAll("\\", "/").replace(/\/?route\.ts$/, "");
    const module: Record<string, RouteHandler | undefined> = await import(`${api}${file}`);
    return METHODS.flatMap((method) => {
      const handler = module[method];
      return handler ? [{ name: `${method} ${path}`, method, path, handler }] : [];
    });
  });
  return (await Promise.all(loaded)).flat();
}

const actors = {
  anonymous: "",
  forged: "",
  owner: "",
  otherOwner: "",
  operator: "",
  foreignOperator: "",
  deletedOperator: "",
};
let code = "";
let everyDoor: Door[] = [];

beforeAll(async () => {
  everyDoor = await doors();
  const owner = await createOwner();
  const account = await createAccount({ owner });
  const other = await createAccount({ owner: await createOwner() });
  code = account.code;
  actors.forged = "kenshin.session=eyJhbGciOiJub25lIn0..e30.";
  actors.owner = await signedInCookie(owner);
  actors.otherOwner = await signedInCookie(await createOwner());
  actors.operator = await operatorCookie(account);
  actors.foreignOperator = await operatorCookie(other);
  actors.deletedOperator = await operatorCookie(account, new Date());
});

async function operatorCookie(account: { id: string }, deletedAt: Date | null = null): Promise<string> {
  const operator = await createOperator({ account, deletedAt });
  const { rows } = await pool().query<{ id: string }>(
    `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
     values ('operator', $1, $2, 1, 'Chrome', now() + interval '1 day') returning id`,
    [operator.id, account.id],
  );
  return cookieOfSession(rows[0]?.id ?? "");
}

async function knock(
  { method, path, handler }: Door,
  cookie: string,
  origin: string | null = ORIGIN,
  accountCode = code,
) {
  const headers = new Headers(cookie === "" ? {} : { cookie });
  if (origin !== null && method !== "GET") headers.set("origin", origin);
  const request = new Request(`${ORIGIN}/api/v1/${path}`, { method, headers });
  const names = [...path.matchAll(/\[(\w+)\]/g)].map(([, name]) => name ?? "");
  const params = Object.fromEntries(names.map((name) => [name, name === "code" ? accountCode : UNKNOWN_ID]));
  const response = await handler(request, { params: Promise.resolve(params) });
  return { status: response.status, text: await response.text() };
}

const kindOf = ({ handler }: Door) => handler.permission.split(":")[0];

describe("S1, S3, S5: every route against every kind of caller", () => {
  it("lists every route with what it asks for", () => {
    const found = Object.fromEntries(everyDoor.map(({ name, handler }) => [name, handler.permission]));
    expect(found).toEqual(DOORS);
  });

  it.each(["anonymous", "forged", "deletedOperator"] as const)(
    "%s is 401 everywhere but at public doors",
    async (actor) => {
      for (const door of everyDoor.filter((one) => kindOf(one) !== "public")) {
        expect(`${door.name} ${(await knock(door, actors[actor])).status}`).toBe(`${door.name} 401`);
      }
    },
  );

  it.each(["operator", "foreignOperator"] as const)("%s opens no door of an owner", async (actor) => {
    for (const door of everyDoor.filter((one) => !["public", "operator"].includes(kindOf(one) ?? ""))) {
      expect(`${door.name} ${(await knock(door, actors[actor])).status}`).toBe(`${door.name} 403`);
    }
  });

  it.each(["owner", "otherOwner"] as const)("%s opens no door of an operator", async (actor) => {
    const doorsOfOperators = everyDoor.filter((one) => kindOf(one) === "operator");
    expect(doorsOfOperators.length).toBeGreaterThan(0);
    for (const door of doorsOfOperators) {
      expect(`${door.name} ${(await knock(door, actors[actor])).status}`).toBe(`${door.name} 403`);
    }
  });

  it.each(["operator", "foreignOperator"] as const)("%s is let in at the doors of operators", async (actor) => {
    for (const door of everyDoor.filter((one) => kindOf(one) === "operator")) {
      expect([door.name, [401, 403, 500].includes((await knock(door, actors[actor])).status)]).toEqual([
        door.name,
        false,
      ]);
    }
  });

  it("another owner finds nothing of this contract, and learns nothing from the answer", async () => {
    for (const door of everyDoor.filter((one) => kindOf(one) === "account")) {
      const answer = await knock(door, actors.otherOwner);
      expect(`${door.name} ${answer.status}`).toBe(`${door.name} 404`);
      expect(JSON.parse(answer.text)).toMatchObject({ code: "not_found" });
    }
  });

  it("the owner is let in: what is refused is refused for what was asked, not for who asks", async () => {
    for (const door of everyDoor.filter((one) => kindOf(one) !== "operator")) {
      const { status, text } = await knock(door, actors.owner);
      expect([`${door.name}: ${text.slice(0, 200)}`, [401, 403, 500].includes(status)]).toEqual([
        expect.anything(),
        false,
      ]);
      if (!/\[(?!code)/.test(door.path)) expect(`${door.name} ${status}`).not.toBe(`${door.name} 404`);
    }
  });

  it.each(["\u0000", "a\u0000b", "a b", "../..", "\ud800", "a".repeat(65)])(
    "S38: %j is the code of no contract, which is an answer and not a fault",
    async (noCode) => {
      for (const door of everyDoor.filter((one) => kindOf(one) === "account")) {
        const { status } = await knock(door, actors.owner, ORIGIN, noCode);
        expect(`${door.name} ${status}`).toBe(`${door.name} 404`);
      }
    },
  );

  it("an address that no route stands at is a problem like any other, for everybody", async () => {
    for (const door of everyDoor.filter(({ path }) => path === "[...path]")) {
      for (const cookie of ["", actors.owner, actors.operator]) {
        const { status, text } = await knock(door, cookie);
        expect({ status, ...JSON.parse(text) }).toMatchObject({ status: 404, code: "not_found" });
      }
    }
  });

  it.each([null, "null", "http://evil.example", "https://kenshin.test", `${ORIGIN}.evil.example`, `${ORIGIN}:81`])(
    "S18: nothing is changed for the origin %s",
    async (origin) => {
      for (const door of everyDoor.filter(({ method }) => method !== "GET")) {
        const answer = await knock(door, actors.owner, origin);
        expect(`${door.name} ${answer.status}`).toBe(`${door.name} 403`);
        expect(JSON.parse(answer.text)).toMatchObject({ code: "bad_origin" });
      }
    },
  );
});
