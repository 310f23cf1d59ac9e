import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashKey } from "@/lib/domain/duplicates/key-hash";
import { possibleKey } from "@/lib/domain/email";
import type { ListRow, RejectedRow, Rejection } from "@/lib/domain/import/rows";
import { type AddressScan, scanRows } from "./address-scan";
import type { ListCaps } from "./list-caps";
import { ListError } from "./list-error";
import { listInMemory } from "./list-source";
import { type OpenedList, openList } from "./open-list";
import { samplePath } from "./sample-lists";

/** A list whose bytes arrive in pieces of a size. */
function open(text: string, size: number, caps: Partial<ListCaps> = {}): Promise<OpenedList> {
  const bytes = new TextEncoder().encode(text);
  async function* pieces() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  return openList({ open: pieces, fileName: "list.csv" }, { encoding: "utf-8", caps });
}

/** All that a scan tells: the hash of every possible key, every refused row, and the rows read again at all places. */
async function tell(scan: AddressScan) {
  const visited: (number | Rejection)[] = [];
  const places: number[] = [];
  const read: ListRow[] = [];
  try {
    await scan.visit({
      plain(hash, place) {
        visited.push(hash);
        places.push(place);
      },
      other(row, place) {
        visited.push(row.kind === "rejected" ? whyRejected(row) : hashKey(possibleKey(row.emailKey)));
        places.push(place);
      },
    });
    for await (const rows of scan.read(Uint32Array.from(places))) read.push(...rows);
    return { visited, read };
  } catch (error) {
    if (!(error instanceof ListError)) throw error;
    return { code: error.code, params: error.params };
  }
}

/** Whom a refused row may be about is no question of a scan, which may leave out its other cells. */
function whyRejected({ row, column, code, value }: RejectedRow): Rejection {
  return { row, column, code, value };
}

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom(
      ..."taro@example.jp,h.sato@gmail.com,hsato@gmail.com,Taro@Example.JP,taro+x@example.jp,g00gle@example.jp".split(
        ",",
      ),
      ..."佐藤 太郎,ｔａｒｏ＠ｅｘａｍｐｌｅ．ｊｐ,taro@日本語.jp,𠮷野,taro@,メール不明,'=1@x.jp".split(","),
    ),
  },
  { weight: 2, arbitrary: fc.string({ unit: fc.constantFrom(...'a"\n\r ,;あ𠮷@.'.split("")), maxLength: 6 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      "",
      " ",
      '"',
      '""',
      '"a"b',
      ' "taro@example.jp" ',
      '"x,y"',
      '"1\r\n2"',
      '"a""b"',
      "x".repeat(45),
    ),
  },
);
const line = fc
  .tuple(fc.array(cell, { maxLength: 4 }), fc.constantFrom("\n", "\r\n", "\r", "\n\n", ""))
  .map(([cells, end]) => cells.join(",") + end);
const csv = fc
  .tuple(
    fc.constantFrom("", "\ufeff"),
    fc.constantFrom("", "名前,メール,登録日\r\n", "\rメール,名前\n"),
    fc.array(line, { maxLength: 8 }),
  )
  .map(([mark, header, lines]) => mark + header + lines.join(""));

describe("scanCsv", () => {
  it("tells of 10,000 lists, cut anywhere, what the reader of every other list tells", {
    timeout: 300_000,
  }, async () => {
    let scanned = 0;
    await fc.assert(
      fc.asyncProperty(
        csv,
        fc.constantFrom(1, 7, 23, 1_000, 1_000),
        fc.constantFrom(40, 10_000),
        async (text, size, cellLength) => {
          const list = await open(text, size, { cellLength }).catch((error: unknown) => {
            if (!(error instanceof ListError)) throw error;
            return null;
          });
          if (list === null) return;
          scanned++;
          expect(await tell(list.addresses)).toEqual(await tell(scanRows(list.rows)));
        },
      ),
      { numRuns: 10_000 },
    );
    expect(scanned).toBeGreaterThan(5_000);
  });

  it("S30: refuses what the other refuses: too many rows, a row without end, bytes that are no UTF-8", async () => {
    const text = `メール\n${"a@example.jp\n".repeat(300)}`;
    expect(await tell((await open(text, 900, { rows: 299 })).addresses)).toMatchObject({ code: "too_many_rows" });
    const endless = await open(`${text}${"x".repeat(300_000)}`, 1_000, { rowLength: 20_000 });
    expect(await tell(endless.addresses)).toEqual({ code: "cell_too_long", params: { row: 302, limit: 10_000 } });
    const long = await open(`${text}b@example.jp,${"x".repeat(10_001)}\n`, 1_000);
    expect(await tell(long.addresses)).toMatchObject({ code: "cell_too_long", params: { row: 302, column: "B" } });
  });

  it("refuses bytes that are no UTF-8, saying where", async () => {
    const bytes = Buffer.concat([Buffer.from(`メール\n${"a@example.jp\n".repeat(60_000)}`), Buffer.of(0x82, 0xa0, 10)]);
    const list = await openList(listInMemory(bytes), { encoding: "utf-8" });
    expect(await tell(list.addresses)).toMatchObject({
      code: "undecodable",
      params: { byteOffset: 780_010, line: 60_002 },
    });
  });

  it("makes text of no row of an ordinary list", async () => {
    const list = await open(readFileSync(samplePath("operators-utf8-bom.csv"), "utf8"), 1_000);
    let [plain, other] = [0, 0];
    await list.addresses.visit({ plain: () => plain++, other: () => other++ });
    expect(plain).toBeGreaterThan(other);
  });
});
