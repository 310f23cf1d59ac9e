import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  fillTemplate,
  judgeTemplate,
  LETTER_MAX,
  MESSAGE_CHANNELS,
  PLACEHOLDERS,
  parseTemplate,
  placeholdersOf,
  STEP_MAX,
  STEPS,
  TEMPLATE_KEYS,
  TEMPLATES,
  type TemplateValues,
  writeLetter,
  written,
} from "./message-template";

const URL = "https://utage-system.com/operator/aB3dE6gH9jK2/login";
const sato: TemplateValues = {
  ...{ name: "佐藤 太郎", email: "taro@example.jp", account: "さくら商店", url: URL },
  ...{ contractUrl: "https://utage-system.com/login", checkUrl: "" },
};
const nobody: TemplateValues = { ...sato, name: "", email: "" };

describe("placeholders", () => {
  it.each(["{名前}", "｛名前｝", "{ 名前　}", "{name}", "{NAME}", "｛ｎａｍｅ｝"])("%s stands for the name", (text) => {
    expect(parseTemplate(text)).toEqual([{ kind: "placeholder", placeholder: "name", text }]);
  });

  it("are understood as they are offered, in both languages", () => {
    for (const placeholder of PLACEHOLDERS) {
      for (const locale of ["ja", "en"] as const) {
        expect(parseTemplate(written(placeholder, locale))).toMatchObject([{ kind: "placeholder", placeholder }]);
      }
    }
  });

  it.each(["{", "}", "{}", "｛｝", "{\n名前}", "a } b { c", `{${"あ".repeat(41)}}`])("%j is text", (text) => {
    expect(parseTemplate(text)).toEqual([{ kind: "text", text }]);
  });
});

describe("a text somebody wrote", () => {
  it.each([
    ["login-failure", "{お名前}さん", [{ code: "unknown_placeholder", name: "お名前" }]],
    ["login-failure", "{お名前}{お名前}", [{ code: "unknown_placeholder", name: "お名前" }]],
    ["login-failure", "{パスワード}", [{ code: "password_placeholder", name: "パスワード" }]],
    ["login-page", "{Password}", [{ code: "password_placeholder", name: "Password" }]],
    ["login-page", "{名前}さん", [{ code: "placeholder_not_here", name: "名前" }]],
    ["wrong-password", "{手順}", [{ code: "placeholder_not_here", name: "手順" }]],
    ["wrong-password", " \n ", [{ code: "empty" }]],
    ["wrong-password", "あ".repeat(STEP_MAX + 1), [{ code: "too_long", max: STEP_MAX }]],
    ["login-page", "あ".repeat(LETTER_MAX + 1), [{ code: "too_long", max: LETTER_MAX }]],
    ["wrong-password", "あ".repeat(STEP_MAX), []],
    ["login-page", "あ".repeat(LETTER_MAX), []],
    ["login-failure", "{名前}さん {手順} {ログインURL} {確認ページURL}", []],
    ["wrong-password", "{名前}さん、{ログインURL}から再設定してください。", []],
  ] as const)("%s: %j", (key, text, faults) => {
    expect(judgeTemplate(key, text).faults).toEqual(faults);
  });

  it.each([
    ["login-failure", "{手順}", ["url_missing"]],
    ["login-failure", "{ログインURL}", ["steps_missing"]],
    ["login-page", "ログインページです", ["url_missing"]],
    ["wrong-password", "再設定してください", []],
    ["wrong-password", "パスワードは Sakura2026 です", ["password_written"]],
    ["wrong-password", "ＰＷ：ｓａｋｕｒａ１", ["password_written"]],
    ["wrong-password", "Password: hunter22", ["password_written"]],
    ["wrong-password", "パスワードは、書かないでください。", []],
    ["wrong-password", "パスワードの再設定：{ログインURL}", []],
    ["wrong-password", "パスワード：https://utage-system.com/から", []],
  ] as const)("%s: %j is worth a warning: %j", (key, text, warnings) => {
    expect(judgeTemplate(key, text).warnings).toEqual(warnings);
  });
});

describe("filling", () => {
  it.each([
    ["with all that is known", "{名前}さん\n\n{ログインURL}", sato, `佐藤 太郎さん\n\n${URL}`],
    ["without a name: its line and the gap behind it go", "{名前}さん\n\n{ログインURL}", nobody, URL],
    ["in the middle", "こんにちは\n\n{確認ページURL}\n\nでは", sato, "こんにちは\n\nでは"],
    ["directly below a line", "こんにちは\n確認：{確認ページURL}\n\nでは", sato, "こんにちは\n\nでは"],
    ["at the end", "こんにちは\n\n{名前}さん", nobody, "こんにちは"],
    ["a line on which something is known stays", "{名前}さん、{ログインURL}", nobody, `さん、${URL}`],
    ["Windows line ends", "{名前}さん\r\n{契約アカウント名}", sato, "佐藤 太郎さん\nさくら商店"],
  ])("%s", (_name, template, values, text) => {
    expect(fillTemplate(template, values, "mail")).toBe(text);
  });

  it("keeps the frame of a Chatwork message whose line is left out", () => {
    const template = "[info][title]ご案内[/title]\n{手順}\n{メールアドレス}[/info]";
    const text = writeLetter(template, [], nobody, "chatwork");
    expect(text).toBe("[info][title]ご案内[/title]\n[/info]");
  });

  it("numbers steps when there are several, and fills each", () => {
    const write = (...steps: string[]) => writeLetter("{名前}さん\n{手順}\n以上", steps, sato, "line");
    expect(write("{ログインURL}を開く")).toBe(`佐藤 太郎さん\n${URL}を開く\n以上`);
    expect(write("開く", "{確認ページURL}", "待つ")).toBe("佐藤 太郎さん\n1. 開く\n2. 待つ\n以上");
    expect(write()).toBe("佐藤 太郎さん\n以上");
  });

  it("lets a name call nobody in Chatwork, add no line to a mail, and fill nothing itself", () => {
    const name = "[toall] {ログインURL}\r\nBcc: all@example.jp";
    expect(fillTemplate("{名前}さん", { ...sato, name }, "chatwork")).toBe(
      "［toall］ {ログインURL} Bcc: all@example.jpさん",
    );
    expect(fillTemplate("{名前}さん", { ...sato, name }, "mail")).toBe("[toall] {ログインURL} Bcc: all@example.jpさん");
  });
});

const anyText = fc.string({ unit: "grapheme", maxLength: 60 });
const plain = anyText.map((text) => text.replace(/[{}｛｝]/gu, ""));
const spelling = fc
  .tuple(fc.constantFrom(...PLACEHOLDERS), fc.constantFrom("ja" as const, "en" as const))
  .map(([placeholder, locale]) => written(placeholder, locale));
const template = fc
  .array(fc.oneof(plain, spelling, fc.constant("\n"), fc.constantFrom("{", "}", "{？}")), { maxLength: 12 })
  .map((parts) => parts.join(""));
const valuesOf = (value: fc.Arbitrary<string>): fc.Arbitrary<TemplateValues> =>
  fc.record({ name: value, email: value, account: value, url: value, contractUrl: value, checkUrl: value });
const channel = fc.constantFrom(...MESSAGE_CHANNELS);

describe("templates, over any text", () => {
  it("are read whole: the pieces put together are the text", () => {
    fc.assert(
      fc.property(fc.oneof(anyText, template), (text) => {
        expect(
          parseTemplate(text)
            .map((piece) => piece.text)
            .join(""),
        ).toBe(text);
      }),
    );
  });

  it("are judged, whatever they are", () => {
    fc.assert(
      fc.property(fc.constantFrom(...TEMPLATE_KEYS), fc.oneof(anyText, template), (key, text) => {
        const { faults } = judgeTemplate(key, text);
        const allowed = placeholdersOf(key);
        const isFine = parseTemplate(text).every(
          (piece) => piece.kind === "text" || (piece.kind === "placeholder" && allowed.includes(piece.placeholder)),
        );
        expect(faults.some(({ code }) => code.endsWith("placeholder") || code === "placeholder_not_here")).toBe(
          !isFine,
        );
      }),
    );
  });

  it("keep no placeholder unfilled, whatever is known", () => {
    fc.assert(
      fc.property(
        template,
        fc.array(template, { maxLength: 3 }),
        valuesOf(plain),
        channel,
        (text, steps, values, by) => {
          const sent = writeLetter(text, steps, values, by);
          expect(parseTemplate(sent).filter(({ kind }) => kind === "placeholder")).toEqual([]);
        },
      ),
    );
  });

  it("put in what is known as it is, even where it looks like a template", () => {
    fc.assert(
      fc.property(fc.oneof(spelling, anyText), channel, (name, by) => {
        const safe = name.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
        const said = by === "chatwork" ? safe.replace(/\[/g, "［").replace(/\]/g, "］") : safe;
        const text = writeLetter("前{手順}後", ["{名前}"], { ...sato, name }, by);
        expect(text).toBe(said === "" ? "" : `前${said}後`);
      }),
    );
  });

  it("carry no Chatwork tag and no line break that stood in what is known", () => {
    const nasty = fc.constantFrom("[toall]", "[To:1]", "[/info]", "[code]", "a\nb", "\r\n", "\u2028x");
    fc.assert(
      fc.property(template, valuesOf(nasty), (text, values) => {
        const frame = text.replace(/[[\]]/gu, "");
        const person = { ...values, url: URL, contractUrl: URL, checkUrl: URL };
        const sent = fillTemplate(frame, person, "chatwork");
        expect(sent).not.toMatch(/[[\]]/u);
        expect(sent.split("\n").length).toBeLessThanOrEqual(frame.split("\n").length);
      }),
    );
  });
});

it("every text there is has a key and a channel of its own", () => {
  const names = TEMPLATES.map(({ key, channel: by }) => `${key} ${by}`);
  expect(new Set(names).size).toBe(2 * MESSAGE_CHANNELS.length + STEPS.length);
});
