import { describe, expect, it } from "vitest";
import { columnLetter, type RawRow, recognizeColumns } from "./columns";

function sheet(...rows: (readonly string[])[]): RawRow[] {
  return rows.map((cells, index) => ({ row: index + 1, cells }));
}

describe("recognizeColumns by header", () => {
  it.each([
    [["名前", "メールアドレス", "利用可能な機能", "登録日", "最終ログイン"]],
    [["氏名", "メール", "権限", "作成日", "最終ログイン日時"]],
    [["オペレーター名", "Ｅ－ｍａｉｌ", "機能", "登録日時", "前回ログイン"]],
    [["お名前", "E-mail", "操作権限", "追加日", "最終アクセス"]],
    [["Name", "Email Address", "Permissions", "Created At", "Last Login"]],
    [["氏 名", "メールアドレス（必須）", "権限※", "登録日 ", "LAST_LOGIN"]],
  ])("recognises %j, whatever width, case and spaces", (header) => {
    const columns = recognizeColumns(sheet(header, ["佐藤", "sato@example.jp", "売上機能", "2026/03/15", ""]));
    expect(columns.mapping).toEqual({ name: 0, email: 1, permissions: 2, registeredOn: 3, lastLoginAt: 4 });
    expect(columns.headerRow).toBe(1);
    expect(columns.labels).toEqual(header.map((text) => text.trim()));
  });

  it("follows shuffled columns", () => {
    const rows = sheet(["登録日", "備考", "メール", "氏名"], ["2026/03/15", "", "sato@example.jp", "佐藤"]);
    expect(recognizeColumns(rows).mapping).toEqual({ registeredOn: 0, email: 2, name: 3 });
  });

  it("finds the header under a title and keeps its row number", () => {
    const rows = sheet(
      ["オペレーター一覧"],
      ["2026/11/20 出力"],
      [""],
      ["名前", "メール"],
      ["佐藤", "sato@example.jp"],
    );
    expect(recognizeColumns(rows)).toMatchObject({ headerRow: 4, mapping: { name: 0, email: 1 } });
  });

  it("does not take a permission that speaks of mail for the address column", () => {
    const rows = sheet(["名前", "メール・LINE配信機能", "連絡先"], ["佐藤", "利用可", "sato@example.jp"]);
    expect(recognizeColumns(rows).mapping?.email).toBe(2);
  });

  it("takes of two address columns the one that holds addresses", () => {
    const rows = sheet(["メール", "メールアドレス", "名前"], ["未登録", "sato@example.jp", "佐藤"]);
    expect(recognizeColumns(rows).mapping?.email).toBe(1);
  });

  it("takes the first of two columns that are as full as each other", () => {
    const rows = sheet(["名前", "メール", "メールアドレス"], ["佐藤", "sato@example.jp", "sato@work.example.jp"]);
    expect(recognizeColumns(rows).mapping?.email).toBe(1);
  });

  it("does not take a date whose header it does not know for the registration", () => {
    const rows = sheet(["名前", "メール", "更新日"], ["佐藤", "sato@example.jp", "2026/03/15"]);
    expect(recognizeColumns(rows).mapping).toEqual({ name: 0, email: 1 });
  });

  it("S31: headers are data: __proto__, constructor, duplicates and blanks do no harm", () => {
    const header = ["__proto__", "constructor", "", "メール", "メール", "toString", "", "名前"];
    const columns = recognizeColumns(sheet(header, ["x", "y", "", "sato@example.jp", "", "", "", "佐藤"]));
    expect(columns.mapping).toEqual({ email: 3, name: 7 });
    expect(columns.labels).toEqual(["__proto__", "constructor", "C", "メール", "メール", "toString", "G", "名前"]);
    expect(Object.getPrototypeOf(columns.mapping)).toBe(Object.prototype);
    expect(({} as Record<string, unknown>)["email"]).toBeUndefined();
  });
});

describe("recognizeColumns by content", () => {
  const data = [
    ["佐藤 美咲", "sato@example.jp", "売上機能、イベント機能", "2026/03/15"],
    ["鈴木 蓮", "suzuki＠example.jp", "ファネル機能", "2026/03/16"],
    ["高橋 葵", "", "メール・LINE配信機能", "2026/03/17"],
  ];

  it("recognises a list without a header, and labels its columns as a spreadsheet does", () => {
    expect(recognizeColumns(sheet(...data))).toEqual({
      headerRow: null,
      labels: ["A", "B", "C", "D"],
      mapping: { name: 0, email: 1, permissions: 2, registeredOn: 3 },
      statusColumn: null,
      width: 4,
    });
  });

  it("takes the neighbour of the address for the name, wherever both stand", () => {
    const rows = data.map(([name = "", email = "", , day = ""], index) => [String(1000 + index), day, email, name]);
    expect(recognizeColumns(sheet(...rows)).mapping).toEqual({ registeredOn: 1, email: 2, name: 3 });
  });

  it("loses no row: a first row without an address is data unless it names a column", () => {
    expect(recognizeColumns(sheet(["佐藤", "不明"], ["鈴木", "suzuki@example.jp"])).headerRow).toBeNull();
  });

  it("loses nobody above a header that is printed again on the next page", () => {
    const rows = sheet(["佐藤", "sato@example.jp"], ["名前", "メール"], ["鈴木", "suzuki@example.jp"]);
    expect(recognizeColumns(rows)).toMatchObject({ headerRow: null, mapping: { name: 0, email: 1 } });
  });

  it("takes the left one of two columns of words beside the address for the name", () => {
    const rows = sheet(["佐藤", "sato@example.jp", "営業部"], ["鈴木", "suzuki@example.jp", "総務部"]);
    expect(recognizeColumns(rows).mapping?.name).toBe(0);
  });

  it("takes no column for names in which a word is the exception", () => {
    const rows = sheet(
      ["090-1234-5678", "sato@example.jp", "佐藤"],
      ["なし", "suzuki@example.jp", "鈴木"],
      ["090-8765-4321", "hayashi@example.jp", "林"],
    );
    expect(recognizeColumns(rows).mapping?.name).toBe(2);
  });

  it("finds no address column where nothing looks like one", () => {
    expect(recognizeColumns(sheet(["品名", "数量"], ["りんご", "3"])).mapping).toBeNull();
    expect(recognizeColumns([]).mapping).toBeNull();
  });

  it("is not widened by one row of 200 cells, nor narrowed by rows whose last cells are empty", () => {
    const wide = Array.from({ length: 200 }, () => "x@example.jp");
    expect(recognizeColumns(sheet(...data, wide)).width).toBe(4);
    const mostlyShort = [["佐藤", "a@example.jp"], ["鈴木", "b@example.jp"], ["林", "c@example.jp"], ...data];
    expect(recognizeColumns(sheet(...mostlyShort)).width).toBe(4);
  });
});

describe("recognizeColumns with a mapping by hand", () => {
  it("obeys it, and still knows the header line", () => {
    const rows = sheet(["名前", "メール", "予備"], ["佐藤", "sato@example.jp", "sato2@example.jp"]);
    const columns = recognizeColumns(rows, { email: 2, name: 0 });
    expect(columns.mapping).toEqual({ email: 2, name: 0 });
    expect(columns.headerRow).toBe(1);
  });
});

describe("recognizeColumns and the deleted", () => {
  it("takes no status for a name, though it stands beside the address", () => {
    const columns = recognizeColumns(sheet(["状態", "メールアドレス", "担当"], ["有効", "sato@example.jp", "佐藤"]));
    expect(columns).toMatchObject({ mapping: { name: 2, email: 1 }, statusColumn: 0 });
  });

  const rows = sheet(["名前", "メールアドレス", "状態"], ["佐藤", "sato@example.jp", "有効"]);

  it("finds the column that says who was deleted, unless it was given another role by hand", () => {
    expect(recognizeColumns(rows).statusColumn).toBe(2);
    expect(recognizeColumns(rows, { email: 1, permissions: 2 }).statusColumn).toBeNull();
    expect(recognizeColumns(sheet(["名前", "メールアドレス"])).statusColumn).toBeNull();
  });
});

describe("columnLetter", () => {
  it.each([
    [0, "A"],
    [25, "Z"],
    [26, "AA"],
    [701, "ZZ"],
    [702, "AAA"],
  ])("names column %i %s", (column, letters) => {
    expect(columnLetter(column)).toBe(letters);
  });
});
