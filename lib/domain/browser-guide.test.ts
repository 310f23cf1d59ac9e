import { describe, expect, it } from "vitest";
import { browserGuide } from "./browser-guide";

const KIT = "AppleWebKit/537.36 (KHTML, like Gecko)";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";
const ANDROID = `Mozilla/5.0 (Linux; Android 15; Pixel 9) ${KIT}`;

describe("the browser whose steps are shown", () => {
  it.each([
    ["chrome", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/142.0.0.0 Safari/537.36`],
    ["edge", `Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${KIT} Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0`],
    ["firefox", "Mozilla/5.0 (Macintosh; Intel Mac OS X 15.6; rv:145.0) Gecko/20100101 Firefox/145.0"],
    ["safari", "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.6 Safari/605.1.15"],
    ["chrome_phone", `${ANDROID} Chrome/142.0.0.0 Mobile Safari/537.36`],
    ["edge_phone", `${ANDROID} Chrome/142.0.0.0 Mobile Safari/537.36 EdgA/142.0.0.0`],
    ["firefox_phone", "Mozilla/5.0 (Android 15; Mobile; rv:145.0) Gecko/145.0 Firefox/145.0"],
    ["safari_phone", `${IPHONE} Version/18.6 Mobile/15E148 Safari/604.1`],
    ["chrome_phone", `${IPHONE} CriOS/142.0.0.0 Mobile/15E148 Safari/604.1`],
    ["line", `${IPHONE} Mobile/15E148 Safari Line/15.18.0`],
    ["line", `${ANDROID} Version/4.0 Chrome/142.0.0.0 Mobile Safari/537.36 Line/15.18.0/IAB`],
    ["chrome", `Mozilla/5.0 (X11; Linux x86_64) ${KIT} HeadlessChrome/142.0.0.0 Safari/537.36`],
    ["other", "curl/8.5.0"],
    ["other", ""],
  ])("is %s for %s", (guide, userAgent) => {
    expect(browserGuide(userAgent)).toBe(guide);
  });
});
