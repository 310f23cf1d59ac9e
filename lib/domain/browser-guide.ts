/** The browsers whose way to a private window differs. */
export const BROWSER_GUIDES = [
  "line",
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

const PHONE = /\b(?:iPhone|iPad|iPod|Android)\b/;

/** Which of the browsers a user agent is. The order matters: LINE and Edge also call themselves Chrome and Safari. */
export function browserGuide(userAgent: string): BrowserGuide {
  if (/\bLine\//.test(userAgent)) return "line";
  const phone = PHONE.test(userAgent);
  if (/\b(?:Edg|EdgA|EdgiOS)\//.test(userAgent)) return phone ? "edge_phone" : "edge";
  if (/\b(?:Firefox|FxiOS)\//.test(userAgent)) return phone ? "firefox_phone" : "firefox";
  if (/(?:Chrome|\bCriOS)\//.test(userAgent)) return phone ? "chrome_phone" : "chrome";
  if (/\bSafari\//.test(userAgent)) return phone ? "safari_phone" : "safari";
  return "other";
}
