import { beforeAll, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/audit-events/route";
import type { AuditEventListDto } from "@/lib/schemas/audit-event";
import { recordAuditEvent } from "@/lib/server/audit/record-audit-event";
import { recordAuditEventSql } from "@/lib/server/audit/record-audit-event-sql";
import { forAccount } from "@/lib/server/for-account";
import { createAccount, type TestAccount } from "../factories/account";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner });
  const actor = { kind: "owner", id: owner.id, name: owner.name } as const;
  const about = { type: "operator", name: "佐藤 太郎" };
  await forAccount(account.id).prisma(async ({ tx, accountId }) => {
    await recordAuditEvent(tx, { accountId, actor, action: "operator_added", subject: about, after: { name: "佐藤" } });
    const before = { name: "佐藤", permissions: ["ファネル機能"] };
    const after = { name: "佐藤 太郎", permissions: [] };
    await recordAuditEvent(tx, { accountId, actor, action: "operator_changed", subject: about, before, after });
  });
  await forAccount(account.id).sql((db) =>
    recordAuditEventSql(db, {
      actor: { kind: "system", name: owner.name },
      action: "import_finished",
      subject: { type: "import", name: "一覧.csv" },
      after: { rows: 60 },
    }),
  );
});

const list = async (query: Record<string, string> = {}) =>
  (await callRoute(GET, { params: { code: account.code }, cookie, query })).body as AuditEventListDto;
const actions = ({ items }: AuditEventListDto) => items.map(({ action }) => action);

describe("the audit log", () => {
  it("S54: says who did what, newest first, with what was before and after", async () => {
    const whole = await list();
    expect(actions(whole)).toEqual(["import_finished", "operator_changed", "operator_added"]);
    expect(whole.items[0]).toMatchObject({ actor: { kind: "system" }, subject: { name: "一覧.csv" } });
    expect(whole.items[1]).toMatchObject({
      actor: { kind: "owner", name: owner.name },
      before: { name: "佐藤", permissions: ["ファネル機能"] },
      after: { name: "佐藤 太郎", permissions: [] },
    });
  });

  it("can be narrowed to a kind and read in pages", async () => {
    expect(actions(await list({ kind: "operators" }))).toEqual(["operator_changed", "operator_added"]);
    expect(actions(await list({ kind: "contract" }))).toEqual([]);
    const first = await list({ limit: "2" });
    const second = await list({ limit: "2", cursor: first.nextCursor ?? "" });
    expect([...actions(first), ...actions(second)]).toEqual(actions(await list()));
    expect(second.nextCursor).toBeNull();
  });

  it.each([{ kind: "everything" }, { limit: "0" }, { limit: "1e9" }, { sort: "actorName" }, { cursor: "" }])(
    "S36: refuses %j",
    async (query) => {
      const answer = await callRoute(GET, { params: { code: account.code }, cookie, query });
      expect(answer).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    },
  );

  it("S3: is the owner's alone, also by a cursor out of another contract", async () => {
    const stranger = await createOwner();
    const by = await signedInCookie(stranger);
    expect((await callRoute(GET, { params: { code: account.code }, cookie: by })).status).toBe(404);
    const theirs = await createAccount({ owner: stranger });
    const { nextCursor } = await list({ limit: "1" });
    const query = { cursor: nextCursor ?? "" };
    const answer = await callRoute(GET, { params: { code: theirs.code }, cookie: by, query });
    expect(answer.body).toEqual({ items: [], nextCursor: null });
  });
});
