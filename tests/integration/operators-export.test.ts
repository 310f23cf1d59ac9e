import iconv from "iconv-lite";
import Papa from "papaparse";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/operators/export/route";
import { prisma } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { importScene } from "../factories/import-scene";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { recordStatements } from "../setup/statements";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
});

beforeEach(async () => {
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner });
});

function exported(query: Record<string, string> = {}, headers: Record<string, string> = {}): Promise<Response> {
  const request = new Request(`http://kenshin.test/api/v1/x?${new URLSearchParams(query)}`, {
    headers: { cookie, ...headers },
  });
  return GET(request, { params: Promise.resolve({ code: account.code }) });
}

async function rows(query: Record<string, string> = {}): Promise<string[][]> {
  const response = await exported(query);
  expect(response.status).toBe(200);
  const bytes = Buffer.from(await response.arrayBuffer());
  const text = query["encoding"] === "shift_jis" ? iconv.decode(bytes, "cp932") : bytes.toString("utf8").slice(1);
  return Papa.parse<string[]>(text, { skipEmptyLines: true }).data;
}

describe("exporting operators", () => {
  it("writes UTF-8 with BOM and CRLF under a Japanese file name", async () => {
    const permissions = ["ファネル機能", "売上機能"];
    await createOperator({ account, name: "𠮷田", email: "a@example.jp", registeredOn: "2026-04-01", permissions });
    const response = await exported();
    const disposition = response.headers.get("content-disposition") ?? "";
    expect(decodeURIComponent(disposition)).toMatch(/filename\*=UTF-8''オペレーター一覧_\d{12}\.csv$/);
    expect(disposition).toMatch(/^[\x20-\x7e]+$/);
    expect(response.headers.get("cache-control")).toBe("no-store");
    const bytes = Buffer.from(await response.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    expect(bytes.toString("utf8").slice(1)).toBe(
      "名前,メールアドレス,利用可能な機能,登録日,最終ログイン\r\n𠮷田,a@example.jp,ファネル機能、売上機能,2026/04/01,\r\n",
    );
  });

  it("S35: neutralises what a spreadsheet would run", async () => {
    for (const name of ["=1+1", "+81", "-1", "@SUM(A1)", "普通"]) await createOperator({ account, name });
    const names = (await rows()).slice(1).map(([name]) => name);
    expect(names.toSorted()).toEqual(["'+81", "'-1", "'=1+1", "'@SUM(A1)", "普通"].toSorted());
  });

  it("S35: neutralises the minus sign that code page 932 turns into the full-width one", async () => {
    await createOperator({ account, name: "\u22121+1" });
    expect((await rows({ encoding: "shift_jis" }))[1]?.[0]).toBe("'－1+1");
  });

  it("writes code page 932, with the twins of Windows and composed kana", async () => {
    await createOperator({ account, name: "髙木 ①〜が−", email: "a@example.jp" });
    expect((await rows({ encoding: "shift_jis" }))[1]?.[0]).toBe("髙木 ①～が－");
  });

  it("lists the characters that code page 932 lacks instead of dropping them, and escapes them on request", async () => {
    await createOperator({ account, name: "あ", email: "a@example.jp" });
    await createOperator({ account, name: "𠮷田🍣", email: "b@example.jp", permissions: ["café"] });
    const refused = await exported({ encoding: "shift_jis" });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({
      code: "unmappable_characters",
      detail: expect.stringContaining("3字"),
      errors: [
        { path: "rows.3.name", code: "unmappable_character", message: "𠮷（U+20BB7）" },
        { path: "rows.3.name", code: "unmappable_character", message: "🍣（U+1F363）" },
        { path: "rows.3.permissions", code: "unmappable_character", message: "é（U+00E9）" },
      ],
    });
    const escaped = await rows({ encoding: "shift_jis", unmappable: "escape" });
    expect(escaped[2]?.slice(0, 3)).toEqual(["&#x20BB7;田&#x1F363;", "b@example.jp", "caf&#xE9;"]);
  });

  it("exports what the filter selects, deleted ones with when, why and by whom", async () => {
    await createOperator({ account, name: "有効", email: "a@example.jp" });
    const deletedAt = new Date("2026-11-20T15:04:00Z");
    await createOperator({ account, name: "削除", email: "b@example.jp", deletedAt, deletedReason: "cleanup" });
    expect((await rows()).map(([name]) => name)).toEqual(["名前", "有効"]);
    expect(await rows({ status: "deleted" })).toEqual([
      [
        "名前",
        "メールアドレス",
        "利用可能な機能",
        "登録日",
        "最終ログイン",
        "状態",
        "削除日時",
        "削除理由",
        "削除した人",
      ],
      ["削除", "b@example.jp", "", "", "", "削除済み", "2026/11/21 00:04", "重複の整理で削除", "山田 花子"],
    ]);
    expect((await rows({ status: "all" })).length).toBe(3);
    expect((await rows({ status: "all", query: "有効" })).length).toBe(2);
  });

  it("is a list that comes back as it was: the deleted are not brought back by it", async () => {
    const { account: own, cookie: ownCookie, bringIn } = await importScene("hosted");
    [account, cookie] = [own, ownCookie];
    await createOperator({ account, name: "=有効", email: "a@example.jp", registeredOn: "2026-04-01" });
    const deletedAt = new Date("2026-11-20T15:04:00Z");
    await createOperator({ account, name: "削除", email: "b@example.jp", deletedAt });
    for (const language of ["ja", "en"]) {
      const list = await (await exported({ status: "all" }, { "accept-language": language })).arrayBuffer();
      const none = { added: 0, updated: 0, missing: 0, rejectedCount: 0 };
      expect(await bringIn(list, "?complete=true")).toMatchObject({ status: "done", unchanged: 1, ...none });
    }
  });

  it("comes back as it was from code page 932 too, characters that it lacks included", async () => {
    const { account: own, cookie: ownCookie, bringIn } = await importScene("hosted");
    [account, cookie] = [own, ownCookie];
    const permissions = ["café", "売上機能"];
    await createOperator({ account, name: "𠮷田🍣, 花子", email: "a@example.jp", permissions });
    for (const name of ["'=高橋", "＝髙木", "&#x2C;"]) await createOperator({ account, name });
    const list = await (await exported({ encoding: "shift_jis", unmappable: "escape" })).arrayBuffer();
    const none = { added: 0, updated: 0, missing: 0, rejectedCount: 0 };
    expect(await bringIn(list, "?complete=true")).toMatchObject({ status: "done", unchanged: 4, ...none });
  });

  it("S54: records who exported how many", async () => {
    await createOperator({ account });
    await exported({ status: "all" });
    const event = await prisma().auditEvent.findFirst({
      where: { accountId: account.id, action: "operators_exported" },
      select: { actorName: true, after: true },
    });
    expect(event).toEqual({ actorName: "山田 花子", after: { count: 1, status: "all", encoding: "utf-8" } });
  });

  it("S3: exports nothing of another owner's contract", async () => {
    account = await createAccount({ owner: await createOwner() });
    expect((await exported()).status).toBe(404);
  });

  it("S12: refuses what it does not know", async () => {
    for (const query of [{ format: "xlsx" }, { encoding: "utf-7" }, { unmappable: "drop" }, { sort: "id" }]) {
      expect((await exported(query)).status).toBe(400);
    }
  });

  it("sorts a list anew for few batches where its order has no index, and keeps the pieces small", async () => {
    await createOperators(account, 10_000);
    const lines = async (query: Record<string, string>) => {
      let text = "";
      let pieces = 0;
      const decoder = new TextDecoder();
      for await (const piece of (await exported(query)).body ?? []) {
        expect(piece.byteLength).toBeLessThan(1_000_000);
        text += decoder.decode(piece, { stream: true });
        pieces += 1;
      }
      expect(pieces).toBeGreaterThan(5);
      return text.trim().split("\r\n").slice(1);
    };
    let sorted: string[] = [];
    const statements = await recordStatements(async () => {
      sorted = await lines({ status: "all", sort: "-name" });
    });
    expect(statements.filter(({ text }) => /order by o\.name/.test(text))).toHaveLength(1);
    expect(sorted.map((line) => line.split(",").slice(0, 5).join())).toEqual(await lines({ sort: "-name" }));
  });

  it("hands out a long list in pieces, each operator once, and stops reading when nobody listens", async () => {
    await createOperators(account, 10_000);
    const response = await exported({ sort: "-lastLoginAt" });
    let pieces = 0;
    let text = "";
    const decoder = new TextDecoder();
    for await (const piece of response.body ?? []) {
      pieces += 1;
      expect(piece.byteLength).toBeLessThan(1_000_000);
      text += decoder.decode(piece, { stream: true });
    }
    expect(pieces).toBeGreaterThan(5);
    const emails = text
      .trim()
      .split("\r\n")
      .slice(1)
      .map((line) => line.split(",")[1]);
    expect(emails.length).toBe(10_000);
    expect(new Set(emails).size).toBe(10_000);

    const reader = (await exported()).body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect((await reader?.read())?.done).toBe(true);
  });
});
