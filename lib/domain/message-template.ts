import type { StepToTell } from "./login/tell";
import { CAUSE_SLUGS } from "./login/verdict";

/** Where a message is sent by hand. Each has its own form: a subject line, few words, or a box with tags. */
export const MESSAGE_CHANNELS = ["mail", "line", "chatwork"] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/** Whole messages, one text for each channel: to somebody who cannot sign in, and to everybody about the login page. */
export const LETTERS = ["login-failure", "login-page"] as const;
/** Steps that stand in a letter to somebody who cannot sign in; the same sentence on every channel. */
export const STEPS = [
  ...CAUSE_SLUGS,
  "unknown-address",
  "try-again",
  "contact-support",
] as const satisfies readonly StepToTell[];
export const TEMPLATE_KEYS = [...LETTERS, ...STEPS] as const;
export type Letter = (typeof LETTERS)[number];
export type TemplateKey = (typeof TEMPLATE_KEYS)[number];

/** `any`: the text of a step. */
export const TEMPLATE_CHANNELS = [...MESSAGE_CHANNELS, "any"] as const;
export type TemplateChannel = (typeof TEMPLATE_CHANNELS)[number];

/** Which text: a letter on one channel, or a step. */
export type TemplateRef =
  | { readonly key: Letter; readonly channel: MessageChannel }
  | { readonly key: StepToTell; readonly channel: "any" };

/** Every text there is, in the order in which it is shown. */
export const TEMPLATES: readonly TemplateRef[] = [
  ...LETTERS.flatMap((key) => MESSAGE_CHANNELS.map((channel) => ({ key, channel }))),
  ...STEPS.map((key) => ({ key, channel: "any" as const })),
];

/** The text of that key on that channel; undefined where there is none, as for a step in one channel alone. */
export function findTemplate(key: TemplateKey, channel: TemplateChannel): TemplateRef | undefined {
  return TEMPLATES.find((template) => template.key === key && template.channel === channel);
}

/**
 * What a template can be filled with, and how it is written, in Japanese and English; both are understood everywhere.
 * There is none for a password, on purpose.
 */
export const PLACEHOLDER_NAMES = {
  name: { ja: "名前", en: "name" },
  email: { ja: "メールアドレス", en: "email" },
  account: { ja: "契約アカウント名", en: "account" },
  url: { ja: "ログインURL", en: "url" },
  contractUrl: { ja: "契約者用URL", en: "contractUrl" },
  checkUrl: { ja: "確認ページURL", en: "checkUrl" },
  steps: { ja: "手順", en: "steps" },
} as const;
export type Placeholder = keyof typeof PLACEHOLDER_NAMES;
export const PLACEHOLDERS = Object.keys(PLACEHOLDER_NAMES) as readonly Placeholder[];

/** Where a person is written to, there is a name; only a letter has steps. */
export function placeholdersOf(key: TemplateKey): readonly Placeholder[] {
  if (key === "login-failure") return PLACEHOLDERS;
  if (key === "login-page") return ["account", "url", "contractUrl", "checkUrl"];
  return PLACEHOLDERS.filter((placeholder) => placeholder !== "steps");
}

/** A placeholder as it is written into a template. */
export function written(placeholder: Placeholder, locale: "ja" | "en"): string {
  return `{${PLACEHOLDER_NAMES[placeholder][locale]}}`;
}

export type Piece =
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "placeholder"; readonly placeholder: Placeholder; readonly text: string }
  /** Written like a placeholder, and none. */
  | { readonly kind: "unknown"; readonly name: string; readonly text: string };

// Full-width braces too: an input method for Japanese offers them first. A name is short and stays on its line.
const WRITTEN = /[{｛]([^{}｛｝\n]{1,40})[}｝]/gu;

const fold = (name: string) => name.normalize("NFKC").replace(/\s+/gu, "").toLowerCase();

const BY_NAME: ReadonlyMap<string, Placeholder> = new Map(
  PLACEHOLDERS.flatMap((placeholder) =>
    Object.values(PLACEHOLDER_NAMES[placeholder]).map((name) => [fold(name), placeholder] as const),
  ),
);

/** A template in pieces, which put together again are the text. Total: braces around nothing are text. */
export function parseTemplate(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  for (const { 0: text, 1: name = "", index } of template.matchAll(WRITTEN)) {
    if (index > end) pieces.push({ kind: "text", text: template.slice(end, index) });
    const placeholder = BY_NAME.get(fold(name));
    pieces.push(
      placeholder ? { kind: "placeholder", placeholder, text } : { kind: "unknown", name: name.trim(), text },
    );
    end = index + text.length;
  }
  if (end < template.length) pieces.push({ kind: "text", text: template.slice(end) });
  return pieces;
}

/** Characters that a text may have: a letter fits every channel, a step is a sentence or two. */
export const LETTER_MAX = 4000;
export const STEP_MAX = 500;

export function longest(key: TemplateKey): number {
  return LETTERS.some((letter) => letter === key) ? LETTER_MAX : STEP_MAX;
}

/** Why a text cannot be kept. `name`: what stands between the braces. */
export type TemplateFault =
  | { readonly code: "empty" }
  | { readonly code: "too_long"; readonly max: number }
  | {
      readonly code: "unknown_placeholder" | "placeholder_not_here" | "password_placeholder";
      readonly name: string;
    };

/** What should make its author look again. `password_written`: a password seems to stand in it. */
export const TEMPLATE_WARNINGS = ["url_missing", "steps_missing", "password_written"] as const;
export type TemplateWarning = (typeof TEMPLATE_WARNINGS)[number];

const PASSWORD_NAME = /パスワード|暗証|合言葉|pass|^pw/u;
const PASSWORD_WRITTEN = /(?:パスワード|password|pw)\s*(?:は|is|[:=])\s*["'「]?(?!https?:)[!-z|~]{4,}/iu;

export type TemplateJudgement = {
  readonly faults: readonly TemplateFault[];
  readonly warnings: readonly TemplateWarning[];
};

/** Judges what somebody wrote; each fault once, in the order in which they stand there. */
export function judgeTemplate(key: TemplateKey, template: string): TemplateJudgement {
  const pieces = parseTemplate(template);
  const faults: TemplateFault[] = pieces.flatMap((piece) => faultOf(key, piece));
  if (template.trim() === "") faults.push({ code: "empty" });
  if (template.length > longest(key)) faults.push({ code: "too_long", max: longest(key) });
  const has = (wanted: Placeholder) =>
    pieces.some((piece) => piece.kind === "placeholder" && piece.placeholder === wanted);
  const warnings: TemplateWarning[] = [];
  if (longest(key) === LETTER_MAX && !has("url")) warnings.push("url_missing");
  if (key === "login-failure" && !has("steps")) warnings.push("steps_missing");
  if (PASSWORD_WRITTEN.test(template.normalize("NFKC"))) warnings.push("password_written");
  const isNew = (fault: TemplateFault, index: number) =>
    faults.findIndex((other) => JSON.stringify(other) === JSON.stringify(fault)) === index;
  return { faults: faults.filter(isNew), warnings };
}

function faultOf(key: TemplateKey, piece: Piece): TemplateFault[] {
  if (piece.kind === "unknown") {
    const code = PASSWORD_NAME.test(fold(piece.name)) ? "password_placeholder" : "unknown_placeholder";
    return [{ code, name: piece.name }];
  }
  if (piece.kind === "text" || placeholdersOf(key).includes(piece.placeholder)) return [];
  return [{ code: "placeholder_not_here", name: piece.text.slice(1, -1).trim() }];
}

/** "" is what is not known. */
export type TemplateValues = Readonly<Record<Exclude<Placeholder, "steps">, string>>;

/** A letter as it is sent, with its steps, numbered if there are several. */
export function writeLetter(
  letter: string,
  steps: readonly string[],
  values: TemplateValues,
  channel: MessageChannel,
): string {
  const written = steps.map((step) => fillTemplate(step, values, channel)).filter((step) => step !== "");
  const numbered = written.map((step, index) => (written.length > 1 ? `${index + 1}. ${step}` : step));
  return fill(letter, { ...safeValues(values, channel), steps: numbered.join("\n") }, channel);
}

/** A text without steps. Total; values are put in as they are and never read as a template again. */
export function fillTemplate(template: string, values: TemplateValues, channel: MessageChannel): string {
  return fill(template, { ...safeValues(values, channel), steps: "" }, channel);
}

type Values = Readonly<Record<Placeholder, string>>;

/**
 * A line on which nothing is known of what it should tell is left out, and with it the gap behind it; the tags that frame
 * a Chatwork message stay.
 */
function fill(template: string, values: Values, channel: MessageChannel): string {
  const lines: string[] = [];
  let isLeftOut = false;
  for (const line of template.replaceAll("\r\n", "\n").split("\n")) {
    if (isLeftOut && line.trim() === "" && (lines.at(-1) ?? "").trim() === "") continue;
    const pieces = parseTemplate(line);
    const told = pieces.flatMap((piece) => (piece.kind === "placeholder" ? [values[piece.placeholder]] : []));
    isLeftOut = told.length > 0 && told.every((value) => value === "");
    if (!isLeftOut) {
      lines.push(
        pieces.map((piece) => (piece.kind === "placeholder" ? values[piece.placeholder] : piece.text)).join(""),
      );
    } else if (channel === "chatwork") {
      lines.push(...(line.match(/\[[^[\]]*\]/gu) ?? []));
    }
  }
  return lines.join("\n").trim();
}

/**
 * Values in a form that can do no harm where they stand: on one line, so that none adds a header to a mail, and in
 * Chatwork without the brackets of its tags ([toall] would call everybody). Addresses are ours and stay as they are.
 */
function safeValues(values: TemplateValues, channel: MessageChannel): TemplateValues {
  const line = (text: string) => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim();
  const said = (text: string) =>
    channel === "chatwork" ? line(text).replaceAll("[", "［").replaceAll("]", "］") : line(text);
  return {
    ...{ name: said(values.name), email: said(values.email), account: said(values.account) },
    ...{ url: line(values.url), contractUrl: line(values.contractUrl), checkUrl: line(values.checkUrl) },
  };
}
