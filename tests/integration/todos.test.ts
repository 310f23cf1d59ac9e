import { describe, expect, it } from "vitest";
import { POST as apply } from "@/app/api/v1/accounts/[code]/cleanups/[id]/apply/route";
import { POST as undo } from "@/app/api/v1/accounts/[code]/cleanups/[id]/undo/route";
import { POST as plan } from "@/app/api/v1/accounts/[code]/cleanups/route";
import { POST as undoDeletion } from "@/app/api/v1/accounts/[code]/deletions/[batchId]/undo/route";
import { GET as duplicates } from "@/app/api/v1/accounts/[code]/duplicate-emails/route";
import { POST as bulkDelete } from "@/app/api/v1/accounts/[code]/operators/bulk-delete/route";
import { PATCH } from "@/app/api/v1/accounts/[code]/todos/[id]/route";
import { GET as list } from "@/app/api/v1/accounts/[code]/todos/route";
import type { CleanupPlanDto } from "@/lib/schemas/cleanup";
import type { DuplicateGroupsDto } from "@/lib/schemas/duplicate-email";
import type { TodoDto, TodoListDto } from "@/lib/schemas/todo";
import { pool, prisma } from "@/lib/server/db";
import { recordDuplicateReturns } from "@/lib/server/duplicates/record-duplicate-returns";
import { forAccount } from "@/lib/server/for-account";
import type { RouteHandler } from "@/lib/server/route";
import { closeTodosAfterImport } from "@/lib/server/todos/close-todos";
import { createAccount } from "../factories/account";
import { createOwner, signedInCookie } from "../factories/owner";
import { addRoster } from "../factories/roster";
import { callRoute } from "../setup/call-route";

async function scene(directory: "utage" | "hosted" = "utage") {
  const owner = await createOwner();
  const account = await createAccount({ owner, directory });
  const cookie = await signedInCookie(owner);
  const call = async <T>(handler: RouteHandler, method: "GET" | "POST" | "PATCH", id?: string, body?: unknown) => {
    const answer = await callRoute(handler, {
      method,
      params: { code: account.code, ...(id === undefined ? {} : { id }) },
      cookie,
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, body: answer.body as T & { code?: string } };
  };
  const clean = async (body: unknown = { strategy: "keep-one" }) => {
    const planned = await call<CleanupPlanDto>(plan, "POST", undefined, body);
    const { id, fingerprint } = planned.body;
    const applied = await call<{ status: string; todos: TodoDto[] }>(apply, "POST", id, { fingerprint });
    return { id, fingerprint, ...applied.body };
  };
  return {
    owner,
    account,
    clean,
    plan: async (body: unknown = { strategy: "keep-one" }) =>
      (await call<CleanupPlanDto>(plan, "POST", undefined, body)).body,
    toDelete: async (...ids: string[]) =>
      (await call<{ batchId: string }>(bulkDelete, "POST", undefined, { ids })).body.batchId,
    apply: (id: string, fingerprint: string) => call(apply, "POST", id, { fingerprint }),
    undo: (id: string, body: unknown = {}) => call<{ status: string }>(undo, "POST", id, body),
    undoDeletion: (batchId: string) =>
      callRoute(undoDeletion, { method: "POST", params: { code: account.code, batchId }, cookie, body: {} }),
    open: async () => {
      const answer = await callRoute(list, { params: { code: account.code }, query: { status: "open" }, cookie });
      return (answer.body as TodoListDto).items;
    },
    tick: (id: string, status: string) => call<TodoDto>(PATCH, "PATCH", id, { status }),
    totals: async () => (await call<DuplicateGroupsDto>(duplicates, "GET")).body.totals,
    groups: async () => (await call<DuplicateGroupsDto>(duplicates, "GET")).body.groups,
  };
}

type Rows = Parameters<typeof addRoster>[1];

/** What an import does around its merge: the deleted are gone, the added are there, then what this noun asks for. */
async function importList(
  account: { id: string },
  change: { gone?: readonly string[]; added?: Rows } = {},
): Promise<string> {
  const { id } = await prisma().import.create({
    data: { accountId: account.id, createdByName: "山田 花子", byteSize: 1, complete: true, status: "running" },
    select: { id: true },
  });
  await addRoster(account, change.added ?? [], id);
  await pool().query(
    `update operators set deleted_at = now(), deleted_reason = 'missing_from_import', deleted_import_id = $1
     where id = any($2::uuid[])`,
    [id, change.gone ?? []],
  );
  await forAccount(account.id).sql(async (db) => {
    await closeTodosAfterImport(db, id, new Date());
    await recordDuplicateReturns(db, id);
  });
  return id;
}

async function stateOf(id: string) {
  const { rows } = await pool().query<{ deleted: boolean; reason: string | null; by: string | null }>(
    "select deleted_at is not null as deleted, deleted_reason as reason, deleted_by as by from operators where id = $1",
    [id],
  );
  return rows[0];
}

const twins: Rows = [
  { name: "佐藤", email: "sato@example.jp", registeredOn: "2024-01-01" },
  { name: "佐藤", email: "sato@example.jp", registeredOn: "2025-01-01" },
  { name: "鈴木", email: "suzuki@example.jp" },
];

describe("to-dos of a utage contract", () => {
  it("names what to delete on UTAGE and deletes nothing here; applying again answers the same", async () => {
    const { account, clean, apply, open } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    const cleaned = await clean();
    expect(cleaned).toMatchObject({
      status: "to_do",
      todos: [
        { action: "delete", operatorId: second, name: "佐藤", email: "sato@example.jp", registeredOn: "2025-01-01" },
      ],
    });
    expect((await apply(cleaned.id, cleaned.fingerprint)).body).toEqual({ status: "to_do", todos: cleaned.todos });
    expect(await open()).toEqual(cleaned.todos);
    expect([await stateOf(first), await stateOf(second)]).toMatchObject([{ deleted: false }, { deleted: false }]);
  });

  it("records the operator as deleted when it is ticked off, and takes that back when it is opened again", async () => {
    const { owner, account, clean, tick, open } = await scene();
    const [, second = ""] = await addRoster(account, twins);
    const { todos } = await clean();
    const id = todos[0]?.id ?? "";
    for (let times = 0; times < 2; times += 1) {
      expect((await tick(id, "done")).body).toMatchObject({ status: "done", doneBy: "hand" });
      expect(await stateOf(second)).toEqual({ deleted: true, reason: "cleanup", by: owner.name });
    }
    expect(await open()).toEqual([]);
    expect((await tick(id, "open")).body).toMatchObject({ status: "open", doneBy: null, doneAt: null });
    expect(await stateOf(second)).toEqual({ deleted: false, reason: null, by: null });
  });

  it("closes with the import that shows the operator gone, or nobody else at the address", async () => {
    const { account, clean, open, tick } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    const { todos } = await clean();
    await importList(account);
    expect(await open()).toHaveLength(1);
    // The owner kept the other one: what was to be solved is solved all the same.
    const importId = await importList(account, { gone: [first] });
    expect(await open()).toEqual([]);
    const refused = await tick(todos[0]?.id ?? "", "open");
    expect([refused.status, refused.body.code]).toEqual([409, "already_applied"]);
    const { rows } = await pool().query("select status, done_by, done_import_id from todos where account_id = $1", [
      account.id,
    ]);
    expect(rows).toEqual([{ status: "done", done_by: "import", done_import_id: importId }]);
    expect((await stateOf(second))?.deleted).toBe(false);
  });

  it("waits for the one to delete where addresses only look alike", async () => {
    const { account, clean, open } = await scene();
    const [, tagged = ""] = await addRoster(account, [
      { name: "田中", email: "tanaka@example.jp" },
      { name: "田中", email: "tanaka+work@example.jp" },
    ]);
    await clean({ strategy: "keep-one", emailKeys: ["tanaka@example.jp"] });
    await importList(account);
    expect(await open()).toHaveLength(1);
    await importList(account, { gone: [tagged] });
    expect(await open()).toEqual([]);
  });

  it("waits for each of those whom the owner wants deleted, though one alone is left at the address", async () => {
    const { account, toDelete, open } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    await toDelete(first, second);
    await importList(account, { gone: [first] });
    expect((await open()).map(({ operatorId }) => operatorId)).toEqual([second]);
  });

  it("asks to delete all and to add one when the article's way is chosen, and keeps asking until one is there", async () => {
    const { account, clean, open } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    await clean({ strategy: "recreate" });
    expect((await open()).map((todo) => todo.action)).toEqual(["delete", "delete", "create"]);
    await importList(account, { gone: [first, second] });
    expect((await open()).map((todo) => todo.action)).toEqual(["create"]);
    await importList(account, { added: [{ name: "佐藤", email: "sato@example.jp" }] });
    expect(await open()).toEqual([]);
  });

  it("lets the newest decision about an address count", async () => {
    const { account, clean, open } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    await clean();
    await clean({ strategy: "keep-one", emailKeys: ["sato@example.jp"], survivors: { "sato@example.jp": second } });
    expect((await open()).map((todo) => todo.operatorId)).toEqual([first]);
  });

  it("are left as they are by a clean-up of everything that is still to be planned", async () => {
    const { account, clean, open, totals } = await scene();
    await addRoster(account, twins);
    await clean({ strategy: "recreate" });
    const before = await open();
    const [, hanako = ""] = await addRoster(account, [
      { name: "花子", email: "hanako@example.jp", registeredOn: "2024-01-01" },
      { name: "花子", email: "hanako@example.jp", registeredOn: "2025-01-01" },
    ]);
    expect(await totals()).toMatchObject({ sameGroups: 2, sameGroupsToPlan: 1 });
    await clean();
    const after = await open();
    expect(after.filter((todo) => todo.emailKey === "sato@example.jp")).toEqual(before);
    expect(after.filter((todo) => todo.emailKey === "hanako@example.jp").map((todo) => todo.operatorId)).toEqual([
      hanako,
    ]);
    expect(await totals()).toMatchObject({ sameGroups: 2, sameGroupsToPlan: 0 });
  });

  it("of one leave the others of an address to be planned", async () => {
    const here = await scene();
    const [, second = "", third = ""] = await addRoster(here.account, [
      ...twins.slice(0, 2),
      { name: "佐藤", email: "sato@example.jp", registeredOn: "2026-01-01" },
    ]);
    await here.toDelete(third);
    expect(await here.totals()).toMatchObject({ sameGroups: 1, sameGroupsToPlan: 1 });
    await here.clean();
    expect((await here.open()).map((todo) => todo.operatorId).sort()).toEqual([second, third].sort());
  });

  describe("of clean-ups, beside a list of whom the owner wants deleted,", () => {
    const sato = { strategy: "keep-one", emailKeys: ["sato@example.jp"] };
    const listed = async ({ open }: Awaited<ReturnType<typeof scene>>) =>
      (await open()).map((todo) => todo.operatorId).sort();

    it("keep somebody else of the address, and leave that list as it is", async () => {
      const here = await scene();
      const [first = "", second = ""] = await addRoster(here.account, [
        { name: "佐藤", email: "sato@example.jp", lastLoginAt: new Date("2026-11-01T00:00:00Z") },
        { name: "佐藤", email: "sato@example.jp" },
      ]);
      await here.toDelete(first);
      expect((await here.groups())[0]).toMatchObject({
        ...{ recommendedSurvivorId: second, reason: "not_on_deletion_list", openTodos: 1 },
      });
      const { id } = await here.clean(sato);
      expect(await listed(here)).toEqual([first]);
      await here.undo(id);
      expect(await listed(here)).toEqual([first]);
    });

    it("take off that list whom the owner chooses to keep, or the last one left", async () => {
      const here = await scene();
      const [first = "", second = ""] = await addRoster(here.account, twins);
      await here.toDelete(first);
      await here.clean({ ...sato, survivors: { "sato@example.jp": first } });
      expect(await listed(here)).toEqual([second]);
      await here.toDelete(first, second);
      expect(await listed(here)).toEqual([first, second]);
      await here.clean(sato);
      expect(await listed(here)).toEqual([second]);
    });

    it("are not applied after somebody came on that list, or left it: the plan did not know", async () => {
      const here = await scene();
      const [first = ""] = await addRoster(here.account, twins);
      const before = await here.plan(sato);
      const batchId = await here.toDelete(first);
      const between = await here.plan(sato);
      expect((await here.apply(before.id, before.fingerprint)).body.code).toBe("stale_plan");
      expect((await here.undoDeletion(batchId)).status).toBe(200);
      expect((await here.apply(between.id, between.fingerprint)).body.code).toBe("stale_plan");
      expect((await here.apply(before.id, before.fingerprint)).status).toBe(200);
    });

    it.each([
      ["of one address", ["sato@example.jp", "sato@example.jp"]],
      ["that look alike", ["sato@example.jp", "sato+work@example.jp"]],
    ])("are overtaken by it: who was to stay goes, so the others stay (%s)", async (_name, emails) => {
      const here = await scene();
      const roster = [...emails, "tanaka@example.jp", "tanaka@example.jp"].map((email) => ({ name: "", email }));
      const [first = "", second = "", , unconcerned = ""] = await addRoster(here.account, roster);
      await here.clean({ strategy: "keep-one", emailKeys: ["sato@example.jp", "tanaka@example.jp"] });
      expect(await listed(here)).toEqual([second, unconcerned]);
      await here.toDelete(first);
      expect(await listed(here)).toEqual([first, unconcerned]);
    });

    it("leave alone whom an older list of the owner wants deleted", async () => {
      const here = await scene();
      const [first = "", second = "", , fourth = ""] = await addRoster(
        here.account,
        ["sato", "sato", "suzuki", "suzuki"].map((name) => ({ name, email: `${name}@example.jp` })),
      );
      const { id } = await here.clean();
      await here.undo(id, { operatorIds: [second] });
      await here.toDelete(second);
      await here.toDelete(first);
      expect(await listed(here)).toEqual([first, second, fourth]);
    });

    it("are carried on by it for whom it names, too", async () => {
      const here = await scene();
      const [first = "", second = ""] = await addRoster(here.account, twins);
      const { id } = await here.clean();
      expect(await listed(here)).toEqual([second]);
      await here.toDelete(first, second);
      expect((await here.undo(id)).body.status).toBe("undone");
      expect(await listed(here)).toEqual([first, second]);
    });
  });

  it("withdraws the list and restores what was recorded when the clean-up is undone", async () => {
    const { account, clean, open, tick, undo } = await scene();
    const ids = await addRoster(account, [...twins, ...twins]);
    const { id, todos } = await clean();
    const ticked = todos[0];
    await tick(ticked?.id ?? "", "done");
    expect((await undo(id)).body.status).toBe("undone");
    expect(await open()).toEqual([]);
    for (const operatorId of ids) expect((await stateOf(operatorId))?.deleted).toBe(false);
    const refused = await tick(ticked?.id ?? "", "done");
    expect([refused.status, refused.body.code]).toEqual([409, "already_undone"]);
  });

  it("keeps the operator to add on the list until the whole clean-up is undone", async () => {
    const { account, clean, open, undo } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    const { id } = await clean({ strategy: "recreate" });
    expect((await undo(id, { operatorIds: [first, second] })).body.status).toBe("partly_undone");
    expect((await open()).map((todo) => todo.action)).toEqual(["create"]);
    expect((await undo(id)).body.status).toBe("undone");
    expect(await open()).toEqual([]);
  });

  it("S3: are not found on another contract; S12: take nothing but a status", async () => {
    const { account, clean, tick } = await scene();
    const stranger = await scene();
    await addRoster(account, twins);
    const { todos } = await clean();
    const id = todos[0]?.id ?? "";
    expect((await stranger.tick(id, "done")).status).toBe(404);
    expect((await tick(id, "withdrawn")).status).toBe(400);
    expect((await tick("x", "done")).status).toBe(404);
  });
});

describe("duplicates that come back", () => {
  it.each(["hosted", "utage"] as const)("are told with the import that brought them (%s)", async (directory) => {
    const { account, clean, groups } = await scene(directory);
    const [, second = ""] = await addRoster(account, twins);
    await clean();
    if (directory === "utage") await importList(account, { gone: [second] });
    await importList(account);
    expect(await groups()).toEqual([]);

    const importId = await importList(account, { added: [{ name: "佐藤", email: "SATO@example.jp" }] });
    await importList(account, { added: [{ name: "別人", email: "other@example.jp" }] });
    expect((await groups()).map(({ emailKey, cameBackWith }) => ({ emailKey, cameBackWith }))).toEqual([
      { emailKey: "sato@example.jp", cameBackWith: importId },
    ]);

    await clean();
    if (directory === "utage") await importList(account, { gone: [second] });
    await importList(account, { added: [{ name: "鈴木", email: "suzuki@example.jp" }] });
    const fresh = (await groups()).find((group) => group.emailKey === "suzuki@example.jp");
    expect(fresh && "cameBackWith" in fresh).toBe(false);
  });

  it("are not blamed on an import when the clean-up was undone or the owner added them", async () => {
    const { account, clean, undo, groups } = await scene("hosted");
    await addRoster(account, twins);
    const { id } = await clean();
    await undo(id);
    await importList(account);
    expect((await groups()).map((group) => group.cameBackWith)).toEqual([undefined]);
    await clean();
    await addRoster(account, [{ name: "手で追加", email: "sato@example.jp" }]);
    await importList(account);
    expect((await groups()).map((group) => group.cameBackWith)).toEqual([undefined]);
  });
});
