import { readdirSync } from "node:fs";
import { env } from "@/lib/env";
import { closeDatabase } from "@/lib/server/db";
import { startOperatorSession } from "@/lib/server/operators/start-operator-session";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie } from "../factories/owner";
import { DOORS } from "../setup/doors";
import { expect, test } from "./fixtures";

// The same doors as in tests/integration/access-matrix.test.ts, which knocks at them without Next: here they are knocked
// at over HTTP, with proxy.ts in front.

const UNKNOWN_ID = "019a0000-0000-7000-8000-000000000000";
const ACTORS = ["anonymous", "owner", "otherOwner", "operator", "foreignOperator", "deletedOperator"] as const;
type Actor = (typeof ACTORS)[number];

test.describe.configure({ timeout: 240_000 });
test.afterAll(closeDatabase);

const newCode = () => crypto.randomUUID().replaceAll("-", "").slice(0, 12);

async function actors(): Promise<{ code: string; cookies: Record<Actor, string> }> {
  const [owner, other] = await Promise.all(
    [1, 2].map(() => createOwner({ email: `${crypto.randomUUID()}@example.jp` })),
  );
  if (!owner || !other) throw new Error("two owners were made");
  const account = await createAccount({ owner, code: newCode() });
  const elsewhere = await createAccount({ owner: other, code: newCode() });
  const operatorOf = async (home: typeof account, deleted = false) => {
    const operator = await createOperator({ account: home, email: `${crypto.randomUUID()}@example.jp` });
    const session = { operatorId: operator.id, credentialVersion: 1 };
    const cookie = await cookieOfSession((await startOperatorSession(session, "Chrome", new Date())) ?? "");
    if (deleted) await markDeleted(operator.id);
    return cookie;
  };
  const cookies = {
    ...{ anonymous: "", owner: await signedInCookie(owner), otherOwner: await signedInCookie(other) },
    ...{ operator: await operatorOf(account), foreignOperator: await operatorOf(elsewhere) },
    deletedOperator: await operatorOf(account, true),
  };
  return { code: account.code, cookies };
}

async function markDeleted(id: string): Promise<void> {
  const { prisma } = await import("@/lib/server/db");
  const data = { deletedAt: new Date(), deletedReason: "manual" } as const;
  await prisma().operator.update({ where: { id }, data, select: { id: true } });
}

/** What a door answers to somebody it is not for; null where it lets them in. */
function refusalOf(permission: string, actor: Actor): number | null {
  const [kind] = permission.split(":");
  if (kind === "public") return null;
  if (actor === "anonymous" || actor === "deletedOperator") return 401;
  const isOperator = actor === "operator" || actor === "foreignOperator";
  if (kind === "operator") return isOperator ? null : 403;
  if (isOperator) return 403;
  return kind === "account" && actor === "otherOwner" ? 404 : null;
}

async function knock(path: string, method: string, cookie: string): Promise<Response> {
  const origin = env().KENSHIN_URL;
  const headers = new Headers({ ...(cookie === "" ? {} : { cookie }), ...(method === "GET" ? {} : { origin }) });
  return fetch(`${origin}${path}`, { method, headers, redirect: "manual" });
}

test("S1, S3, S5: every door of the API refuses who it is not for, over HTTP and behind the proxy", async () => {
  const { code, cookies } = await actors();
  for (const [door, permission] of Object.entries(DOORS)) {
    const [method = "", pattern = ""] = door.split(" ");
    const path = pattern
      .replace("[code]", code)
      .replace("[...path]", "nowhere")
      .replace(/\[\w+\]/g, UNKNOWN_ID);
    for (const actor of ACTORS) {
      const refusal = refusalOf(permission, actor);
      // What the owner may do is done elsewhere; a login that is ended here would be missed by the next door.
      if (refusal === null && method !== "GET") continue;
      const { status } = await knock(`/api/v1/${path}`, method, cookies[actor]);
      if (refusal === null) expect([door, actor, [401, 403, 500].includes(status)]).toEqual([door, actor, false]);
      else expect([door, actor, status]).toEqual([door, actor, refusal]);
    }
  }
});

test("S1, S3, S5: every page of the console sends away who it is not for", async () => {
  const { code, cookies } = await actors();
  const folder = new URL("../../app/(console)/", import.meta.url);
  const pages = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("page.tsx"))
    .map((path) => path.replaceAll("\\", "/").replace(/\/?page\.tsx$/, ""))
    .map((path) => path.replace(/\([a-z]+\)\/?/g, "").replace(/\/$/, ""));
  expect(pages.length).toBeGreaterThan(12);
  for (const page of pages) {
    const path = `/${page.replace("[code]", code).replace("[id]", UNKNOWN_ID)}`;
    for (const actor of ACTORS) {
      const response = await knock(path, "GET", cookies[actor]);
      const to = new URL(response.headers.get("location") ?? "/", env().KENSHIN_URL).pathname;
      const seen = [page, actor, response.status, response.status === 307 ? to : null];
      const isOwn = actor === "owner" ? !page.includes("[id]") : actor === "otherOwner" && !page.includes("[code]");
      if (actor === "anonymous" || actor === "deletedOperator") expect(seen).toEqual([page, actor, 307, "/login"]);
      else expect(seen).toEqual([page, actor, isOwn ? 200 : 404, null]);
    }
  }
});
