import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  checkUrl,
  classifyLoginUrl,
  contractLoginUrl,
  type LoginPageAdvice,
  type LoginPageContract,
  type LoginPageKind,
  operatorLoginUrl,
  parseOperatorLoginUrl,
  readCustomDomain,
  readNewContractLoginUrl,
} from "./login-page";

const CODE = "aB3dE6gH9jK2";
const OTHER = "zZ3dE6gH9jK2";
const utage: LoginPageContract = {
  directory: "utage",
  code: CODE,
  customDomain: "members.example.com",
  kenshinOrigin: "http://127.0.0.1:3000",
};
const hosted: LoginPageContract = { ...utage, directory: "hosted", customDomain: null };
const hostedOnHttps: LoginPageContract = { ...hosted, kenshinOrigin: "https://kenshin.example" };
const hostedOnHttp: LoginPageContract = { ...hosted, kenshinOrigin: "http://kenshin.example" };
const unknownCode: LoginPageContract = { directory: "utage", code: null, customDomain: null, kenshinOrigin: null };

type Row = readonly [typed: string, kind: LoginPageKind, correct: boolean, advice: LoginPageAdvice];

const onUtage: readonly Row[] = [
  [`https://utage-system.com/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`https://utage-system.com/operator/${CODE}/login/`, "operator_page", true, "right_page"],
  [`https://utage-system.com/operator/${CODE}/login?utm=line#top`, "operator_page", true, "right_page"],
  [`HTTPS://UTAGE-SYSTEM.COM/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`utage-system.com/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`//utage-system.com/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`https://utage-system.com:443/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`https://utage-system.com./operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`　https://utage-system.com/operator/${CODE}/login\r\n`, "operator_page", true, "right_page"],
  [`「https://utage-system.com/operator/${CODE}/login」`, "operator_page", true, "right_page"],
  [
    `ｈｔｔｐｓ：／／ｕｔａｇｅ－ｓｙｓｔｅｍ．ｃｏｍ／operator／${CODE}／ｌｏｇｉｎ`,
    "operator_page",
    true,
    "right_page",
  ],
  [`https://utage-system.com/x/../operator/${CODE}/login`, "operator_page", true, "right_page"],
  [`https://utage-system.com/operator/%61B3dE6gH9jK2/login`, "operator_page", true, "right_page"],
  [`https://members.example.com/operator/${CODE}/login`, "custom_domain", true, "right_page_on_custom_domain"],
  [`members.example.com/operator/${CODE}/login`, "custom_domain", true, "right_page_on_custom_domain"],
  [`https://shop.example.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`http://shop.example.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`https://www.utage-system.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`https://utage-system.com.evil.example/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`https://utage-systеm.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`https://utage-system.com:8443/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`http://127.0.0.1:3000/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [`http://utage-system.com/operator/${CODE}/login`, "not_https", false, "not_https"],
  [`http://members.example.com/operator/${CODE}/login`, "not_https", false, "not_https"],
  [`https://utage-system.com/operator/${CODE.toLowerCase()}/login`, "wrong_case", false, "wrong_case"],
  [`https://utage-system.com/operator/${CODE.toUpperCase()}/login`, "wrong_case", false, "wrong_case"],
  [`https://utage-system.com/Operator/${CODE}/Login`, "wrong_case", false, "wrong_case"],
  [`http://utage-system.com/operator/${CODE.toLowerCase()}/login`, "wrong_case", false, "wrong_case"],
  [`https://utage-system.com/operator/${OTHER}/login`, "other_contract", false, "other_contract"],
  [`https://utage-system.com/operator/short/login`, "other_contract", false, "other_contract"],
  [`https://members.example.com/operator/${OTHER}/login`, "other_contract", false, "other_contract"],
  ["https://utage-system.com/login", "contract_login", false, "contract_login"],
  ["http://utage-system.com/login/", "contract_login", false, "contract_login"],
  ["utage-system.com/login?next=/operator", "contract_login", false, "contract_login"],
  ["https://members.example.com/login", "contract_login", false, "contract_login"],
  ["http://127.0.0.1:3000/login", "contract_login", false, "contract_login"],
  ["https://shop.example.com/login", "not_a_login_page", false, "not_a_login_page"],
  ["https://utage-system.com/", "not_a_login_page", false, "not_a_login_page"],
  ["https://utage-system.com/operator/login", "not_a_login_page", false, "not_a_login_page"],
  ["https://utage-system.com/operator//login", "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/operator/${CODE}`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/operator/${CODE}/login/reset`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/p/${CODE}`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/page/${CODE}/login`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/operator%2F${CODE}%2Flogin`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com/operator/%zz/login`, "not_a_login_page", false, "not_a_login_page"],
  [
    `https://evil.example/?https://utage-system.com/operator/${CODE}/login`,
    "not_a_login_page",
    false,
    "not_a_login_page",
  ],
  [`https://evil.example#/operator/${CODE}/login`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com\\@evil.example/operator/${CODE}/login`, "not_a_login_page", false, "not_a_login_page"],
  [`https://utage-system.com@evil.example/operator/${CODE}/login`, "malformed", false, "carries_credentials"],
  [`https://utage-system.com＠evil.example/operator/${CODE}/login`, "malformed", false, "carries_credentials"],
  [`utage-system.com@evil.example/operator/${CODE}/login`, "malformed", false, "carries_credentials"],
  [`https://taro:secret@utage-system.com/operator/${CODE}/login`, "malformed", false, "carries_credentials"],
  ["", "malformed", false, "malformed"],
  ["　", "malformed", false, "malformed"],
  ["花子", "malformed", false, "malformed"],
  ["/operator/x/login", "malformed", false, "malformed"],
  ["https://", "malformed", false, "malformed"],
  ["https://utage system.com/login", "malformed", false, "malformed"],
  ["javascript:alert(1)", "malformed", false, "malformed"],
  [`javascript://utage-system.com/operator/${CODE}/login`, "malformed", false, "malformed"],
  ["data:text/html,<p>", "malformed", false, "malformed"],
  ["taro@example.jp", "malformed", false, "malformed"],
  ["mailto:taro@example.jp", "malformed", false, "malformed"],
  [`ftp://utage-system.com/operator/${CODE}/login`, "malformed", false, "malformed"],
  ["file:///operator/x/login", "malformed", false, "malformed"],
  [`https://utage-system.com/${"a".repeat(3000)}`, "malformed", false, "malformed"],
];

const onKenshin: readonly (readonly [LoginPageContract, ...Row])[] = [
  [hosted, `http://127.0.0.1:3000/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [hosted, `127.0.0.1:3000/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [hosted, `https://127.0.0.1:3000/operator/${CODE}/login`, "operator_page", false, "other_scheme"],
  [hosted, `http://127.0.0.1:3001/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [hosted, `http://localhost:3000/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [hosted, `https://utage-system.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [hosted, "http://127.0.0.1:3000/login", "contract_login", false, "contract_login"],
  [hosted, "https://utage-system.com/login", "contract_login", false, "contract_login"],
  [hosted, `http://127.0.0.1:3000/operator/${OTHER}/login`, "other_contract", false, "other_contract"],
  [hosted, `http://127.0.0.1:3000/operator/${CODE.toLowerCase()}/login`, "wrong_case", false, "wrong_case"],
  [hostedOnHttps, `https://kenshin.example/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [hostedOnHttps, `http://kenshin.example/operator/${CODE}/login`, "not_https", false, "not_https"],
  [hostedOnHttp, `kenshin.example/operator/${CODE}/login`, "operator_page", true, "right_page"],
  [hostedOnHttp, `https://kenshin.example/operator/${CODE}/login`, "operator_page", false, "other_scheme"],
  [unknownCode, `https://utage-system.com/operator/${CODE}/login`, "operator_page", true, "code_not_checked"],
  [unknownCode, `http://utage-system.com/operator/${CODE}/login`, "not_https", false, "not_https"],
  [unknownCode, `https://members.example.com/operator/${CODE}/login`, "custom_domain", false, "domain_not_known"],
  [unknownCode, "https://utage-system.com/login", "contract_login", false, "contract_login"],
];

describe("classifyLoginUrl", () => {
  it.each(onUtage)("utage: %s is %s, correct: %s (%s)", (typed, kind, correct, advice) => {
    expect(classifyLoginUrl(typed, utage)).toMatchObject({
      kind,
      correct,
      advice,
      correctUrl: `https://members.example.com/operator/${CODE}/login`,
    });
  });

  it.each(onKenshin)("%o: %s is %s, correct: %s (%s)", (contract, typed, kind, correct, advice) => {
    expect(classifyLoginUrl(typed, contract)).toMatchObject({
      kind,
      correct,
      advice,
      correctUrl: operatorLoginUrl(contract),
    });
  });

  it("shows the code and the host it found, and warns of a code of unusual length", () => {
    expect(classifyLoginUrl("https://utage-system.com/operator/short/login", utage)).toMatchObject({
      code: "short",
      host: "utage-system.com",
      warnings: ["unusual_code"],
    });
  });

  it("answers any string, and calls nothing correct that is not this contract's page", { timeout: 60_000 }, () => {
    const parts = fc.constantFrom(
      "https://",
      "http:",
      "//",
      "utage-system.com",
      "@",
      ":",
      "/operator/",
      CODE,
      "/login",
      "\\",
      "%",
      "[",
      "?",
      "＠",
      "\0",
    );
    const anything = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(parts, { maxLength: 10 }).map((some) => some.join("")),
      fc.webUrl().map((url) => `${url}/operator/${CODE}/login`),
    );
    fc.assert(
      fc.property(anything, (typed) => {
        const verdict = classifyLoginUrl(typed, utage);
        if (!verdict.correct) return;
        expect(verdict.code).toBe(CODE);
        expect(["utage-system.com", "members.example.com"]).toContain(verdict.host);
      }),
      { numRuns: 500 },
    );
  });

  it("calls the address it hands out correct, for every kind of contract", () => {
    const contracts = [utage, { ...utage, customDomain: null }, hosted, hostedOnHttps, hostedOnHttp];
    for (const contract of contracts) {
      expect(classifyLoginUrl(operatorLoginUrl(contract) ?? "", contract).correct).toBe(true);
      expect(classifyLoginUrl(contractLoginUrl(contract) ?? "", contract).kind).toBe("contract_login");
    }
  });
});

describe("addresses of a contract", () => {
  it("S8: are built from the contract and Kenshin's own address alone", () => {
    expect(operatorLoginUrl({ ...utage, customDomain: null })).toBe(`https://utage-system.com/operator/${CODE}/login`);
    expect(operatorLoginUrl(hosted)).toBe(`http://127.0.0.1:3000/operator/${CODE}/login`);
    expect(contractLoginUrl(utage)).toBe("https://utage-system.com/login");
    expect(contractLoginUrl(hosted)).toBe("http://127.0.0.1:3000/login");
    for (const contract of [hosted, utage]) {
      expect(checkUrl(contract)).toBe(`http://127.0.0.1:3000/operator/${CODE}/check`);
    }
  });

  it("are null while what they need is not known", () => {
    expect(operatorLoginUrl(unknownCode)).toBeNull();
    expect(checkUrl(unknownCode)).toBeNull();
    expect(operatorLoginUrl({ ...hosted, kenshinOrigin: null })).toBeNull();
    expect(contractLoginUrl({ ...hosted, kenshinOrigin: null })).toBeNull();
  });
});

describe("readNewContractLoginUrl", () => {
  const kenshin = "http://127.0.0.1:3000";

  it.each([
    [`https://utage-system.com/operator/${CODE}/login`, null, []],
    [`　ｕｔａｇｅ－ｓｙｓｔｅｍ．ｃｏｍ／operator／${CODE}／login`, null, []],
    [`http://utage-system.com/operator/${CODE}/login`, null, ["not_https"]],
    [`https://members.example.com/operator/${CODE}/login`, "members.example.com", ["custom_domain"]],
  ])("reads the code of %s", (typed, customDomain, warnings) => {
    const host = customDomain ?? "utage-system.com";
    expect(readNewContractLoginUrl(typed, kenshin)).toEqual({
      ok: true,
      code: CODE,
      origin: `https://${host}`,
      customDomain,
      warnings,
    });
  });

  it("takes a code of another length, with a warning", () => {
    const read = readNewContractLoginUrl("https://utage-system.com/operator/abc123/login", kenshin);
    expect(read).toMatchObject({ ok: true, code: "abc123", warnings: ["unusual_code"] });
  });

  it.each([
    "https://utage-system.com/login",
    "https://utage-system.com/operator/XXX/login",
    "https://utage-system.com/operator/login",
    `https://utage-system.com/operator/${CODE}`,
    "https://example.com/",
    `http://127.0.0.1:3000/operator/${CODE}/login`,
  ])("asks for the operators' page instead of %s", (typed) => {
    expect(readNewContractLoginUrl(typed, kenshin)).toEqual({ ok: false, code: "operator_url_needed" });
  });

  it.each(["", "花子", "javascript:alert(1)", `https://utage-system.com@evil.example/operator/${CODE}/login`])(
    "calls %j malformed",
    (typed) => {
      expect(readNewContractLoginUrl(typed, kenshin)).toEqual({ ok: false, code: "malformed" });
    },
  );
});

describe("parseOperatorLoginUrl", () => {
  it("says which page another address is, so that the caller can judge it", () => {
    const parsed = parseOperatorLoginUrl("https://utage-system.com/login");
    expect(parsed).toMatchObject({ ok: false, reason: "other_page", url: { pathname: "/login" } });
  });
});

describe("readCustomDomain", () => {
  it.each([
    ["members.example.com", "members.example.com"],
    [" https://Members.Example.com/operator/x/login ", "members.example.com"],
    ["ｍｅｍｂｅｒｓ．ｅｘａｍｐｌｅ．ｃｏｍ", "members.example.com"],
    ["会員.example.jp", "xn--6oqs4l.example.jp"],
    ["members.example.com:8443", "members.example.com:8443"],
  ])("reads %s as %s", (typed, domain) => {
    expect(readCustomDomain(typed)).toEqual({ ok: true, domain });
  });

  it.each([
    ...["", "members", "localhost", "192.168.0.1", "[::1]", "a@members.example.com", "javascript:alert(1)"],
    ...["a.example.jp,b.example.jp", "*.example.jp", "-a.example.jp", "a-.example.jp", "a;b.example.jp"],
    `${"a".repeat(64)}.example.jp`,
  ])("refuses %j", (typed) => {
    expect(readCustomDomain(typed)).toEqual({ ok: false, code: "invalid_domain" });
    const page = readNewContractLoginUrl(`https://${typed}/operator/${CODE}/login`, null);
    expect(page).toMatchObject({ ok: false });
  });
});
