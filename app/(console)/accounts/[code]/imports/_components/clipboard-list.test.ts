import { describe, expect, it } from "vitest";
import { tableOnClipboard } from "./clipboard-list";

const clipboard = (formats: Record<string, string>) => ({ getData: (format: string) => formats[format] ?? "" });

describe("a paste", () => {
  it("with a table is taken as HTML, which keeps its columns", () => {
    const html = "<meta charset='utf-8'><nav>menu</nav><TABLE class='list'><tr><td>a@example.jp</td></tr></TABLE>";
    expect(tableOnClipboard(clipboard({ "text/html": html, "text/plain": "a@example.jp" }))).toEqual({
      kind: "paste",
      text: html,
      contentType: "text/html",
    });
  });

  it.each([
    [
      "coloured text of an editor",
      { "text/html": "<div><span>a@example.jp</span></div>", "text/plain": "a@example.jp" },
    ],
    ["plain text", { "text/plain": "a@example.jp" }],
    ["nothing", {}],
  ])("of %s stays text", (_name, formats) => {
    expect(tableOnClipboard(clipboard(formats))).toBeNull();
  });
});
