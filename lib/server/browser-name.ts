import "server-only";

// The first that matches wins: pages inside apps and most other brands also call themselves Chrome and Safari.
const FAMILIES: readonly (readonly [pattern: RegExp, family: string])[] = [
  [/\bLine\//, "LINE"],
  [/\bInstagram\b/, "Instagram"],
  [/\bFB(?:AN|AV|_IAB)\//, "Facebook"],
  [/\bGSA\//, "Google"],
  [/\bEdgA?\/|\bEdgiOS\//, "Edge"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bOPR\//, "Opera"],
  [/\bFirefox\/|\bFxiOS\//, "Firefox"],
  [/Chrome\/|\bCriOS\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [pattern: RegExp, system: string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

/** A name a person recognises in a list of sessions, such as `Chrome / Windows`; never the whole user agent. */
export function browserName(userAgent: string | null | undefined): string {
  const find = (list: typeof FAMILIES) => list.find(([pattern]) => pattern.test(userAgent ?? ""))?.[1];
  return [find(FAMILIES), find(SYSTEMS)].filter(Boolean).join(" / ");
}
