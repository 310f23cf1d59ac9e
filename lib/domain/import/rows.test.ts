import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { normalizeEmail } from "../email";
import { UTAGE_PERMISSIONS } from "../operator";
import type { ListColumns } from "./columns";
import { createRowReader, readPermissions } from "./rows";

const COLUMNS: ListColumns = {
  headerRow: 1,
  labels: ["名前", "メールアドレス", "利用可能な機能", "登録日"],
  mapping: { name: 0, email: 1, permissions: 2, registeredOn: 3 },
  statusColumn: null,
  width: 4,
};
const read = createRowReader(COLUMNS);

describe("createRowReader", () => {
  it("reads an operator, keeping the address as typed", () => {
    const cells = ["　佐藤 美咲 ", "　Ｓａｔｏ＠example.jp ", "売上機能、イベント機能", "2026年3月5日"];
    expect(read({ row: 2, cells })).toEqual({
      kind: "operator",
      row: 2,
      name: "佐藤 美咲",
      email: "Ｓａｔｏ＠example.jp",
      emailKey: "sato@example.jp",
      permissions: ["売上機能", "イベント機能"],
      registeredOn: "2026-03-05",
      lastLoginAt: null,
    });
  });

  it("reads a cell that an export of ours made harmless as what it was", () => {
    const cells = ["'=佐藤", "'-sato@example.jp", "", ""];
    expect(read({ row: 2, cells })).toMatchObject({ name: "=佐藤", email: "-sato@example.jp" });
  });

  it.each([
    ["か\u3099くと", "がくと"],
    ["佐藤\u000b美咲", "佐藤 美咲"],
    ["佐藤\u001b[1m", "佐藤 [1m"],
    ["佐藤\ud842", "佐藤"],
    ["\u200b\u2060", ""],
    ["\u200b佐藤", "\u200b佐藤"],
  ])("reads the name %j as the form of an operator would take it: %j", (written, name) => {
    expect(read({ row: 2, cells: [written, "a@example.jp", "", ""] })).toMatchObject({ name });
    expect(read({ row: 2, cells: [written, "broken@", "", ""] })).toMatchObject({ kind: "rejected", name });
  });

  it.each([
    ["", "missing_email"],
    ["　", "missing_email"],
    ["taro@", "invalid_email"],
    ["taro＠@example.jp", "invalid_email"],
    ["a b@example.jp", "invalid_email"],
  ])("rejects the address %j as %s, naming row, column and value", (email, code) => {
    const row = read({ row: 7, cells: ["佐藤", email, "", ""] });
    expect(row).toEqual({
      ...{ kind: "rejected", row: 7, column: "メールアドレス", code, value: email.trim() },
      ...{ name: "佐藤", addresses: [] },
    });
  });

  it("takes an unreadable date for an unknown one, not for a reason to refuse the operator", () => {
    expect(read({ row: 2, cells: ["佐藤", "a@example.jp", "", "春ごろ"] })).toMatchObject({ registeredOn: null });
  });

  it("rejects a row of 200 columns and names the first surplus one", () => {
    const cells = ["佐藤", "a@example.jp", "", "", "", ...Array.from({ length: 195 }, () => "x")];
    expect(read({ row: 3, cells })).toEqual({
      kind: "rejected",
      row: 3,
      column: "F",
      code: "too_many_columns",
      value: "x",
      name: "佐藤",
      addresses: ["a@example.jp"],
    });
  });

  it("does not count trailing empty cells as surplus, nor blank rows at all", () => {
    expect(read({ row: 3, cells: ["佐藤", "a@example.jp", "", "", "", " ", "　"] })).toMatchObject({
      kind: "operator",
    });
    expect(read({ row: 4, cells: ["", " ", "　", ""] })).toBeNull();
    expect(read({ row: 5, cells: [] })).toBeNull();
  });

  it.each(["削除済み", " 削除済み ", "Deleted"])("leaves out whom the list itself calls %j", (status) => {
    const labels = ["名前", "メールアドレス", "状態"];
    const withStatus = createRowReader({
      ...COLUMNS,
      labels,
      mapping: { name: 0, email: 1 },
      statusColumn: 2,
      width: 3,
    });
    expect(withStatus({ row: 2, cells: ["佐藤", "a@example.jp", status] })).toBeNull();
    expect(withStatus({ row: 3, cells: ["鈴木", "b@example.jp", "有効"] })).toMatchObject({ kind: "operator" });
  });

  it("clips a value to 200 characters and cuts none in half", () => {
    const row = read({ row: 2, cells: ["佐藤", "𠮷".repeat(150), "", ""] });
    expect(row?.kind === "rejected" && row.value).toBe("𠮷".repeat(100));
    const odd = read({ row: 2, cells: ["佐藤", `x${"𠮷".repeat(150)}`, "", ""] });
    expect(odd?.kind === "rejected" && odd.value).toBe(`x${"𠮷".repeat(99)}`);
  });

  it("accepts exactly the addresses that the one normalisation accepts", () => {
    const emails = fc.oneof(fc.emailAddress(), fc.string(), fc.string({ unit: "grapheme" }));
    fc.assert(
      fc.property(emails, (email) => {
        const row = read({ row: 2, cells: ["佐藤", email, "", ""] });
        expect(row?.kind === "operator").toBe(normalizeEmail(email.trim()).ok);
      }),
    );
  });
});

describe("readPermissions", () => {
  it.each(["、", ",", "，", ";", "；", "|", "\n"])(
    "keeps every permission of the service whole beside %j",
    (separator) => {
      expect(readPermissions(UTAGE_PERMISSIONS.join(separator))).toEqual(UTAGE_PERMISSIONS);
    },
  );

  it("names each once and drops blanks", () => {
    expect(readPermissions("ファネル機能、フ\u30a1ネル機能、ハ\u309aス、パス")).toEqual(["ファネル機能", "パス"]);
    expect(readPermissions("、売上機能、 、売上機能 、新しい機能、")).toEqual(["売上機能", "新しい機能"]);
  });
});
