import { describe, expect, it } from "vitest";
import { readHtml } from "./html";
import { LIST_CAPS, type ListCaps } from "./list-caps";
import { openText, rowsOf } from "./sample-lists";

async function cellsOf(page: string, caps: Partial<ListCaps> = {}) {
  async function* text() {
    yield page;
  }
  return (await readHtml(text(), { ...LIST_CAPS, ...caps })).map(({ cells }) => cells);
}

const LIST = "<table><tr><th>名前<th>メール<tr><td>佐藤<td>sato@example.jp<tr><td>鈴木<td>suzuki@example.jp</table>";

describe("readHtml", () => {
  it("finds the table with addresses among menus, layout and other tables", async () => {
    const page = `<nav>support@example.jp</nav><table><tr><td>契約</td><td>owner@example.jp</td></tr></table>
      <table><tr><td><table><tr><td>プラン</table>${LIST}</td></tr></table>`;
    expect(await cellsOf(page)).toEqual([
      ["名前", "メール"],
      ["佐藤", "sato@example.jp"],
      ["鈴木", "suzuki@example.jp"],
    ]);
  });

  it("leaves the text of a table inside a cell out of that cell", async () => {
    const page =
      "<table><tr><td>佐藤<table><tr><td>権限</table><td>sato@example.jp<tr><td>鈴木<td>s@example.jp</table>";
    expect(await cellsOf(page)).toEqual([
      ["佐藤", "sato@example.jp"],
      ["鈴木", "s@example.jp"],
    ]);
  });

  it("counts the rows of the chosen table, the header among them", async () => {
    const rows = await rowsOf(await openText(`<h1>一覧</h1><table><tr><td>x</table>${LIST}`));
    expect(rows.map(({ row }) => row)).toEqual([2, 3]);
  });

  it("takes a copied fragment: rows without their table", async () => {
    const fragment =
      "<meta charset='utf-8'><tr><td>佐藤</td><td>sato@example.jp</td></tr><tr><td>林</td><td>h@example.jp</td></tr>";
    expect(await cellsOf(fragment)).toEqual([
      ["佐藤", "sato@example.jp"],
      ["林", "h@example.jp"],
    ]);
  });

  it("reads a page without tables by its lines", async () => {
    expect(await cellsOf("<ul><li>佐藤 &lt;sato@example.jp&gt;<li>メニュー<li>鈴木 suzuki@example.jp</ul>")).toEqual([
      ["佐藤", "sato@example.jp"],
      ["鈴木", "suzuki@example.jp"],
    ]);
  });

  it("fills row and column spans with the text of their cell", async () => {
    const page = `<table><tr><td rowspan=2>営業</td><td>a@example.jp</td><td colspan=2>x</td></tr>
      <tr><td>b@example.jp</td><td>y</td></tr></table>`;
    expect(await cellsOf(page)).toEqual([
      ["営業", "a@example.jp", "x", "x"],
      ["営業", "b@example.jp", "y"],
    ]);
  });

  it("keeps line breaks of a cell and folds its spaces", async () => {
    expect(await cellsOf("<table><tr><td>売上機能<br>イベント\n 機能<td>a@example.jp</table>")).toEqual([
      ["売上機能\nイベント 機能", "a@example.jp"],
    ]);
  });
});

describe("S34: a pasted page is text", () => {
  it("reads no script, style, frame, handler or hidden source, and runs nothing", async () => {
    const evil = `<table><tr><td><script>globalThis.pwned = 1</script>佐藤<style>x@y.jp{}</style></td>
      <td><img src=x onerror="globalThis.pwned = 1"><iframe src="http://127.0.0.1:9/">evil@example.jp</iframe>
      <svg><text>svg@example.jp</text></svg><template>t@example.jp</template><a href="javascript:alert(1)">sato@example.jp</a></td></tr></table>`;
    expect(await cellsOf(evil)).toEqual([["佐藤", "sato@example.jp"]]);
    expect("pwned" in globalThis).toBe(false);
  });

  it("caps spans: a huge colspan becomes one surplus cell, not a million", async () => {
    const [row] = await cellsOf("<table><tr><td colspan=1000000000>a@example.jp<td colspan=999999>x</table>");
    expect(row?.length).toBeLessThanOrEqual(LIST_CAPS.columns + 2);
  });

  it("caps row spans over every row of a long table", async () => {
    const rows = Array.from({ length: 3000 }, (_, index) => `<tr><td rowspan=65534>x<td>op${index}@example.jp`);
    const cells = await cellsOf(`<table>${rows.join("")}</table>`, { span: 50 });
    expect(Math.max(...cells.map((row) => row.length))).toBe(51);
  });

  it("S30: refuses spans that multiply short rows, and pages of too many parts", async () => {
    const block = `<tr>${"<td rowspan=1000>x".repeat(100)}${"<tr>".repeat(999)}`;
    await expect(cellsOf(`<table>${block.repeat(20)}a@example.jp</table>`)).rejects.toMatchObject({
      code: "too_large",
      params: { unit: "cells" },
    });
    const parts = { htmlNodes: 1_000 };
    for (const page of ["<b>x</b>".repeat(1_001), "<!---->".repeat(1_001), `<b ${"a".repeat(5)}=1>`.repeat(501)]) {
      await expect(cellsOf(page, parts)).rejects.toMatchObject({ code: "too_large", params: { unit: "nodes" } });
    }
  });

  it("S30: takes linear time for a page of very many small parts", async () => {
    const cell = `a@example.jp${"<b> </b>".repeat(200_000)}`;
    const name = "<b>x</b>".repeat(200_000);
    expect(await cellsOf(`<table><tr><td>${cell}<td>${name}</table>`)).toEqual([["a@example.jp", "x".repeat(200_000)]]);
  });

  it("S30: refuses a page nested without end, quickly", async () => {
    await expect(cellsOf("<div>".repeat(1_000_000))).rejects.toMatchObject({
      code: "too_large",
      params: { limit: LIST_CAPS.htmlDepth, unit: "depth" },
    });
  });
});
