import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { POST as applyCleanup } from "@/app/api/v1/accounts/[code]/cleanups/[id]/apply/route";
import { POST as planCleanup } from "@/app/api/v1/accounts/[code]/cleanups/route";
import { GET as getDuplicates } from "@/app/api/v1/accounts/[code]/duplicate-emails/route";
import { POST as cancel } from "@/app/api/v1/accounts/[code]/imports/[id]/cancel/route";
import { GET as getChanges } from "@/app/api/v1/accounts/[code]/imports/[id]/changes/route";
import { POST as confirm } from "@/app/api/v1/accounts/[code]/imports/[id]/confirm/route";
import { GET as getRejected } from "@/app/api/v1/accounts/[code]/imports/[id]/rejected-rows/route";
import { GET as getReturned } from "@/app/api/v1/accounts/[code]/imports/[id]/returned-duplicates/route";
import { GET as getOne } from "@/app/api/v1/accounts/[code]/imports/[id]/route";
import { GET as getList } from "@/app/api/v1/accounts/[code]/imports/route";
import { pool } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { startJobs } from "@/lib/server/jobs/start-jobs";
import { activeOf, heldUp, importScene, operatorsOf } from "../factories/import-scene";
import { callRoute } from "../setup/call-route";

const ORIGIN = "http://kenshin.test";
const lists = new URL("../fixtures/lists/", import.meta.url);
const sample = (name: string) => readFileSync(new URL(name, lists));
const expected = JSON.parse(sample("expected.json").toString());
const expectedLater = JSON.parse(sample("expected-two-weeks-later.json").toString());

afterAll(closeJobQueue);

describe("importing the sample list", () => {
  it.each([
    ["operators-utf8-bom.csv", "text/csv", "csv", "utf-8"],
    ["operators-cp932.csv", "text/csv", "csv", "shift_jis"],
    ["operators.tsv", "text/plain", "tsv", "utf-8"],
    ["operators-pasted.html", "text/html", "html", "utf-8"],
    ["operators.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx", "utf-8"],
  ])("%s: good rows go in, bad ones are told by row, column and reason", async (file, type, format, encoding) => {
    const { account, bringIn } = await importScene();
    const done = await bringIn(sample(file), "", { "content-type": type });
    expect(done).toMatchObject({
      status: "done",
      format,
      encoding,
      rows: expected.rows,
      added: expected.operators,
      updated: 0,
      unchanged: 0,
      missing: 0,
      rejectedCount: expected.rejectedRows.length,
    });
    expect(done.rejected.map(({ row }) => row)).toEqual(expected.rejectedRows);
    expect(new Set(done.rejected.map(({ column }) => column))).toEqual(new Set(["メールアドレス"]));
    expect(await activeOf(account)).toHaveLength(expected.operators);
  });

  it("takes a multipart form's file as well", async () => {
    const { bringIn } = await importScene();
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(sample("operators-utf8-bom.csv"))], { type: "text/csv" }), "一覧.csv");
    const request = new Request(ORIGIN, { method: "POST", body: form });
    const type = request.headers.get("content-type") ?? "";
    expect(await bringIn(await request.arrayBuffer(), "", { "content-type": type })).toMatchObject({
      status: "done",
      fileName: "一覧.csv",
      added: expected.operators,
    });
  });

  it.each([
    ['filename="a\0b.csv"', "ab.csv"],
    ["filename*=utf-8''%E4%B8%80%E8%A6%A7%00.csv", "一覧.csv"],
    [`filename="${"x".repeat(5_000)}.csv"`, `${"x".repeat(251)}.csv`],
    ['filename="\0.csv"\r\nContent-Type: text/\0csv', ".csv"],
  ])("S38: keeps of a file's name what can be kept and shown: %#", async (said, fileName) => {
    const { bringIn } = await importScene();
    const list = "name,email\r\na,a@example.jp\r\n";
    const form = `--x\r\nContent-Disposition: form-data; name="file"; ${said}\r\n\r\n${list}\r\n--x--\r\n`;
    const done = await bringIn(form, "", { "content-type": "multipart/form-data; boundary=x" });
    expect(done).toMatchObject({ status: "done", fileName, added: 1 });
  });

  it("brought in again changes nothing, whatever its shape", async () => {
    const { account, bringIn } = await importScene();
    await bringIn(sample("operators-utf8-bom.csv"));
    const before = await activeOf(account);
    const again = await bringIn(sample("operators.xlsx"), "?complete=true");
    expect(again).toMatchObject({ status: "done", added: 0, updated: 0, unchanged: expected.operators, missing: 0 });
    const after = await activeOf(account);
    const facts = (rows: typeof before) => rows.map(({ last_confirmed_at: _, ...row }) => row);
    expect(facts(after)).toEqual(facts(before));
  });

  it("two weeks later: who is gone from the whole list is deleted as missing, and nobody else", async () => {
    const { account, bringIn } = await importScene();
    await bringIn(sample("operators-utf8-bom.csv"));
    const later = await bringIn(sample("operators-two-weeks-later.csv"), "?complete=true");
    expect(later).toMatchObject({ status: "done", rows: expectedLater.rows, missing: expectedLater.gone.length });
    const gone = (await operatorsOf(account)).filter((row) => row.deleted_at !== null);
    expect(gone.map((row) => row.email_key).sort()).toEqual(expectedLater.gone);
    expect(new Set(gone.map((row) => row.deleted_reason))).toEqual(new Set(["missing_from_import"]));
  });

  it("a part of a list deletes nobody", async () => {
    const { account, bringIn } = await importScene();
    await bringIn(sample("operators-utf8-bom.csv"));
    expect(await bringIn(sample("operators-two-weeks-later.csv"))).toMatchObject({ status: "done", missing: 0 });
    expect((await activeOf(account)).length).toBeGreaterThanOrEqual(expected.operators);
  });
});

describe("meeting operators that are known already", () => {
  const list = (...rows: string[]) => ["名前,メールアドレス,利用可能な機能,登録日", ...rows].join("\r\n");

  it("changes what a list says differently, with before and after, and keeps what it does not say", async () => {
    const { account, bringIn, call } = await importScene();
    await bringIn(list("佐藤 葵,aoi@example.jp,売上機能,2025/01/02"));
    const second = await bringIn(list("佐藤 蒼,AOI@example.jp,イベント機能,", "林 蓮,ren@example.jp,,2026/01/01"));
    expect(second).toMatchObject({ added: 1, updated: 1, unchanged: 0 });
    expect((await activeOf(account))[0]).toMatchObject({
      name: "佐藤 蒼",
      email: "AOI@example.jp",
      permissions: ["イベント機能"],
      registered_on: "2025-01-02",
      version: 2,
    });
    const changes = await (await call(getChanges, `/${second.id}/changes?kind=updated`, {}, second.id)).json();
    expect(changes.items).toEqual([
      expect.objectContaining({
        before: { name: "佐藤 葵", email: "aoi@example.jp", permissions: ["売上機能"] },
        after: { name: "佐藤 蒼", email: "AOI@example.jp", permissions: ["イベント機能"] },
      }),
    ]);
    const added = await (await call(getChanges, `/${second.id}/changes?kind=added`, {}, second.id)).json();
    expect(added.items.map((item: { email: string }) => item.email)).toEqual(["ren@example.jp"]);
  });

  it("knows one of two at an address by the day of registration before the name, which may change", async () => {
    const { account, bringIn } = await importScene();
    const others = ["鈴木,a@example.jp,売上機能,2025/01/01", "林,b@example.jp,売上機能,2025/01/01"];
    await bringIn(
      list("佐藤,one@example.jp,売上機能,2024/01/01", "田中,one@example.jp,売上機能,2025/01/01", ...others),
    );
    const later = list("田中,one@example.jp,売上機能,2024/01/01", ...others);
    expect(await bringIn(later, "?complete=true")).toMatchObject({ status: "done", updated: 1, missing: 1 });
    const holders = (await operatorsOf(account)).filter((row) => row.email_key === "one@example.jp");
    expect(holders).toMatchObject([
      { name: "田中", registered_on: "2024-01-01", deleted_reason: null },
      { name: "田中", registered_on: "2025-01-01", deleted_reason: "missing_from_import" },
    ]);
  });

  it("keeps the older of two who are listed alike when one of them is left out", async () => {
    const { account, bringIn } = await importScene();
    const others = ["鈴木,a@example.jp", "林,b@example.jp", "森,c@example.jp"];
    const listOf = (...rows: string[]) => ["名前,メール", ...rows, ...others].join("\r\n");
    await bringIn(listOf("佐藤,sato@example.jp", "佐藤,sato@example.jp"));
    expect(await bringIn(listOf("佐藤,sato@example.jp"), "?complete=true")).toMatchObject({
      status: "done",
      missing: 1,
    });
    const twins = (await operatorsOf(account)).filter((row) => row.email_key === "sato@example.jp");
    expect(twins.map((row) => row.deleted_reason)).toEqual([null, "missing_from_import"]);
  });

  it("takes back no login that is known already for an older one", async () => {
    const { account, bringIn } = await importScene();
    const seen = (at: string) => `名前,メール,最終ログイン\r\n佐藤,sato@example.jp,${at}\r\n`;
    const known = async () =>
      (await pool().query("select last_login_at from operators where account_id = $1", [account.id])).rows;
    await bringIn(seen("2026/11/10 09:00"));
    expect(await bringIn(seen("2026/11/01 09:00"))).toMatchObject({ unchanged: 1 });
    expect(await known()).toEqual([{ last_login_at: new Date("2026-11-10T00:00:00Z") }]);
    await bringIn(seen("2026/11/12 09:00"));
    expect(await known()).toEqual([{ last_login_at: new Date("2026-11-12T00:00:00Z") }]);
  });

  it("S53: ends the login of whom a list leaves out, so that a restore brings none back", async () => {
    const { account, bringIn } = await importScene("hosted");
    await bringIn("名前,メール\r\n佐藤,sato@example.jp\r\n鈴木,a@example.jp\r\n林,b@example.jp\r\n森,c@example.jp\r\n");
    await pool().query(
      `insert into sessions (kind, operator_id, account_id, credential_version, browser, expires_at)
       select 'operator', id, account_id, credential_version, 'Chrome', now() + interval '1 day'
       from operators where account_id = $1`,
      [account.id],
    );
    const rest = "名前,メール\r\n鈴木,a@example.jp\r\n林,b@example.jp\r\n森,c@example.jp\r\n";
    expect(await bringIn(rest, "?complete=true")).toMatchObject({ status: "done", missing: 1 });
    const { rows } = await pool().query(
      `select o.email_key from sessions s join operators o on o.id = s.operator_id
       where s.account_id = $1 and s.revoked_at is not null`,
      [account.id],
    );
    expect(rows).toEqual([{ email_key: "sato@example.jp" }]);
  });

  it("meets duplicates by date and name before order, so that a reordered list changes nothing", async () => {
    const { bringIn } = await importScene();
    const rows = [
      "山田 拓也,t@example.jp,売上機能,2023/10/04",
      "山田 拓也,T@example.jp,イベント機能,2025/08/11",
      "山田 たくや,t@example.jp,ファネル機能,2025/08/11",
    ];
    await bringIn(list(...rows));
    expect(await bringIn(list(...rows.toReversed()), "?complete=true")).toMatchObject({
      updated: 0,
      unchanged: 3,
      missing: 0,
    });
    const fewer = await bringIn(list(...rows.slice(1)), "?complete=true&confirmMissing=true");
    expect(fewer).toMatchObject({ updated: 0, unchanged: 2, missing: 1 });
  });

  it.each([
    {
      told: "how each address is written",
      before: ["名前,メールアドレス", "山田 拓也,T@example.jp", "山田 拓也,t@Example.jp"],
      after: ["名前,メールアドレス", "山田 拓也,t@Example.jp"],
    },
    {
      told: "the names",
      before: ["名前,メールアドレス,登録日", "田中 彩,t@example.jp,2026/01/02", "濵田 智子,t@example.jp,2026/03/04"],
      after: ["名前,メールアドレス", "濵田 智子,t@example.jp"],
    },
  ])("of duplicates of which a list tells only $told, the one who is gone is missing", async ({ before, after }) => {
    const { account, bringIn } = await importScene();
    await bringIn(before.join("\n"));
    const next = await bringIn(after.join("\n"), "?complete=true&confirmMissing=true");
    expect(next).toMatchObject({ added: 0, updated: 0, unchanged: 1, missing: 1 });
    expect((await activeOf(account)).map(({ name, email }) => `${name},${email}`)).toEqual(after.slice(1));
  });

  it("an address twice in one file is two operators: that is what a duplicate is", async () => {
    const { account, bringIn } = await importScene();
    await bringIn(list("a,x@example.jp,,", "b,X@example.jp,,"));
    expect(await activeOf(account)).toHaveLength(2);
    expect(await bringIn(list("a,x@example.jp,,", "b,X@example.jp,,"))).toMatchObject({ added: 0, unchanged: 2 });
  });

  it("keeps names that look like COPY's own syntax as they are", async () => {
    const { account, bringIn } = await importScene();
    const odd = ["\\N", "\\.", "{a,b}", 'say ""hi""', "tab\\there"];
    await bringIn(list(...odd.map((name, index) => `"${name}",odd${index}@example.jp,"a\\b、""c""",`)));
    const names = (await activeOf(account)).map((row) => [row.name, row.permissions]);
    expect(names).toEqual(odd.map((name) => [name.replaceAll('""', '"'), ["a\\b", '"c"']]));
  });
});

describe("a complete list that leaves out many", () => {
  it("waits for a word when more than 30 % are missing, and changes nothing until then", async () => {
    const { account, bringIn, call, read } = await importScene();
    await bringIn(sample("operators-utf8-bom.csv"));
    const before = await operatorsOf(account);
    const few = "名前,メール\r\n佐藤,new@example.jp\r\n";
    const waiting = await bringIn(few, "?complete=true");
    expect(waiting).toMatchObject({
      status: "needs_confirmation",
      format: "csv",
      encoding: "utf-8",
      added: 1,
      missing: expected.operators,
    });
    expect(await operatorsOf(account)).toEqual(before);

    expect((await call(confirm, `/${waiting.id}/confirm`, { method: "POST" }, waiting.id)).status).toBe(200);
    await runImport(waiting.id);
    expect(await read(waiting.id)).toMatchObject({ status: "done", added: 1, missing: expected.operators });
    expect((await activeOf(account)).map((row) => row.email_key)).toEqual(["new@example.jp"]);
    expect((await call(confirm, `/${waiting.id}/confirm`, { method: "POST" }, waiting.id)).status).toBe(409);
  });

  it("says when it ended, not when its transaction began", async () => {
    const { account, bringIn, upload, read } = await importScene();
    await bringIn("名前,メール\r\n佐藤,a@example.jp\r\n");
    const { id } = await (await upload("名前,メール\r\n佐藤 葵,a@example.jp\r\n")).json();
    const running = await heldUp(account, id, read);
    const released = Date.now();
    await running.release();
    const { status, finishedAt } = await read(id);
    expect(status).toBe("done");
    expect(Date.parse(finishedAt ?? "")).toBeGreaterThanOrEqual(released);
  });

  it("cancelled just before it would ask, it is cancelled and does not ask", async () => {
    const { account, bringIn, upload, call, read } = await importScene();
    await bringIn("名前,メール\r\n佐藤,a@example.jp\r\n林,b@example.jp\r\n");
    const { id } = await (await upload("名前,メール\r\n佐藤 葵,a@example.jp\r\n", "?complete=true")).json();
    const running = await heldUp(account, id, read);
    expect((await call(cancel, `/${id}/cancel`, { method: "POST" }, id)).status).toBe(200);
    await running.release();
    expect(await read(id)).toMatchObject({ status: "cancelled" });
  });

  it("can be cancelled instead, and then nothing of it is left", async () => {
    const { account, bringIn, call, read } = await importScene();
    await bringIn(sample("operators-utf8-bom.csv"));
    const before = await operatorsOf(account);
    const waiting = await bringIn("名前,メール\r\n佐藤,new@example.jp\r\n", "?complete=true");
    expect((await call(cancel, `/${waiting.id}/cancel`, { method: "POST" }, waiting.id)).status).toBe(200);
    await runImport(waiting.id);
    expect(await read(waiting.id)).toMatchObject({ status: "cancelled" });
    expect(await operatorsOf(account)).toEqual(before);
    expect((await call(cancel, `/${waiting.id}/cancel`, { method: "POST" }, waiting.id)).status).toBe(409);
    const { rows } = await pool().query("select count(*)::int as chunks from import_chunks where import_id = $1", [
      waiting.id,
    ]);
    expect(rows).toEqual([{ chunks: 0 }]);
  });
});

describe("duplicates across imports", () => {
  type Row = { email: string; registeredOn: string };
  /** The list after somebody deleted those rows: name and address may be shared, the day of registration tells them apart. */
  const dropRows = (csv: string, gone: readonly Row[]) =>
    csv
      .split("\r\n")
      .filter(
        (line) => !gone.some((row) => line.includes(row.email) && line.endsWith(row.registeredOn.replaceAll("-", "/"))),
      )
      .join("\r\n");

  it("utage: a clean-up becomes to-dos, and the next list that shows them done closes them", async () => {
    const { account, cookie, bringIn } = await importScene("utage");
    const csv = sample("operators-utf8-bom.csv").toString().replace(/\r?\n/g, "\r\n");
    await bringIn(csv);
    const params = { code: account.code };
    const planned = await callRoute(planCleanup, { method: "POST", params, cookie, body: { strategy: "keep-one" } });
    const { id, fingerprint } = planned.body as { id: string; fingerprint: string };
    const applied = await callRoute(applyCleanup, {
      method: "POST",
      params: { ...params, id },
      cookie,
      body: { fingerprint },
    });
    const { status, todos } = applied.body as { status: string; todos: Row[] };
    expect([status, todos.length]).toEqual(["to_do", 6]);
    expect(await activeOf(account)).toHaveLength(expected.operators);

    const next = await bringIn(dropRows(csv, todos), "?complete=true");
    expect(next).toMatchObject({ status: "done", missing: 6, added: 0 });
    const { rows } = await pool().query("select distinct status, done_by from todos where account_id = $1", [
      account.id,
    ]);
    expect(rows).toEqual([{ status: "done", done_by: "import" }]);
  });

  it("hosted: a duplicate that was cleaned and comes back is told, with the import that brought it", async () => {
    const { account, cookie, call, bringIn } = await importScene("hosted");
    await bringIn(sample("operators-utf8-bom.csv"));
    const params = { code: account.code };
    const planned = await callRoute(planCleanup, { method: "POST", params, cookie, body: { strategy: "keep-one" } });
    const { id, fingerprint } = planned.body as { id: string; fingerprint: string };
    await callRoute(applyCleanup, { method: "POST", params: { ...params, id }, cookie, body: { fingerprint } });

    const again = await bringIn(sample("operators-utf8-bom.csv"));
    expect(again).toMatchObject({ status: "done", added: 6, returnedDuplicates: expected.same.length });
    const returned = await (await call(getReturned, `/${again.id}/returned-duplicates`, {}, again.id)).json();
    expect(returned.items.map((item: { emailKey: string; batchId: string }) => [item.emailKey, item.batchId])).toEqual(
      expected.same.map((group: { emailKey: string }) => [group.emailKey, id]).sort(),
    );
    const { body } = await callRoute(getDuplicates, { params, cookie });
    const groups = (body as { groups: { confidence: string; cameBackWith?: string }[] }).groups;
    expect(groups.filter((group) => group.confidence === "same").map((group) => group.cameBackWith)).toEqual(
      expected.same.map(() => again.id),
    );
  });
});

describe("a long list", () => {
  it("leaves nothing behind that a search would have to go through from end to end", async () => {
    const { bringIn } = await importScene();
    const lines = Array.from({ length: 6_000 }, (_, index) => `佐藤 ${index},op${index}@example.jp`);
    expect(await bringIn(`名前,メールアドレス\n${lines.join("\n")}`)).toMatchObject({ status: "done", added: 6_000 });
    const { rows } = await pool().query("select gin_clean_pending_list('operators_search_text'::regclass) as pages");
    expect(rows).toEqual([{ pages: "0" }]);
  });
});

describe("asking first", () => {
  it("a dry run shows how the list would be read, and stores nothing", async () => {
    const { account, upload } = await importScene();
    const response = await upload(sample("operators-cp932.csv"), "?dryRun=true");
    expect(response.status).toBe(200);
    const { preview } = await response.json();
    expect(preview).toMatchObject({
      format: "csv",
      encoding: "shift_jis",
      encodingGuessed: true,
      headerRow: 1,
      mapping: { name: 0, email: 1, permissions: 2, registeredOn: 3 },
    });
    expect(preview.rows).toHaveLength(5);
    expect(preview.rows[0].cells[0]).toBe("佐々木 直樹");
    const { rows } = await pool().query("select count(*)::int as imports from imports where account_id = $1", [
      account.id,
    ]);
    expect(rows).toEqual([{ imports: 0 }]);
  });

  it("S32: the guess can be changed, and a wrong choice is told instead of garbling names", async () => {
    const { upload } = await importScene();
    const wrong = await upload(sample("operators-cp932.csv"), "?dryRun=true&encoding=utf-8");
    expect(wrong.status).toBe(422);
    expect(await wrong.json()).toMatchObject({ code: "undecodable" });
  });

  it("columns can be chosen by hand", async () => {
    const { account, bringIn } = await importScene();
    await bringIn("x,y,z\r\n佐藤,a@example.jp,b@example.jp\r\n", "?columns=email:2,name:0");
    expect((await activeOf(account)).map((row) => [row.name, row.email])).toEqual([["佐藤", "b@example.jp"]]);
  });
});

describe("refused rows as a file", () => {
  it("holds every one of them by row, column, reason and value; S35: formulas neutralised", async () => {
    const { bringIn, call } = await importScene();
    const bad = Array.from({ length: 1_200 }, (_, index) => `佐藤,=壊れた${index}`).join("\r\n");
    const done = await bringIn(`名前,メール\r\n${bad}\r\n林,\r\n鈴木,a@example.jp\r\n`);
    expect(done).toMatchObject({ added: 1, rejectedCount: 1_201 });
    expect(done.rejected).toHaveLength(1_000);
    const response = await call(getRejected, `/${done.id}/rejected-rows`, {}, done.id);
    expect(response.headers.get("content-disposition")).toMatch(/^attachment; filename="rejected-rows\.csv"/);
    const lines = (await response.text()).split("\r\n");
    expect(lines[0]).toBe("行,列,理由,内容");
    expect(lines[1]).toBe('2,メール,メールアドレスが正しくありません,"\'=壊れた0"');
    expect(lines[1_201]).toBe("1202,メール,メールアドレスが空欄です,");
    expect(lines.slice(1_202)).toEqual([""]);
  });

  it("S3: of another owner's import are not found", async () => {
    const mine = await importScene();
    const theirs = await (await importScene()).bringIn(sample("operators-utf8-bom.csv"));
    expect((await mine.call(getRejected, `/${theirs.id}/rejected-rows`, {}, theirs.id)).status).toBe(404);
  });
});

describe("what cannot be taken in", () => {
  it.each([
    ["an empty file", "", 422, "empty_file"],
    ["no address column", "名前,年齢\r\n佐藤,31\r\n", 422, "no_address_column"],
    ["a picture", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), 422, "unsupported_file"],
    [
      "an old Excel file",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(512)]),
      422,
      "unsupported_file",
    ],
    ["bytes that are no text", Buffer.from([0xff, 0xfd, 0x81, 0x20, 0x81]), 422, null],
  ])("%s is refused with its reason, and nothing is stored", async (_name, bytes, status, code) => {
    const { account, upload } = await importScene();
    const response = await upload(bytes);
    expect(response.status).toBe(status);
    const problem = await response.json();
    if (code !== null) expect(problem.code).toBe(code);
    expect(problem.detail.length).toBeGreaterThan(10);
    const { rows } = await pool().query("select count(*)::int as imports from imports where account_id = $1", [
      account.id,
    ]);
    expect(rows).toEqual([{ imports: 0 }]);
  });

  it("a row of 200 columns is rejected by itself", async () => {
    const { bringIn } = await importScene();
    const done = await bringIn(`名前,メール\r\n佐藤,a@example.jp\r\n鈴木,b@example.jp${",x".repeat(198)}\r\n`);
    expect(done).toMatchObject({ status: "done", added: 1, rejectedCount: 1 });
    expect(done.rejected[0]).toMatchObject({ row: 3, code: "too_many_columns" });
  });

  it.each([
    "?encoding=latin1",
    "?columns=email",
    "?columns=email:1,email:2",
    "?columns=__proto__:1",
    "?complete=maybe",
    "?x=1",
  ])("S12: %s is 400", async (query) => {
    const { upload } = await importScene();
    expect((await upload("a", query)).status).toBe(400);
  });

  it("S3: another owner's contract and import are not found", async () => {
    const mine = await importScene();
    const other = await importScene();
    const theirs = await other.bringIn(sample("operators-utf8-bom.csv"));
    for (const [handler, method] of [
      [getOne, "GET"],
      [getChanges, "GET"],
      [confirm, "POST"],
      [cancel, "POST"],
    ] as const) {
      expect(
        (await mine.call(handler, `/${theirs.id}?${handler === getChanges ? "kind=added" : ""}`, { method }, theirs.id))
          .status,
      ).toBe(404);
    }
    const list = await (await mine.call(getList, "")).json();
    expect(list.items).toEqual([]);
  });

  it("S33: a body that arrives shorter than it was announced is refused, not taken for the whole list", async () => {
    const { account, upload } = await importScene();
    const bytes = sample("operators-utf8-bom.csv");
    const cut = bytes.subarray(0, bytes.length / 2);
    const response = await upload(cut, "?complete=true", {
      "content-type": "text/csv",
      "content-length": String(bytes.length),
    });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "malformed_body" });
    const { rows } = await pool().query("select count(*)::int as imports from imports where account_id = $1", [
      account.id,
    ]);
    expect(rows).toEqual([{ imports: 0 }]);
  });

  it("a form without a file, and a form cut short, are 400", async () => {
    const { upload } = await importScene();
    const type = { "content-type": "multipart/form-data; boundary=x" };
    expect(
      (await upload('--x\r\nContent-Disposition: form-data; name="other"\r\n\r\n1\r\n--x--\r\n', "", type)).status,
    ).toBe(400);
    const cut =
      '--x\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nname,email\r\na,a@example.jp';
    expect((await upload(cut, "", type)).status).toBe(400);
    expect((await upload("x", "", { "content-type": "multipart/form-data" })).status).toBe(400);
  });
});

describe("S52: an Idempotency-Key", () => {
  it("makes one import of one file sent twice, and refuses another file", async () => {
    const { upload } = await importScene();
    const send = (bytes: BodyInit) => upload(bytes, "", { "content-type": "text/csv", "idempotency-key": "once" });
    const first = await (await send(sample("operators-utf8-bom.csv"))).json();
    const second = await send(sample("operators-utf8-bom.csv"));
    expect(second.status).toBe(202);
    expect(await second.json()).toEqual(first);
    expect((await send(sample("operators-two-weeks-later.csv"))).status).toBe(409);
  });

  it("is another request's where the same file is to delete who is missing", async () => {
    const { upload } = await importScene();
    const headers = { "content-type": "text/csv", "idempotency-key": "part" };
    const list = "名前,メール\r\n佐藤,sato@example.jp\r\n";
    expect((await upload(list, "", headers)).status).toBe(202);
    const whole = await upload(list, "?complete=true", headers);
    expect([whole.status, (await whole.json()).code]).toEqual([409, "idempotency_conflict"]);
  });
});

describe("S33, S51: whole or not at all", () => {
  it("a list that turns bad in the middle leaves nothing of it", async () => {
    const { account, upload, read } = await importScene();
    const rows = Array.from({ length: 20_000 }, (_, index) => `佐藤,p${index}@example.jp`).join("\r\n");
    const long = `名前,メール\r\n${rows}\r\n${"長".repeat(10_001)},last@example.jp\r\n`;
    const { id } = await (await upload(long)).json();
    await runImport(id);
    expect(await read(id)).toMatchObject({ status: "failed", failure: { code: "cell_too_long" } });
    expect(await operatorsOf(account)).toEqual([]);
  });

  it("one that runs is not run twice at once, and an ended one not again", async () => {
    const { account, upload, read } = await importScene();
    const { id } = await (await upload(sample("operators-utf8-bom.csv"))).json();
    await Promise.all([runImport(id), runImport(id), runImport(id)]);
    await runImport(id);
    expect(await read(id)).toMatchObject({ status: "done", added: expected.operators });
    expect(await activeOf(account)).toHaveLength(expected.operators);
  });

  it("one that was begun too often is given up, so that it cannot end process after process", async () => {
    const { account, upload, read } = await importScene();
    const { id } = await (await upload(sample("operators-utf8-bom.csv"))).json();
    await pool().query("update imports set status = 'running', attempts = 8 where id = $1", [id]);
    await runImport(id);
    expect(await read(id)).toMatchObject({ status: "failed", failure: { code: "internal" } });
    expect(await operatorsOf(account)).toEqual([]);
  });

  it("a worker killed in the middle leaves nothing, and the next one finishes", async () => {
    const { account, upload, read } = await importScene();
    const rows = Array.from(
      { length: 150_000 },
      (_, index) => `佐藤 ${index},k${index}@example.jp,売上機能,2025/01/01`,
    );
    const { id } = await (await upload(["名前,メール,権限,登録日", ...rows].join("\r\n"))).json();
    const worker = spawn(
      process.execPath,
      ["--conditions=react-server", "--import", "tsx", "tests/setup/import-worker.ts", id],
      {
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    for await (const chunk of worker.stdout) if (String(chunk).includes("staging")) break;
    worker.kill("SIGKILL");
    await once(worker, "exit");
    expect((await read(id)).status).toBe("running");
    expect(await operatorsOf(account)).toEqual([]);

    const stopJobs = startJobs();
    try {
      const settled = async () => (await read(id)).status;
      await expect.poll(settled, { timeout: 90_000, interval: 250 }).toBe("done");
    } finally {
      await stopJobs();
    }
    const { rows: counted } = await pool().query("select count(*)::int as n from operators where account_id = $1", [
      account.id,
    ]);
    expect(counted).toEqual([{ n: 150_000 }]);
  }, 120_000);
});
