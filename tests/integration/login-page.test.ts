import { beforeAll, describe, expect, it } from "vitest";
import { POST } from "@/app/api/v1/accounts/[code]/login-page/classify/route";
import { GET } from "@/app/api/v1/accounts/[code]/login-page/route";
import type { LoginPageDto } from "@/lib/schemas/login-page";
import { prisma } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { callRoute } from "../setup/call-route";

const CODE = "aB3dE5fG7hI9";
const OPERATOR_URL = `https://utage-system.com/operator/${CODE}/login`;
let owner: TestOwner;
let cookie: string;
let account: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  account = await createAccount({ owner, directory: "utage", code: CODE });
});

const read = async (code: string, headers: Record<string, string> = {}) =>
  (await callRoute(GET, { params: { code }, cookie, headers })).body as LoginPageDto;
const classify = (code: string, body: unknown, by = cookie) =>
  callRoute(POST, { method: "POST", params: { code }, cookie: by, body });

describe("the login page of a contract on UTAGE", () => {
  it("is handed out as address, QR code and a message for each channel, never with a password", async () => {
    const page = await read(CODE);
    expect(page).toMatchObject({
      operatorUrl: OPERATOR_URL,
      contractUrl: "https://utage-system.com/login",
      // Two owners may have the code, so the link says whose it is.
      checkUrl: expect.stringMatching(new RegExp(`^http://kenshin\\.test/operator/${CODE}/check/[\\w-]{43}$`)),
    });
    expect(page.checkQrCodeSvg).toMatch(/^<svg /);
    expect(page.checkQrCodeSvg).not.toBe(page.qrCodeSvg);
    expect(page.qrCodeSvg).toMatch(/^<svg [^>]*viewBox="0 0 (\d+) \1"/);
    expect(page.messages.map(({ channel }) => channel)).toEqual(["mail", "line", "chatwork"]);
    for (const { text } of page.messages) {
      expect(text).toContain(OPERATOR_URL);
      expect(text).toContain(account.name);
    }
  });

  it("is on the custom domain once there is one", async () => {
    const { id, code } = await createAccount({ owner, directory: "utage" });
    await prisma().account.update({ where: { id }, data: { customDomain: "members.example.jp" } });
    expect(await read(code)).toMatchObject({ operatorUrl: `https://members.example.jp/operator/${code}/login` });
  });

  it("has messages in the reader's language", async () => {
    const japanese = await read(CODE);
    const english = await read(CODE, { "accept-language": "en-US,en;q=0.9" });
    expect(japanese.messages[0]?.text).toContain("お世話になっております");
    expect(english.messages[0]?.text).toContain("operator login page");
    expect(english.qrCodeSvg).toBe(japanese.qrCodeSvg);
  });

  it("S8: is the same to the byte whatever host a request claims", async () => {
    const honest = await read(CODE);
    const hosted = await createAccount({ owner });
    const honestHosted = await read(hosted.code);
    const claims = {
      host: "evil.example",
      "x-forwarded-host": "evil.example",
      "x-forwarded-proto": "https",
      forwarded: "host=evil.example;proto=https",
    };
    expect(await read(CODE, claims)).toEqual(honest);
    expect(await read(hosted.code, claims)).toEqual(honestHosted);
    expect(honestHosted.contractUrl).toBe("http://kenshin.test/login");
  });
});

describe("the login page of a contract that is kept here", () => {
  it("is Kenshin's own, under the configured address alone", async () => {
    const { code, name } = await createAccount({ owner });
    const url = `http://kenshin.test/operator/${code}/login`;
    const page = await read(code);
    expect(page).toMatchObject({
      ...{ operatorUrl: url, contractUrl: "http://kenshin.test/login" },
      checkUrl: `http://kenshin.test/operator/${code}/check`,
    });
    expect(page.qrCodeSvg).toMatch(/^<svg /);
    for (const { text } of page.messages) {
      expect(text).toContain(url);
      expect(text).toContain(name);
      expect(text).not.toContain("UTAGE");
    }
    expect((await classify(code, { url })).body).toMatchObject({ correct: true, correctUrl: url });
    expect((await classify(code, { url: OPERATOR_URL })).body).toMatchObject({ correct: false, correctUrl: url });
  });
});

describe("classifying an address", () => {
  it.each([
    [OPERATOR_URL, "operator_page", true],
    [` ${OPERATOR_URL}/?from=line `, "operator_page", true],
    ["https://utage-system.com/login", "contract_login", false],
    ["https://utage-system.com/operator/zzzzzzzzzzzz/login", "other_contract", false],
    [OPERATOR_URL.toLowerCase(), "wrong_case", false],
    [OPERATOR_URL.replace("https", "http"), "not_https", false],
    [`https://members.example.jp/operator/${CODE}/login`, "custom_domain", false],
    ["https://utage-system.com/page/abc", "not_a_login_page", false],
    ["https://utage-system.com@evil.example/operator/x/login", "malformed", false],
    ["", "malformed", false],
    ["\u0000", "malformed", false],
  ])("calls %j %s", async (url, kind, correct) => {
    const answer = await classify(CODE, { url });
    expect(answer).toMatchObject({ status: 200, body: { kind, correct, correctUrl: OPERATOR_URL } });
  });

  it.each([{}, { url: null }, { url: [OPERATOR_URL] }, { url: { href: OPERATOR_URL } }, { url: "x", code: "y" }])(
    "S12: refuses %j",
    async (body) => {
      expect(await classify(CODE, body)).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    },
  );

  it("S3: answers nobody but the owner of the contract", async () => {
    const stranger = await signedInCookie(await createOwner());
    expect((await classify(CODE, { url: OPERATOR_URL }, stranger)).status).toBe(404);
    expect((await callRoute(GET, { params: { code: CODE }, cookie: stranger })).status).toBe(404);
    expect((await callRoute(GET, { params: { code: CODE } })).status).toBe(401);
  });
});
