import { expect, it } from "vitest";
import { LIST_CAPS } from "./imports/reading/list-caps";
import { tooLarge } from "./imports/reading/list-source";
import { errorText } from "./problem";

it.each([
  ["ja", tooLarge(LIST_CAPS.bytes), "ファイルが大きすぎます（上限 256MB）。分割してから取り込んでください。"],
  ["en", tooLarge(LIST_CAPS.bytes), "The file is too large (limit 256 MB). Split it and try again."],
  [
    "ja",
    tooLarge(LIST_CAPS.htmlDepth, "depth"),
    "ファイルの構造が複雑すぎて読み取れません。CSVで保存し直してから取り込んでください。",
  ],
  ["en", tooLarge(LIST_CAPS.htmlNodes, "nodes"), "The file is too complex to be read. Save it as CSV and try again."],
] as const)("tells the cap that was passed as a person would (%s)", async (locale, { code, params }, sentence) => {
  expect(await errorText(code, params, locale)).toBe(sentence);
});
