import { readdirSync } from "node:fs";
import { env } from "@/lib/env";
import { closeDatabase } from "@/lib/server/db";
import { startOperatorSession } from "@/lib/server/operators/start-operator-session";
import { createAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { cookieOfSession, createOwner, signedInCookie } from "../factories/owner";
import { DOORS } from "../setup/doors";
import type { SecondServer } from "../setup/second-server";
import { startWithoutProxy } from "../setup/without-proxy";
import { expect, test } from "./fixtures";

// The same doors as in tests/integration/access-matrix.test.ts, which knocks at them without Next: here they are knocked
// at over HTTP, with proxy.ts in front and with proxy.ts removed.

const UNKNOWN_ID = "019a0000-0000-7000-8000-000000000000";
const ACTORS = ["anonymous", "owner", "otherOwner", "operator", "foreignOperator", "deletedOperator"] as const;
type Actor = (typeof ACTORS)[number];

test.describe.configure({ timeout: 240_000 });

let bare: SecondServer;
test.beforeAll(async () => {
  test.setTimeout(120_000);
  bare = await startWithoutProxy();
});
test.afterAll(async () => {
  await bare.stop();
  await closeDatabase();
});

/** Where to knock: the server under test, or the same build without its proxy. */
const FRONTS = ["behind the proxy", "with the proxy removed"] as const;
const addressOf = (front: (typeof FRONTS)[number]) => (front === "behind the proxy" ? env().KENSHIN_URL : bare.address);

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

type Knock = { readonly origin: string; readonly path: string; readonly method?: string; readonly cookie: string };

async function knock({ origin, path, method = "GET", cookie }: Knock): Promise<Response> {
  const headers = new Headers({ ...(cookie === "" ? {} : { cookie }), ...(method === "GET" ? {} : { origin }) });
  return fetch(`${origin}${path}`, { method, headers, redirect: "manual" });
}

/** Every page below a folder of app/, as a path with its parts to fill in. */
function pagesBelow(folder: string): string[] {
  const files = readdirSync(new URL(`../../app/${folder}/`, import.meta.url), { recursive: true, encoding: "utf8" });
  return files
    .filter((path) => /(^|[/\\])page\.tsx$/.test(path))
    .map((path) => path.replaceAll("\\", "/").replace(/\/?page\.tsx$/, ""))
    .map((path) => path.replace(/\([a-z]+\)\/?/g, "").replace(/\/$/, ""));
}

test("the proxy is there in front of one server, and gone from the other", async () => {
  const headers = await Promise.all(
    FRONTS.map(async (front) => (await knock({ origin: addressOf(front), path: "/login", cookie: "" })).headers),
  );
  expect(headers.map((each) => each.has("content-security-policy"))).toEqual([true, false]);
});

for (const front of FRONTS) {
  test(`S1, S3, S5: every door of the API refuses who it is not for, ${front}`, async () => {
    const { code, cookies } = await actors();
    const origin = addressOf(front);
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
        const { status } = await knock({ origin, path: `/api/v1/${path}`, method, cookie: cookies[actor] });
        if (refusal === null) expect([door, actor, [401, 403, 500].includes(status)]).toEqual([door, actor, false]);
        else expect([door, actor, status]).toEqual([door, actor, refusal]);
      }
    }
  });

  test(`S1, S3, S5: every page of the console sends away who it is not for, ${front}`, async () => {
    const { code, cookies } = await actors();
    const pages = pagesBelow("(console)");
    expect(pages.length).toBeGreaterThan(12);
    for (const page of pages) {
      const path = `/${page.replace("[code]", code).replace("[id]", UNKNOWN_ID)}`;
      for (const actor of ACTORS) {
        const response = await knock({ origin: addressOf(front), path, cookie: cookies[actor] });
        const isOwn = actor === "owner" ? !page.includes("[id]") : actor === "otherOwner" && !page.includes("[code]");
        const isNobody = actor === "anonymous" || actor === "deletedOperator";
        // Without the proxy nobody knows the address of the page: the login leads to the list of contracts then.
        const login = front === "behind the proxy" ? `/login?${new URLSearchParams({ callbackUrl: path })}` : "/login";
        const wanted = isNobody ? [307, login] : [isOwn ? 200 : 404, null];
        expect([page, actor, response.status, leadsTo(response)]).toEqual([page, actor, ...wanted]);
      }
    }
  });

  test(`S1, S3, S5: an operator's home is shown to that contract's operators alone, ${front}`, async () => {
    const { code, cookies } = await actors();
    for (const actor of ACTORS) {
      const path = `/operator/${code}`;
      const response = await knock({ origin: addressOf(front), path, cookie: cookies[actor] });
      const isNobody = actor === "anonymous" || actor === "deletedOperator";
      const wanted = isNobody ? [307, `${path}/login`] : [actor === "operator" ? 200 : 404, null];
      expect([actor, response.status, leadsTo(response)]).toEqual([actor, ...wanted]);
      if (actor !== "operator")
        expect([actor, await response.text()]).toEqual([actor, expect.not.stringContaining("@example.jp")]);
    }
  });

  test(`S5: the pages before the doors show nobody more than who is signed in in that browser, ${front}`, async () => {
    const { code, cookies } = await actors();
    const pages = pagesBelow("(public)").map((page) => page.replace("[code]", code).replace("[token]", "A".repeat(43)));
    expect(pages).toContain(`operator/${code}/login`);
    for (const page of pages.filter((path) => path !== `operator/${code}`)) {
      for (const actor of ACTORS) {
        const response = await knock({ origin: addressOf(front), path: `/${page}`, cookie: cookies[actor] });
        const emails = (await response.text()).match(/[\w-]+@example\.jp/g) ?? [];
        // These two tell who is signed in in this browser, because that keeps anybody else out of it (cause 2).
        const namesLogin = /(^|\/)(login|check)(\/|$)/.test(page);
        const isSomebody = actor !== "anonymous" && actor !== "deletedOperator";
        const wanted = namesLogin && isSomebody ? 1 : 0;
        expect([page, actor, response.status < 500, new Set(emails).size]).toEqual([page, actor, true, wanted]);
      }
    }
  });
}

function leadsTo(response: Response): string | null {
  const to = response.headers.get("location");
  if (to === null) return null;
  const { pathname, search } = new URL(to, env().KENSHIN_URL);
  return `${pathname}${search}`;
}
