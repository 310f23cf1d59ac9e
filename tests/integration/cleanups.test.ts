import { afterAll, describe, expect, it } from "vitest";
import { POST as apply } from "@/app/api/v1/accounts/[code]/cleanups/[id]/apply/route";
import { GET as read } from "@/app/api/v1/accounts/[code]/cleanups/[id]/route";
import { POST as undo } from "@/app/api/v1/accounts/[code]/cleanups/[id]/undo/route";
import { GET as list, POST as plan } from "@/app/api/v1/accounts/[code]/cleanups/route";
import { GET as duplicates } from "@/app/api/v1/accounts/[code]/duplicate-emails/route";
import { storedEmailKey } from "@/lib/domain/email";
import type { UndoAnswer } from "@/lib/schemas/batch";
import type { BatchDetailDto, BatchListDto } from "@/lib/schemas/batch-history";
import type { AppliedCleanupDto, CleanupPlanDto } from "@/lib/schemas/cleanup";
import type { DuplicateGroupsDto } from "@/lib/schemas/duplicate-email";
import { openCase } from "@/lib/server/cases/open-case";
import { pool } from "@/lib/server/db";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { readOperatorLock } from "@/lib/server/operators/operator-lock";
import { issuePasswordReset } from "@/lib/server/password-resets/issue-password-reset";
import { listPasswordResets } from "@/lib/server/password-resets/list-password-resets";
import { seal } from "@/lib/server/seal";
import { personalCheckLink } from "@/lib/server/self-checks/check-link";
import { receiveSelfCheck, type SentSelfCheck } from "@/lib/server/self-checks/receive-self-check";
import { createAccount, type TestAccount } from "../factories/account";
import { createOwner, signedInCookie } from "../factories/owner";
import { addRoster, randomRoster } from "../factories/roster";
import { callRoute } from "../setup/call-route";

afterAll(closeJobQueue);

type Problem = { code: string; errors?: { code: string }[] };
const UNKNOWN = "019a0000-0000-7000-8000-000000000000";

async function scene(directory: "hosted" | "utage" = "hosted") {
  const owner = await createOwner();
  const account = await createAccount({ owner, directory });
  const cookie = await signedInCookie(owner);
  const call = async <T>(handler: typeof plan, params: Record<string, string>, body?: unknown) => {
    const answer = await callRoute(handler, {
      method: body === undefined ? "GET" : "POST",
      params: { code: account.code, ...params },
      cookie,
      ...(body === undefined ? {} : { body }),
    });
    return { status: answer.status, body: answer.body as T, problem: answer.body as Problem };
  };
  return {
    owner,
    account,
    plan: (body: unknown = { strategy: "keep-one" }) => call<CleanupPlanDto>(plan, {}, body),
    apply: (id: string, fingerprint: string) => call<AppliedCleanupDto>(apply, { id }, { fingerprint }),
    undo: (id: string, body: unknown = {}) => call<UndoAnswer>(undo, { id }, body),
    read: (id: string) => call<BatchDetailDto>(read, { id }),
    list: () => call<BatchListDto>(list, {}),
    duplicates: () => call<DuplicateGroupsDto>(duplicates, {}),
  };
}

/** Whole rows but for what every change moves on. */
async function rowsOf(account: { id: string }): Promise<Record<string, unknown>[]> {
  const { rows } = await pool().query<{ row: Record<string, unknown> }>(
    "select to_jsonb(o) - 'version' - 'updated_at' as row from operators o where account_id = $1 order by id",
    [account.id],
  );
  return rows.map(({ row }) => row);
}

async function activeByKey(account: { id: string }): Promise<Map<string, string[]>> {
  const { rows } = await pool().query<{ email_key: string; ids: string[] }>(
    `select email_key, array_agg(id order by id) as ids from operators
     where account_id = $1 and deleted_at is null group by email_key`,
    [account.id],
  );
  return new Map(rows.map((row) => [row.email_key, row.ids]));
}

const twins = [
  { name: "佐藤 太郎", email: "sato@example.jp", registeredOn: "2024-01-01" },
  { name: "佐藤 太郎", email: "Sato@example.jp", lastLoginAt: new Date("2026-11-01T00:00:00Z") },
  { name: "鈴木 葵", email: "suzuki@example.jp" },
];

const SATO = storedEmailKey("sato@example.jp");

/** Cleans up the article's way. Gives the clean-up and the operator it added. */
async function recreate({ plan, apply }: Awaited<ReturnType<typeof scene>>): Promise<{ id: string; created: string }> {
  const { body } = await plan({ strategy: "recreate" });
  const applied = await apply(body.id, body.fingerprint);
  if (applied.body.status !== "applied") throw new Error("not applied");
  return { id: body.id, created: applied.body.results.at(-1)?.operatorId ?? "" };
}

/** Somebody who cannot sign in with the address of the twins: tries, a lock, a report, a link to set a password. */
async function leaveTraces(account: TestAccount, operatorId: string): Promise<void> {
  const now = new Date();
  const whole = { ...account, customDomain: null, createdAt: now };
  const origin = { browser: "Chrome", network: null };
  await tryOperatorLogin({ code: account.code, email: SATO, password: "wrong", signedInAs: null, origin }, now);
  await pool().query(
    "update sign_in_throttles set failures = 20, blocked_until = now() + interval '15 minutes' where operator_id = $1",
    [operatorId],
  );
  const sent: SentSelfCheck = {
    ...{ id: crypto.randomUUID(), at: now.toISOString(), code: account.code, outcome: "reported", seen: "refused" },
    ...{ token: personalCheckLink(whole, operatorId, now).url.split("/check/")[1] ?? "", guide: "chrome" },
    ...{ browser: "Chrome", login: null, cookies: true, privateWindow: null, tried: [] },
    report: { name: "佐藤", note: "", videoUrl: null },
  };
  await receiveSelfCheck(await seal(JSON.stringify(sent), 60), now);
  const actor = { kind: "system", name: "山田" } as const;
  await issuePasswordReset(whole, operatorId, { delivery: "mail", actor, locale: "ja", now, requestId: "test" });
}

/** Every table whose rows are an operator's, and end with it. */
async function tablesOfOperators(): Promise<string[]> {
  const { rows } = await pool().query<{ name: string }>(
    `select conrelid::regclass::text as name from pg_constraint
     where contype = 'f' and confrelid = 'operators'::regclass order by 1`,
  );
  return rows.map(({ name }) => name);
}

/** How many rows of which table are this operator's. */
async function tracesOf(operatorId: string): Promise<Record<string, number>> {
  const traces: Record<string, number> = {};
  for (const table of await tablesOfOperators()) {
    const { rowCount } = await pool().query(`select 1 from ${table} where operator_id = $1`, [operatorId]);
    if (rowCount) traces[table] = rowCount;
  }
  return traces;
}

describe("cleaning up duplicates on a hosted contract", () => {
  it("keeps the recommended one, deletes the rest, and says so before it does", async () => {
    const { account, plan, apply } = await scene();
    const [first = "", second = "", third = ""] = await addRoster(account, twins);
    const planned = await plan();
    expect(planned.status).toBe(201);
    expect(planned.body).toEqual({
      id: expect.any(String),
      status: "planned",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      steps: [
        { action: "keep", operatorId: second, emailKey: "sato@example.jp", reason: "latest_login" },
        { action: "delete", operatorId: first, emailKey: "sato@example.jp", reason: "duplicate" },
      ],
    });
    expect((await activeByKey(account)).get("sato@example.jp")).toEqual([first, second]);

    const applied = await apply(planned.body.id, planned.body.fingerprint);
    expect(applied).toMatchObject({
      status: 200,
      body: { status: "applied", results: [{ operatorId: first, result: "done" }] },
    });
    expect(await activeByKey(account)).toEqual(
      new Map([
        ["sato@example.jp", [second]],
        ["suzuki@example.jp", [third]],
      ]),
    );
  });

  it("deletes all and adds one like the survivor, without a password, when asked for the article's way", async () => {
    const { account, plan, apply, undo } = await scene();
    const [first = "", second = ""] = await addRoster(account, twins);
    const before = await rowsOf(account);
    const planned = await plan({ strategy: "recreate", survivors: { "sato@example.jp": first } });
    expect(planned.body.steps.map(({ action, operatorId }) => [action, operatorId])).toEqual([
      ["delete", first],
      ["delete", second],
      ["create", undefined],
    ]);
    const applied = await apply(planned.body.id, planned.body.fingerprint);
    if (applied.body.status !== "applied") throw new Error("not applied");
    const created = applied.body.results[2]?.operatorId ?? "";
    expect((await activeByKey(account)).get("sato@example.jp")).toEqual([created]);
    const row = (await rowsOf(account)).find(({ id }) => id === created);
    expect(row).toMatchObject({
      name: "佐藤 太郎",
      email: "sato@example.jp",
      password_hash: null,
      last_login_at: null,
    });

    expect((await undo(planned.body.id)).body.status).toBe("undone");
    expect(await rowsOf(account)).toEqual(before);
  });

  it("S53: ends the logins of the deleted, and undo revives none", async () => {
    const { account, plan, apply, undo } = await scene();
    const [first = ""] = await addRoster(account, twins);
    await pool().query(
      `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
       values ('operator', $1, $2, 1, 'test', now() + interval '1 day')`,
      [first, account.id],
    );
    const live = async () =>
      (await pool().query("select 1 from sessions where operator_id = $1 and revoked_at is null", [first])).rowCount;
    const { body } = await plan();
    expect(await live()).toBe(1);
    await apply(body.id, body.fingerprint);
    expect(await live()).toBe(0);
    await undo(body.id);
    expect((await activeByKey(account)).get("sato@example.jp")).toContain(first);
    expect(await live()).toBe(0);
  });

  it("answers the same when it is applied or undone again, and does nothing twice", async () => {
    const { account, plan, apply, undo } = await scene();
    await addRoster(account, twins);
    const { body } = await plan({ strategy: "recreate" });
    const once = await apply(body.id, body.fingerprint);
    const after = await rowsOf(account);
    expect(await apply(body.id, body.fingerprint)).toEqual(once);
    expect(await rowsOf(account)).toEqual(after);
    const undone = await undo(body.id);
    expect(await undo(body.id)).toEqual(undone);
    expect((await apply(body.id, body.fingerprint)).problem.code).toBe("already_undone");
  });

  it("S52: refuses a plan when a member was edited or deleted, or another one appeared", async () => {
    const { account, plan, apply } = await scene();
    const [first = "", second = "", third = ""] = await addRoster(account, twins);
    const changes = [
      () => pool().query("update operators set name = '佐藤', version = version + 1 where id = $1", [first]),
      () => addRoster(account, [{ name: "新", email: "SATO@example.jp" }]),
      () => pool().query("update operators set deleted_at = now(), version = version + 1 where id = $1", [second]),
      () =>
        pool().query("update operators set email_key = 'sato@example.jp', version = version + 1 where id = $1", [
          third,
        ]),
    ];
    for (const change of changes) {
      const { body } = await plan();
      await change();
      const before = await rowsOf(account);
      const refused = await apply(body.id, body.fingerprint);
      expect([refused.status, refused.problem.code]).toEqual([409, "stale_plan"]);
      expect(await rowsOf(account)).toEqual(before);
    }
    const { body } = await plan();
    await pool().query("update operators set last_confirmed_at = now() where account_id = $1", [account.id]);
    expect((await apply(body.id, body.fingerprint)).status).toBe(200);
  });

  it("refuses a fingerprint that is not the plan's", async () => {
    const { account, plan, apply } = await scene();
    await addRoster(account, twins);
    const { body } = await plan();
    expect((await apply(body.id, "0".repeat(64))).problem.code).toBe("stale_plan");
    expect((await activeByKey(account)).get("sato@example.jp")).toHaveLength(2);
  });

  it("cleans what looks alike only when it is named, and then exactly that", async () => {
    const { account, plan, apply } = await scene();
    const [plain = "", tagged = "", other = ""] = await addRoster(account, [
      { name: "田中", email: "tanaka@example.jp" },
      { name: "田中", email: "tanaka+work@example.jp" },
      { name: "他人", email: "other@example.jp" },
    ]);
    expect((await plan()).body.steps).toEqual([]);
    const { body } = await plan({ strategy: "keep-one", emailKeys: ["tanaka@example.jp"] });
    expect(body.steps.map(({ action, operatorId }) => [action, operatorId])).toEqual([
      ["keep", plain],
      ["delete", tagged],
    ]);
    await addRoster(account, [{ name: "田中", email: "tanaka+home@example.jp" }]);
    expect((await apply(body.id, body.fingerprint)).problem.code).toBe("stale_plan");
    const again = await plan({
      strategy: "keep-one",
      emailKeys: ["tanaka@example.jp"],
      survivors: { "tanaka@example.jp": tagged },
    });
    await apply(again.body.id, again.body.fingerprint);
    expect([...(await activeByKey(account)).values()].flat().sort()).toEqual([tagged, other].sort());
  });

  it("undoes single rows, then the rest, and names what it cannot restore", async () => {
    const { account, plan, apply, undo } = await scene();
    const ids = await addRoster(account, [
      ...["a", "b", "c"].map((name) => ({ name, email: "x@example.jp" })),
      ...["d", "e"].map((name) => ({ name, email: "y@example.jp" })),
    ]);
    const before = await rowsOf(account);
    const { body } = await plan();
    await apply(body.id, body.fingerprint);
    const [, second = "", third = "", , fifth = ""] = ids;

    const one = await undo(body.id, { operatorIds: [second, ids[0], UNKNOWN] });
    expect(one.body).toEqual({
      status: "partly_undone",
      results: [
        { operatorId: second, result: "done" },
        { operatorId: ids[0], result: "failed", code: "not_in_batch" },
        { operatorId: UNKNOWN, result: "failed", code: "not_in_batch" },
      ],
    });
    // Restored by hand meanwhile, and deleted anew by something else.
    await pool().query(
      "update operators set deleted_at = null, deleted_reason = null, deleted_by = null, deleted_batch_id = null where id = $1",
      [third],
    );
    await pool().query("update operators set deleted_batch_id = null, deleted_reason = 'manual' where id = $1", [
      fifth,
    ]);
    const rest = await undo(body.id);
    expect(rest.body).toEqual({
      status: "partly_undone",
      results: [
        { operatorId: second, result: "done" },
        { operatorId: third, result: "skipped", code: "already_active" },
        { operatorId: fifth, result: "failed", code: "deleted_again_since" },
      ],
    });
    expect((await undo(body.id, { operatorIds: [second] })).body.results).toEqual([
      { operatorId: second, result: "skipped", code: "already_undone" },
    ]);
    const after = await rowsOf(account);
    expect(after.slice(0, 4)).toEqual(before.slice(0, 4));
  });

  it("keeps the new operator when one row of a recreation is undone, or when somebody has changed it", async () => {
    const { account, plan, apply, undo } = await scene();
    const [first = ""] = await addRoster(account, twins);
    const { body } = await plan({ strategy: "recreate" });
    const applied = await apply(body.id, body.fingerprint);
    if (applied.body.status !== "applied") throw new Error("not applied");
    const created = applied.body.results.at(-1)?.operatorId ?? "";
    expect((await undo(body.id, { operatorIds: [first] })).body.status).toBe("partly_undone");
    expect((await activeByKey(account)).get("sato@example.jp")).toEqual([first, created]);

    await pool().query("update operators set name = '佐藤 新', version = version + 1 where id = $1", [created]);
    const rest = await undo(body.id);
    expect(rest.body.results.at(-1)).toEqual({ operatorId: created, result: "skipped", code: "changed_since" });
    expect((await activeByKey(account)).get("sato@example.jp")).toContain(created);
  });

  it("loses nothing that came of the new operator when all is undone: it belongs to who has the address again", async () => {
    const here = await scene();
    const [first = ""] = await addRoster(here.account, twins);
    const { id, created } = await recreate(here);
    await leaveTraces(here.account, created);
    const traces = await tracesOf(created);
    // But for logins: nobody has one without a password, and who has a password is not removed.
    expect(Object.keys(traces)).toEqual((await tablesOfOperators()).filter((table) => table !== "sessions"));

    const undone = await here.undo(id);
    expect(undone.body).toMatchObject({
      status: "undone",
      results: [{ result: "done" }, { result: "done" }, { operatorId: created, result: "done" }],
    });
    expect([await tracesOf(created), await tracesOf(first)]).toEqual([{}, traces]);
    const lock = await readOperatorLock(here.account.id, { id: first, emailKey: SATO }, new Date());
    expect(lock).toMatchObject({ failures: 20, lockedUntil: expect.any(String) });
    const reported = "select 1 from login_cases c join self_checks s on s.case_id = c.id where c.operator_id = $1";
    expect((await pool().query(reported, [first])).rowCount).toBe(1);
    // S53: the link that was made for the new one opens no other.
    const resets = await listPasswordResets(here.account.id, { limit: 10 }, new Date());
    expect(resets.items.map(({ state }) => state)).toEqual(["expired"]);
  });

  it("gives what came of the new operator to who is active again, not to who was deleted long ago", async () => {
    const here = await scene();
    const [gone = ""] = await addRoster(here.account, [{ name: "佐藤 太郎", email: "sato@example.jp" }]);
    await pool().query("update operators set deleted_at = now(), deleted_reason = 'manual' where id = $1", [gone]);
    const [first = ""] = await addRoster(here.account, twins);
    const { id, created } = await recreate(here);
    await leaveTraces(here.account, created);
    const traces = await tracesOf(created);
    await here.undo(id);
    expect([await tracesOf(gone), await tracesOf(first)]).toEqual([{}, traces]);
  });

  it("makes one case of two that are open when all is undone", async () => {
    const here = await scene();
    const [first = ""] = await addRoster(here.account, twins);
    const standing = await openCase(
      {
        ...{ accountId: here.account.id, operatorId: first, emailKey: null, name: "", origin: "owner" },
        ...{ states: null, loginUrl: null, tried: [], openedByName: "山田" },
      },
      new Date(),
    );
    const { id, created } = await recreate(here);
    await leaveTraces(here.account, created);
    expect((await here.undo(id)).body.status).toBe("undone");
    const { rows } = await pool().query(
      `select c.id = $2 as standing, c.operator_id, c.origin, c.closed_as, c.closed_by_name, count(s.id)::int as reports
       from login_cases c left join self_checks s on s.case_id = c.id
       where c.account_id = $1 group by c.id order by c.id`,
      [here.account.id, standing],
    );
    const joined = { closed_as: "joined", closed_by_name: here.owner.name };
    expect(rows).toEqual([
      ...[
        { standing: true, operator_id: first, origin: "self_check", closed_as: null, closed_by_name: null, reports: 1 },
      ],
      ...[{ standing: false, operator_id: first, origin: "self_check", ...joined, reports: 0 }],
    ]);
  });

  it("shows past clean-ups with names, but no plans that nobody applied", async () => {
    const { account, plan, apply, read, list } = await scene();
    await addRoster(account, twins);
    const { body } = await plan();
    expect((await list()).body.items).toEqual([]);
    expect((await read(body.id)).body).toMatchObject({ status: "planned", fingerprint: body.fingerprint });
    await apply(body.id, body.fingerprint);
    expect((await list()).body.items).toMatchObject([
      { id: body.id, status: "applied", deletes: 1, creates: 0, undone: 0 },
    ]);
    expect((await read(body.id)).body.steps).toMatchObject([
      { action: "keep", name: "佐藤 太郎", email: "Sato@example.jp", reason: "latest_login" },
      { action: "delete", name: "佐藤 太郎", email: "sato@example.jp", result: "done" },
    ]);
  });

  it.each([1, 2, 3])("leaves one active operator per address and can be undone exactly (roster %i)", async (seed) => {
    const { account, plan, apply, undo } = await scene();
    await addRoster(account, randomRoster(seed, 60));
    const start = await rowsOf(account);
    const shared = [...(await activeByKey(account))].filter(([, ids]) => ids.length > 1).map(([key]) => key);
    expect(shared.length).toBeGreaterThan(5);
    for (const strategy of ["keep-one", "recreate"]) {
      const { body } = await plan({ strategy });
      expect(new Set(body.steps.map((step) => step.emailKey))).toEqual(new Set(shared));
      await apply(body.id, body.fingerprint);
      const after = await activeByKey(account);
      expect([...after.values()].every((ids) => ids.length === 1)).toBe(true);
      expect((await undo(body.id)).body.status).toBe("undone");
      expect(await rowsOf(account)).toEqual(start);
    }
  });
});

describe("what a plan refuses", () => {
  it("S3: ids of others nested in its body, as if they did not exist", async () => {
    const { account, plan, read, apply, undo } = await scene();
    const stranger = await scene();
    await addRoster(account, twins);
    const [foreign = ""] = await addRoster(stranger.account, twins);
    for (const operatorId of [foreign, UNKNOWN]) {
      const refused = await plan({ strategy: "keep-one", survivors: { "sato@example.jp": operatorId } });
      expect([refused.status, refused.problem.code]).toEqual([400, "invalid_survivor"]);
    }
    const theirs = await stranger.plan();
    for (const id of [theirs.body.id, UNKNOWN]) {
      expect((await read(id)).status).toBe(404);
      expect((await apply(id, theirs.body.fingerprint)).status).toBe(404);
      expect((await undo(id)).status).toBe(404);
    }
  });

  it("keys that name no group, survivors of groups it does not clean, and undoing what was never applied", async () => {
    const { account, plan, undo } = await scene();
    const [, , third = ""] = await addRoster(account, twins);
    const unknown = await plan({ strategy: "keep-one", emailKeys: ["nobody@example.jp"] });
    expect([unknown.status, unknown.problem.errors?.[0]?.code]).toEqual([400, "unknown_email_key"]);
    const stray = await plan({ strategy: "keep-one", survivors: { "suzuki@example.jp": third } });
    expect([stray.status, stray.problem.code]).toEqual([400, "invalid_survivor"]);
    const { body } = await plan();
    expect((await undo(body.id)).problem.code).toBe("not_applied");
  });

  it.each([
    {},
    { strategy: "all" },
    { strategy: ["keep-one"] },
    { strategy: "keep-one", emailKeys: "sato@example.jp" },
    { strategy: "keep-one", emailKeys: [] },
    { strategy: "keep-one", emailKeys: [{ not: "" }] },
    { strategy: "keep-one", emailKeys: ["a\0"] },
    { strategy: "keep-one", survivors: { "sato@example.jp": { not: "" } } },
    { strategy: "keep-one", survivors: [] },
    { strategy: "keep-one", fingerprint: "x" },
  ])("S12: %j", async (body) => {
    const { plan } = await scene();
    const answer = await plan(body);
    expect([answer.status, answer.problem.code]).toEqual([400, "invalid_request"]);
  });
});

describe("many at once", () => {
  it("does the work once when 20 applies arrive together", async () => {
    const { account, plan, apply } = await scene();
    await addRoster(account, randomRoster(7, 40));
    const { body } = await plan({ strategy: "recreate" });
    const answers = await Promise.all(Array.from({ length: 20 }, () => apply(body.id, body.fingerprint)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(new Set(answers.map((answer) => JSON.stringify(answer.body))).size).toBe(1);
    expect([...(await activeByKey(account)).values()].every((ids) => ids.length === 1)).toBe(true);
    const { rowCount } = await pool().query(
      "select 1 from audit_events where account_id = $1 and action = 'cleanup_applied'",
      [account.id],
    );
    expect(rowCount).toBe(1);
  });

  it("lets one of two plans for the same rows win", async () => {
    const { account, plan, apply } = await scene();
    await addRoster(account, twins);
    const plans = await Promise.all([plan(), plan({ strategy: "recreate" })]);
    const answers = await Promise.all(plans.map(({ body }) => apply(body.id, body.fingerprint)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await activeByKey(account)).get("sato@example.jp")).toHaveLength(1);
  });

  it("S52: loses no edit that is made while it is applied", async () => {
    const { account, plan, apply } = await scene();
    const [first = ""] = await addRoster(account, twins);
    const { body } = await plan();
    const editor = await pool().connect();
    try {
      await editor.query("begin");
      await editor.query("update operators set name = '変更', version = version + 1 where id = $1", [first]);
      const applying = apply(body.id, body.fingerprint);
      // The apply is seen waiting for the edit before the edit is committed.
      await expect
        .poll(async () => (await editor.query("select 1 from pg_locks where not granted")).rowCount)
        .toBeGreaterThan(0);
      await editor.query("commit");
      expect((await applying).problem.code).toBe("stale_plan");
    } finally {
      editor.release();
    }
    expect((await activeByKey(account)).get("sato@example.jp")).toHaveLength(2);
  });

  it("waits for no import that is merging, but says so", async () => {
    const { account, plan, apply } = await scene();
    await addRoster(account, twins);
    const { body } = await plan();
    const importer = await pool().connect();
    try {
      await importer.query("begin");
      await importer.query("select pg_advisory_xact_lock(hashtextextended($1, 0))", [`kenshin.imports:${account.id}`]);
      expect((await apply(body.id, body.fingerprint)).problem.code).toBe("import_in_progress");
    } finally {
      await importer.query("rollback");
      importer.release();
    }
    expect((await apply(body.id, body.fingerprint)).status).toBe(200);
  });

  it("cleans 20,000 rows in a few statements for thousands of them, never one a row", async () => {
    const few = await scene();
    await addRoster(few.account, twins);
    const many = await scene();
    await addRoster(
      many.account,
      Array.from({ length: 20_000 }, (_, index) => ({ name: `名前 ${index}`, email: `p${index >> 1}@example.jp` })),
    );
    const counts = [await statementsOf(few), await statementsOf(many)];
    // Ten thousand are deleted and restored: in two pieces instead of one.
    expect(counts[1]).toBe((counts[0] ?? 0) + 3);
    expect([...(await activeByKey(many.account)).values()].every((ids) => ids.length === 2)).toBe(true);
  }, 60_000);
});

/** How many statements plan, apply and undo take; a statement is counted where it reaches the connection. */
async function statementsOf({ plan, apply, undo }: Awaited<ReturnType<typeof scene>>): Promise<number> {
  const client = await pool().connect();
  const prototype = Object.getPrototypeOf(client) as { query: (...input: unknown[]) => unknown };
  client.release();
  const original = prototype.query;
  let count = 0;
  prototype.query = function counted(...input) {
    const text = typeof input[0] === "string" ? input[0] : "";
    if (/operators|batch|todos|sessions set/.test(text)) count += 1;
    return original.apply(this, input);
  };
  try {
    const { body } = await plan({ strategy: "keep-one" });
    expect((await apply(body.id, body.fingerprint)).status).toBe(200);
    expect((await undo(body.id)).body.status).toBe("undone");
  } finally {
    prototype.query = original;
  }
  return count;
}
