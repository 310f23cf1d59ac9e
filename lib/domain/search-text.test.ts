import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { foldForSearch, operatorSearchText, searchWords } from "./search-text";

describe("folding text for search", () => {
  it.each([
    ["ＳＡＴＯ＠Ｅｘａｍｐｌｅ．ＪＰ", "sato@example.jp"],
    ["ｻﾄｳ ﾀﾛｳ", "サトウタロウ"],
    ["佐藤　太郎", "佐藤太郎"],
    ["  Ann \t Lee\n", "annlee"],
    ["佐\u200b藤\u0000", "佐藤"],
    ["ヴ", "ヴ"],
    ["𠮷田", "𠮷田"],
  ])("reads %j as %j", (typed, folded) => {
    expect(foldForSearch(typed)).toBe(folded);
  });

  it("changes nothing when done twice, whatever the text", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const once = foldForSearch(text);
        expect(foldForSearch(once)).toBe(once);
      }),
    );
  });

  it("finds an operator by any run of characters of the name or of the address, however they were typed", () => {
    const text = operatorSearchText("佐藤 太郎", "Taro.Sato@Example.jp");
    for (const typed of ["佐藤太郎", "藤　太", "佐", "taro.sato", "ＥＸＡＭＰＬＥ"]) {
      expect([typed, searchWords(typed).every((word) => text.includes(word))]).toEqual([typed, true]);
    }
  });

  it("spells names out so that three characters are looked for where one was typed, and finds no more by it", () => {
    const short = fc.string({ unit: fc.constantFrom("森", "𠮷", "a", "あ"), maxLength: 6 });
    fc.assert(
      fc.property(
        short,
        fc.string({ unit: fc.constantFrom("森", "𠮷", "a", "あ"), minLength: 1, maxLength: 3 }),
        (name, word) => {
          const [spelled = ""] = searchWords(word);
          expect(operatorSearchText(name, "x").includes(spelled)).toBe(name.includes(word));
          if (!word.includes("a")) expect([...spelled].length).toBeGreaterThan(2);
        },
      ),
      { numRuns: 5_000 },
    );
  });

  it("never matches across the end of the name and the start of the address", () => {
    const text = operatorSearchText("佐藤", "taro@example.jp");
    expect(text).not.toContain(searchWords("藤taro")[0]);
  });
});

describe("the words of a search", () => {
  it.each([
    ["佐藤　ｔａｒｏ", ["佐佐佐藤藤藤", "taro"]],
    [" 佐藤 \t佐藤\n", ["佐佐佐藤藤藤"]],
    ["ｻﾄｳ", ["サササトトトウウウ"]],
    ["ｶﾞﾁｬ", ["ガガガチチチャャャ"]],
    ["\u200b \u0000", []],
    ["", []],
  ])("%j asks for %j", (query, words) => {
    expect(searchWords(query)).toEqual(words);
  });

  it("are each found in the text of whoever the whole is found in", () => {
    const text = operatorSearchText("佐藤 太郎", "taro@example.jp");
    for (const query of ["佐藤 太郎", "太郎 佐藤", "佐藤 example", "藤太 taro@"])
      expect([query, searchWords(query).every((word) => text.includes(word))]).toEqual([query, true]);
  });
});
