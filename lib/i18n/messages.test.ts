import { readFileSync } from "node:fs";
import { createTranslator } from "next-intl";
import { describe, expect, it } from "vitest";
import { LOCALES } from "./config";

type Catalogue = { [key: string]: string | Catalogue };

function flatten(catalogue: Catalogue, prefix = ""): [string, string][] {
  return Object.entries(catalogue).flatMap(([key, value]): [string, string][] =>
    typeof value === "string" ? [[prefix + key, value]] : flatten(value, `${prefix}${key}.`),
  );
}

function read(locale: string): Map<string, string> {
  const file = new URL(`./messages/${locale}.json`, import.meta.url);
  return new Map(flatten(JSON.parse(readFileSync(file, "utf8"))));
}

/** Names of the arguments and tags of an ICU message. Braces alternate: text holds arguments, an argument holds branches of text. */
function argumentsOf(message: string): string[] {
  const names = new Set([...message.matchAll(/<([A-Za-z]\w*)>/g)].map((match) => `<${match[1]}>`));
  let depth = 0;
  for (const { 0: brace, index } of message.matchAll(/[{}]/g)) {
    if (brace === "{" && depth % 2 === 0) names.add(/^\w+/.exec(message.slice(index + 1).trimStart())?.[0] ?? "");
    depth += brace === "{" ? 1 : -1;
  }
  return [...names].sort();
}

const ja = read("ja");
const en = read("en");

describe("messages", () => {
  it("have the same keys in Japanese and English", () => {
    expect([...en.keys()].filter((key) => !ja.has(key))).toEqual([]);
    expect([...ja.keys()].filter((key) => !en.has(key))).toEqual([]);
  });

  it("take the same arguments in both languages", () => {
    const different = [...ja].flatMap(([key, text]) => {
      const [japanese, english] = [argumentsOf(text).join(), argumentsOf(en.get(key) ?? "").join()];
      return japanese === english ? [] : [`${key}: ${japanese} / ${english}`];
    });
    expect(different).toEqual([]);
  });

  it.each(LOCALES)("are valid ICU and never empty (%s)", (locale) => {
    const faults: string[] = [];
    for (const [key, text] of locale === "ja" ? ja : en) {
      if (text.trim() === "") faults.push(`${key}: empty`);
      const values: Record<string, string | number | ((chunks: unknown) => string)> = {};
      for (const name of argumentsOf(text)) {
        if (name.startsWith("<")) values[name.slice(1, -1)] = () => "";
        else values[name] = 1;
      }
      const translate = createTranslator({
        locale,
        messages: { message: text },
        onError: (error) => faults.push(`${key}: ${error.message}`),
      });
      translate.rich("message", values as never);
    }
    expect(faults).toEqual([]);
  });

  it("finds the arguments of nested plurals", () => {
    expect(argumentsOf("{count, plural, one {person} other {<b>#</b> of {name}}}")).toEqual(["<b>", "count", "name"]);
  });
});
