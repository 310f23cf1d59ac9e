import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST as diagnose } from "@/app/api/v1/accounts/[code]/diagnoses/route";
import { GET as readLoginPage } from "@/app/api/v1/accounts/[code]/login-page/route";
import { DELETE, PUT } from "@/app/api/v1/accounts/[code]/message-templates/[key]/[channel]/route";
import { POST as previewTemplate } from "@/app/api/v1/accounts/[code]/message-templates/preview/route";
import { GET } from "@/app/api/v1/accounts/[code]/message-templates/route";
import { judgeTemplate, TEMPLATES } from "@/lib/domain/message-template";
import { LOCALES } from "@/lib/i18n/config";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import { prisma } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
});

beforeEach(async () => {
  account = await createAccount({ owner, name: "さくら商店" });
});

type Named = { key: string; channel: string };
const LETTER = { key: "login-failure", channel: "line" };
const STEP = { key: "wrong-password", channel: "any" };

const list = async (query: Record<string, string> = {}, code = account.code) => {
  const { body } = await callRoute(GET, { params: { code }, cookie, query });
  return body as { locale: string; items: MessageTemplateDto[] };
};
const put = (named: Named, body: unknown, code = account.code) =>
  callRoute(PUT, { method: "PUT", params: { code, ...named }, cookie, body });
const reset = (named: Named, query: Record<string, string>, code = account.code) =>
  callRoute(DELETE, { method: "DELETE", params: { code, ...named }, cookie, query });
const preview = (body: unknown, code = account.code) =>
  callRoute(previewTemplate, { method: "POST", params: { code }, cookie, body });
const found = async ({ key, channel }: Named, query: Record<string, string> = {}) => {
  const { items } = await list(query);
  return items.find((item) => item.key === key && item.channel === channel);
};
const diagnosed = async (operatorId: string, headers = {}) => {
  const call = { method: "POST", params: { code: account.code }, cookie, body: { operatorId }, headers } as const;
  return (await callRoute(diagnose, call)).body as DiagnosisDto;
};
const changed = async (named: Named, text: string) => {
  const answer = await put(named, { locale: "ja", text, version: 0 });
  expect(answer.status).toBe(200);
  return answer.body as MessageTemplateDto;
};

describe("the texts nobody has changed", () => {
  it.each(LOCALES)(
    "are all there, fill themselves without fault or warning, and hold no password (%s)",
    async (locale) => {
      for (const directory of ["hosted", "utage"] as const) {
        const { code } = await createAccount({ owner, directory });
        const { items } = await list({ locale }, code);
        expect(items.map(({ key, channel }) => ({ key, channel }))).toEqual(TEMPLATES);
        for (const { key, text, isDefault, version } of items) {
          expect([key, isDefault, version]).toEqual([key, true, 0]);
          expect([key, judgeTemplate(key, text)]).toEqual([key, { faults: [], warnings: [] }]);
        }
      }
    },
  );

  it("have the placeholders of the reader's language", async () => {
    expect((await list()).items[0]?.text).toContain("{名前}さん");
    expect((await list({ locale: "en" })).items[0]?.text).toContain("Dear {name},");
  });
});

describe("changing a text", () => {
  it("is what everybody is sent from then on, in that language and on that channel alone", async () => {
    const { id } = await createOperator({ account, name: "佐藤 太郎" });
    const before = await diagnosed(id);
    const saved = await changed(LETTER, " {名前}様\r\n{手順}\n{ログインURL} ");
    expect(saved).toMatchObject({ ...LETTER, text: "{名前}様\n{手順}\n{ログインURL}", isDefault: false });
    expect(saved.version).toBeGreaterThan(0);
    expect(await found(LETTER)).toEqual(saved);

    const after = await diagnosed(id);
    const [mail, line, chatwork] = after.messages;
    expect(line?.text.split("\n")[0]).toBe("佐藤 太郎様");
    expect(after.message).toBe(line?.text);
    expect([mail, chatwork]).toEqual([before.messages[0], before.messages[2]]);
    expect((await diagnosed(id, { "accept-language": "en" })).message).toContain("Dear 佐藤 太郎,");
    expect(await list({ locale: "en" })).toMatchObject({ items: TEMPLATES.map(() => ({ isDefault: true })) });
    const elsewhere = await createAccount({ owner });
    expect((await list({}, elsewhere.code)).items.every(({ isDefault }) => isDefault)).toBe(true);
  });

  it("of a step holds for every channel and for the cause's own message", async () => {
    const { id } = await createOperator({ account });
    await changed(STEP, "{ログインURL} で再設定をお願いします。");
    const { messages, verdicts } = await diagnosed(id);
    const own = verdicts.find(({ slug }) => slug === "wrong-password")?.messages ?? [];
    for (const { text } of [...messages, ...own]) {
      expect(text).toContain(`http://kenshin.test/operator/${account.code}/login で再設定をお願いします。`);
    }
    expect(own).toHaveLength(3);
  });

  it("of the login page's letter changes what the login page hands out", async () => {
    await changed({ key: "login-page", channel: "chatwork" }, "[info]{契約アカウント名} {ログインURL}[/info]");
    const { messages } = (await callRoute(readLoginPage, { params: { code: account.code }, cookie }))
      .body as LoginPageDto;
    expect(messages[2]).toEqual({
      channel: "chatwork",
      text: `[info]さくら商店 http://kenshin.test/operator/${account.code}/login[/info]`,
    });
  });

  it("back to the default, by asking for it or by writing the same, keeps nothing", async () => {
    const standard = await found(STEP);
    const first = await changed(STEP, "お知らせください。");
    expect((await reset(STEP, { locale: "ja", version: `${first.version}` })).body).toEqual(standard);
    await changed(STEP, "お知らせください。");
    const { version } = (await found(STEP)) ?? { version: 0 };
    expect((await put(STEP, { locale: "ja", text: standard?.text, version })).body).toEqual(standard);
    expect(await prisma().messageTemplate.count({ where: { accountId: account.id } })).toBe(0);
  });

  it("S54: is in the audit log with the text before and after; saving the same again is not", async () => {
    const standard = await found(STEP);
    const { version } = await changed(STEP, "一");
    expect((await put(STEP, { locale: "ja", text: "一", version })).body).toMatchObject({ version });
    await reset(STEP, { locale: "ja", version: `${version}` });
    const log = await prisma().auditEvent.findMany({ where: { accountId: account.id }, orderBy: { id: "asc" } });
    const after = { template: "wrong-password", channel: "any", language: "ja" };
    expect(log.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      { action: "message_template_changed", before: { text: standard?.text }, after: { ...after, text: "一" } },
      { action: "message_template_reset", before: { text: "一" }, after: { ...after, text: standard?.text } },
    ]);
  });
});

describe("S52: two who change one text", () => {
  it("do not overwrite each other's", async () => {
    const { version } = await changed(STEP, "一");
    for (const late of [0, version - 1, version + 1]) {
      expect(await put(STEP, { locale: "ja", text: "二", version: late })).toMatchObject({
        status: 409,
        body: { code: "stale_template" },
      });
      expect((await reset(STEP, { locale: "ja", version: `${late}` })).status).toBe(409);
    }
    expect(await found(STEP)).toMatchObject({ text: "一", version });
  });

  it("at the same moment: one of them", async () => {
    const texts = ["一", "二", "三", "四"];
    const first = await Promise.all(texts.map((text) => put(STEP, { locale: "ja", text, version: 0 })));
    expect(first.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
    const { version } = (await found(STEP)) ?? { version: 0 };
    const second = await Promise.all(texts.map((text) => put(STEP, { locale: "ja", text: `${text}。`, version })));
    expect(second.map(({ status }) => status).toSorted()).toEqual([200, 409, 409, 409]);
  });

  it("a version is never had again, not even after a reset", async () => {
    const first = await changed(STEP, "一");
    await reset(STEP, { locale: "ja", version: `${first.version}` });
    const second = await changed(STEP, "二");
    expect(second.version).not.toBe(first.version);
    expect((await put(STEP, { locale: "ja", text: "三", version: first.version })).status).toBe(409);
  });
});

describe("what is refused", () => {
  it.each([
    ["{お名前}さん", "「お名前」という差し込み項目はありません"],
    ["パスワードは{パスワード}です", "パスワードは、案内文に入れられません"],
    ["{手順}", "「手順」は、この文章には差し込めません"],
    ["  ", "文章を入力してください"],
    ["あ".repeat(501), "500文字以内"],
  ])("%j, and the answer says why", async (text, detail) => {
    const { status, body } = await put(STEP, { locale: "ja", text, version: 0 });
    expect({ status, body }).toMatchObject({
      ...{ status: 400, body: { code: "invalid_template", detail: expect.stringContaining(detail) } },
    });
    expect((await found(STEP))?.isDefault).toBe(true);
  });

  it.each([
    {},
    { locale: "ja", text: "a" },
    { locale: "fr", text: "a", version: 0 },
    { locale: "ja", text: { html: "a" }, version: 0 },
    { locale: "ja", text: "a\u0000b", version: 0 },
    { locale: "ja", text: "a", version: -1 },
    { locale: "ja", text: "a", version: 0, isDefault: true },
    { locale: "ja", text: "あ".repeat(20_001), version: 0 },
  ])("S12: %j", async (body) => {
    expect(await put(STEP, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
  });

  it("S3: texts that there are none of, and another owner's", async () => {
    const text = { locale: "ja", text: "a", version: 0 };
    for (const named of [
      { key: "wrong-password", channel: "mail" },
      { key: "login-page", channel: "any" },
      { key: "password", channel: "mail" },
      { key: "login-page", channel: "fax" },
    ]) {
      expect([named, (await put(named, text)).status]).toEqual([named, 404]);
    }
    const foreign = await createAccount({ owner: await createOwner() });
    expect((await put(STEP, text, foreign.code)).status).toBe(404);
    expect((await reset(STEP, { locale: "ja", version: "0" }, foreign.code)).status).toBe(404);
    expect((await preview({ ...STEP, ...text }, foreign.code)).status).toBe(404);
  });
});

describe("a preview", () => {
  const letter = { ...LETTER, locale: "ja" };

  it("shows a made-up person all their steps, without saving anything", async () => {
    const { body } = await preview({ ...letter, text: "{名前}さん（{メールアドレス}）\n{手順}\n{ログインURL}" });
    const { text } = body as { text: string };
    expect(text).toContain("佐藤 太郎さん（taro.sato@example.jp）\n1. ");
    expect(text).toContain("\n3. ");
    expect(text).toContain(`http://kenshin.test/operator/${account.code}/login`);
    expect(body).toMatchObject({ faults: [], warnings: [] });
    expect((await found(LETTER))?.isDefault).toBe(true);
  });

  it("for a real person holds what their diagnosis says", async () => {
    const { id } = await createOperator({ account, name: "鈴木 一郎", email: "twice@example.jp" });
    await createOperator({ account, email: "twice@example.jp" });
    const { body } = await preview({ ...letter, text: "{名前}さん\n{手順}\n{ログインURL}", operatorId: id });
    expect((body as { text: string }).text).toMatch(/^鈴木 一郎さん\n同じメールアドレスの登録が重なっていました。/);
  });

  it("says what is wrong and what to look at again", async () => {
    expect((await preview({ ...letter, text: "{名}さん。パスワードは sakura2026 です" })).body).toMatchObject({
      text: "{名}さん。パスワードは sakura2026 です",
      faults: [{ code: "unknown_placeholder", name: "名" }],
      warnings: ["url_missing", "steps_missing", "password_written"],
    });
  });

  it("S3: shows nobody of another contract, and no text that there is none of", async () => {
    const foreign = await createOperator({ account: await createAccount({ owner }) });
    expect((await preview({ ...letter, text: "{名前}", operatorId: foreign.id })).status).toBe(404);
    expect((await preview({ ...letter, channel: "any", text: "{名前}" })).status).toBe(404);
  });
});
