/** The browsers whose way to a private window differs. */
export const BROWSER_GUIDES = [
  "line",
  "in_app",
  "edge",
  "edge_phone",
  "firefox",
  "firefox_phone",
  "chrome",
  "chrome_phone",
  "safari",
  "safari_phone",
  "other",
] as const;
export type BrowserGuide = (typeof BROWSER_GUIDES)[number];

/** On a tablet that asks for desktop pages only the browser's own name still says that it is one. */
const PHONE = /\b(?:iPhone|iPad|iPod|Android|CriOS|FxiOS|EdgiOS)\b/;
/** The apps that are passed links most; other apps are known by the web view they open pages in. */
const APP = /\b(?:FBAN|FBAV|FB_IAB|Instagram|Twitter for|GSA)\b/;
const ANDROID_WEB_VIEW = /; wv\)/;
const IOS = /\b(?:iPhone|iPad|iPod)\b/;
/** They call themselves Chrome or Safari too, but their menus are their own. */
const OTHER_BRAND =
  /\b(?:SamsungBrowser|OPR|OPT|OPiOS|Opera|YaBrowser|UCBrowser|MiuiBrowser|HuaweiBrowser|DuckDuckGo|Silk)\//;

/** Which of the browsers a user agent is. The order matters: LINE and Edge also call themselves Chrome and Safari. */
export function browserGuide(userAgent: string): BrowserGuide {
  if (/\bLine\//.test(userAgent)) return "line";
  if (isWebView(userAgent)) return "in_app";
  if (OTHER_BRAND.test(userAgent)) return "other";
  const phone = PHONE.test(userAgent);
  if (/\b(?:Edg|EdgA|EdgiOS)\//.test(userAgent)) return phone ? "edge_phone" : "edge";
  if (/\b(?:Firefox|FxiOS)\//.test(userAgent)) return phone ? "firefox_phone" : "firefox";
  if (/(?:Chrome|\bCriOS)\//.test(userAgent)) return phone ? "chrome_phone" : "chrome";
  if (/\bSafari\//.test(userAgent)) return phone ? "safari_phone" : "safari";
  return "other";
}

/** Every browser of its own on iOS says Safari somewhere; the page inside another app does not. */
function isWebView(userAgent: string): boolean {
  if (APP.test(userAgent) || ANDROID_WEB_VIEW.test(userAgent)) return true;
  return IOS.test(userAgent) && /\bAppleWebKit\//.test(userAgent) && !/\bSafari\//.test(userAgent);
}

/** A page inside an app keeps its own logins and has no private window: the way out is a browser. */
export function isInsideApp(guide: BrowserGuide): boolean {
  return guide === "line" || guide === "in_app";
}

/** Whether the steps lead to a private window, into which an address can be pasted. */
export function hasPrivateWindow(guide: BrowserGuide): boolean {
  return !isInsideApp(guide) && guide !== "other";
}

/** An iPad says that it is a Mac; that it is touched with several fingers gives it away. */
export function guideOfTouchScreen(guide: BrowserGuide, touchPoints: number): BrowserGuide {
  return guide === "safari" && touchPoints > 1 ? "safari_phone" : guide;
}

/** LINE opens an address that ends so in the phone's own browser. */
export function outsideLine(url: string): string {
  const outside = new URL(url);
  outside.searchParams.set("openExternalBrowser", "1");
  return outside.href;
}

/**
 * The maker's own page on private windows, where the article links one (cause 2); null for the others.
 * @param ios which phone it is, as Chrome's page has one for each
 */
export function privateWindowHelp(guide: BrowserGuide, ios: boolean, locale: "ja" | "en"): string | null {
  switch (guide) {
    case "chrome":
      return `https://support.google.com/chrome/answer/95464?hl=${locale}&co=GENIE.Platform%3DDesktop`;
    case "chrome_phone":
      return `https://support.google.com/chrome/answer/95464?hl=${locale}&co=GENIE.Platform%3D${ios ? "iOS" : "Android"}`;
    case "firefox":
      return `https://support.mozilla.org/${locale === "ja" ? "ja" : "en-US"}/kb/private-browsing-use-firefox-without-history`;
    default:
      return null;
  }
}

/** Whether a phone or tablet of Apple's asks. */
export function isAppleTouch(userAgent: string): boolean {
  return IOS.test(userAgent) || /\b(?:CriOS|FxiOS|EdgiOS)\//.test(userAgent);
}

/**
 * Whether this is a private window; null: cannot be told. Browsers hide it on purpose, and tricks that guess it go stale
 * and lie. Firefox alone shows it by what it leaves out: on a secure page service workers are there except in private windows.
 */
export function isPrivateWindow(
  guide: BrowserGuide,
  page: { readonly secure: boolean; readonly serviceWorkers: boolean; readonly apple: boolean },
): true | null {
  const gecko = (guide === "firefox" || guide === "firefox_phone") && !page.apple;
  return gecko && page.secure && !page.serviceWorkers ? true : null;
}
