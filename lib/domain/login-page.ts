import { pathSegments, readPastedUrl } from "./pasted-url";

export type Directory = "utage" | "hosted";

/** The public address of the service (utage-facts: operator and contract login pages). */
export const UTAGE_ORIGIN = "https://utage-system.com";
/** Codes seen so far have twelve letters and digits; another length is worth a warning, not a refusal. */
export const USUAL_CODE_LENGTH = 12;

const CODE = /^[A-Za-z0-9_-]{1,64}$/;
// A URL takes more for a host than a browser can open: several names with commas between, `*.example.jp`.
const DOMAIN = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)+[a-z][a-z0-9-]*$/;
// What the vendor's article prints where the code goes; whoever pastes it has not looked the code up yet.
const PLACEHOLDER_CODE = "XXX";

/** What is needed to know a contract's login pages. Hosted contracts live under Kenshin's own address (S8). */
export type LoginPageContract = {
  readonly directory: Directory;
  /** Case-sensitive. null: not known, so only the shape of an address can be judged. */
  readonly code: string | null;
  /** Host (with port, if any) on which the owner's pages answer too; null when none is set. Unused when hosted. */
  readonly customDomain: string | null;
  /** KENSHIN_URL; null where there is no server, as in a check of a file. */
  readonly kenshinOrigin: string | null;
};

export type LoginPageKind =
  | "operator_page"
  | "contract_login"
  | "other_contract"
  | "wrong_case"
  | "custom_domain"
  | "not_https"
  | "not_a_login_page"
  | "malformed";

/** Which sentence fits; finer than the kind where one kind has two. */
export type LoginPageAdvice =
  | Exclude<LoginPageKind, "operator_page" | "custom_domain">
  | "right_page"
  | "right_page_on_custom_domain"
  | "domain_not_known"
  | "code_not_checked"
  | "other_scheme"
  | "carries_credentials";

export type LoginPageWarning = "unusual_code" | "not_https" | "custom_domain";

export type LoginPageVerdict = {
  readonly kind: LoginPageKind;
  readonly correct: boolean;
  readonly advice: LoginPageAdvice;
  /** The contract's operator login page; null while its code is not known. */
  readonly correctUrl: string | null;
  /** The code and the host that the address shows, as evidence. */
  readonly code: string | null;
  readonly host: string | null;
  readonly warnings: readonly LoginPageWarning[];
};

export type ParsedOperatorLoginUrl =
  | {
      readonly ok: true;
      readonly url: URL;
      readonly code: string;
      /** `/operator/…/login` in exactly this case. */
      readonly exactPath: boolean;
      readonly warnings: readonly LoginPageWarning[];
    }
  | { readonly ok: false; readonly reason: "not_a_url" | "carries_credentials" }
  | { readonly ok: false; readonly reason: "other_page"; readonly url: URL };

/**
 * Reads `https://<host>/operator/<code>/login` from what somebody pasted (article cause 1). The path decides, not the
 * code: funnel and event ids look just like codes. Trailing slash, query and fragment do not matter.
 */
export function parseOperatorLoginUrl(typed: string, scheme: "http" | "https" = "https"): ParsedOperatorLoginUrl {
  const pasted = readPastedUrl(typed, scheme);
  if (!pasted.ok) return pasted;
  const { url } = pasted;
  const [first = "", code = "", last = "", ...more] = pathSegments(url);
  const isOperatorLogin = first.toLowerCase() === "operator" && last.toLowerCase() === "login" && more.length === 0;
  if (!isOperatorLogin || !CODE.test(code)) return { ok: false, reason: "other_page", url };
  const usual = code.length === USUAL_CODE_LENGTH && /^[A-Za-z0-9]+$/.test(code);
  const exactPath = first === "operator" && last === "login";
  return { ok: true, url, code, exactPath, warnings: usual ? [] : ["unusual_code"] };
}

/** Says what page an address is, whether this contract's operators can sign in there, and which one is right (cause 1). */
export function classifyLoginUrl(typed: string, contract: LoginPageContract): LoginPageVerdict {
  const parsed = parseOperatorLoginUrl(typed, schemeOf(contract));
  const correctUrl = operatorLoginUrl(contract);
  const wrong = { correct: false, correctUrl, code: null, host: null, warnings: [] } as const;
  if (!parsed.ok) {
    if (parsed.reason !== "other_page") {
      const advice = parsed.reason === "not_a_url" ? "malformed" : parsed.reason;
      return { ...wrong, kind: "malformed", advice };
    }
    const kind = isContractLogin(parsed.url, contract) ? "contract_login" : "not_a_login_page";
    return { ...wrong, kind, advice: kind, host: parsed.url.host };
  }
  const { url, code } = parsed;
  const warnings = contract.directory === "utage" && code !== contract.code ? parsed.warnings : [];
  return { correctUrl, code, host: url.host, warnings, ...judgeOperatorPage(url, code, parsed.exactPath, contract) };
}

type Judgement = Pick<LoginPageVerdict, "kind" | "correct" | "advice">;

// The order is that of what the person must change first: the contract, the spelling, the host, the scheme.
function judgeOperatorPage(url: URL, code: string, exactPath: boolean, contract: LoginPageContract): Judgement {
  if (contract.code !== null && code !== contract.code) {
    const kind = code.toLowerCase() === contract.code.toLowerCase() ? "wrong_case" : "other_contract";
    return { kind, correct: false, advice: kind };
  }
  if (!exactPath) return { kind: "wrong_case", correct: false, advice: "wrong_case" };
  const standard = standardUrl(contract);
  const onStandard = standard !== null && url.host === standard.host;
  const onCustom = contract.directory === "utage" && isSameHost(url, contract.customDomain);
  // With default ports the host hides the scheme, so hosts of https://kenshin.example and http://kenshin.example agree.
  if (!onStandard && !onCustom) return { kind: "custom_domain", correct: false, advice: "domain_not_known" };
  const scheme = onStandard && standard !== null ? standard.protocol : "https:";
  if (url.protocol !== scheme) {
    if (scheme === "https:") return { kind: "not_https", correct: false, advice: "not_https" };
    return { kind: "operator_page", correct: false, advice: "other_scheme" };
  }
  if (onCustom && !onStandard) return { kind: "custom_domain", correct: true, advice: "right_page_on_custom_domain" };
  return { kind: "operator_page", correct: true, advice: contract.code === null ? "code_not_checked" : "right_page" };
}

/** Where this contract's operators sign in; null while the code (or, hosted, Kenshin's own address) is not known. */
export function operatorLoginUrl(contract: LoginPageContract): string | null {
  const origin = operatorOrigin(contract);
  return origin === null || contract.code === null ? null : `${origin}/operator/${contract.code}/login`;
}

/** Where the contract's owner signs in: `/login`, on which operators are refused (article cause 1). */
export function contractLoginUrl(contract: LoginPageContract): string | null {
  const standard = standardUrl(contract);
  return standard === null ? null : `${standard.origin}/login`;
}

/** The page that helps an operator who cannot sign in: Kenshin's own, wherever they sign in. null while it or the code is not known. */
export function checkUrl({ code, kenshinOrigin }: LoginPageContract): string | null {
  return kenshinOrigin === null || code === null ? null : `${new URL(kenshinOrigin).origin}/operator/${code}/check`;
}

export type NewContractLoginUrl =
  | {
      readonly ok: true;
      readonly code: string;
      readonly origin: string;
      readonly customDomain: string | null;
      readonly warnings: readonly LoginPageWarning[];
    }
  | { readonly ok: false; readonly code: "operator_url_needed" | "malformed" };

/**
 * Reads the address that an owner pastes to add a contract kept on UTAGE: its code, and its custom domain if it is on one.
 * `operator_url_needed`: a real page without a code (the contract's login page, the article's XXX, a page of Kenshin).
 */
export function readNewContractLoginUrl(typed: string, kenshinOrigin: string | null): NewContractLoginUrl {
  const parsed = parseOperatorLoginUrl(typed);
  if (!parsed.ok) return { ok: false, code: parsed.reason === "other_page" ? "operator_url_needed" : "malformed" };
  const { url, code } = parsed;
  const ofKenshin = kenshinOrigin !== null && url.host === new URL(kenshinOrigin).host;
  if (code.toUpperCase() === PLACEHOLDER_CODE || ofKenshin) return { ok: false, code: "operator_url_needed" };
  const customDomain = url.host === new URL(UTAGE_ORIGIN).host ? null : url.host;
  if (!DOMAIN.test(url.hostname)) return { ok: false, code: "malformed" };
  const warnings: LoginPageWarning[] = [...parsed.warnings];
  if (url.protocol === "http:") warnings.push("not_https");
  if (customDomain !== null) warnings.push("custom_domain");
  return { ok: true, code, origin: `https://${url.host}`, customDomain, warnings };
}

export type CustomDomain =
  | { readonly ok: true; readonly domain: string }
  | { readonly ok: false; readonly code: "invalid_domain" };

/** Reads a custom domain as typed or pasted (`https://…/` and a path are dropped); the host in punycode, with its port. */
export function readCustomDomain(typed: string): CustomDomain {
  const pasted = readPastedUrl(typed);
  if (!pasted.ok || !DOMAIN.test(pasted.url.hostname)) return { ok: false, code: "invalid_domain" };
  return { ok: true, domain: pasted.url.host };
}

function standardUrl(contract: LoginPageContract): URL | null {
  if (contract.directory === "utage") return new URL(UTAGE_ORIGIN);
  return contract.kenshinOrigin === null ? null : new URL(contract.kenshinOrigin);
}

// An owner who has set a custom domain hands that one out; the standard address stays right beside it.
function operatorOrigin(contract: LoginPageContract): string | null {
  if (contract.directory === "utage" && contract.customDomain !== null) return `https://${contract.customDomain}`;
  return standardUrl(contract)?.origin ?? null;
}

function schemeOf(contract: LoginPageContract): "http" | "https" {
  return standardUrl(contract)?.protocol === "http:" ? "http" : "https";
}

function isContractLogin(url: URL, contract: LoginPageContract): boolean {
  const segments = pathSegments(url);
  if (segments.length !== 1 || segments[0]?.toLowerCase() !== "login") return false;
  const hosts = [UTAGE_ORIGIN, contract.kenshinOrigin].map((origin) => (origin === null ? null : new URL(origin).host));
  return hosts.includes(url.host) || isSameHost(url, contract.customDomain);
}

function isSameHost(url: URL, domain: string | null): boolean {
  return domain !== null && url.host === domain.toLowerCase();
}
