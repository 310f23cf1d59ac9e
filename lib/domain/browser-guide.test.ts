import { describe, expect, it } from "vitest";
import { KNOWN_BROWSERS } from "../../tests/fixtures/user-agents";
import {
  type BrowserGuide,
  browserGuide,
  guideOfTouchScreen,
  isAppleTouch,
  isInsideApp,
  isPrivateWindow,
  outsideLine,
  privateWindowHelp,
} from "./browser-guide";

describe("the browser whose steps are shown", () => {
  it.each(KNOWN_BROWSERS)("$name: $guide", ({ userAgent, guide }) => {
    expect(browserGuide(userAgent)).toBe(guide);
  });

  it("is a phone's where a Mac is touched with several fingers: that is an iPad", () => {
    expect(guideOfTouchScreen("safari", 5)).toBe("safari_phone");
    expect(guideOfTouchScreen("safari", 0)).toBe("safari");
    expect(guideOfTouchScreen("chrome", 10)).toBe("chrome");
  });

  it("is inside an app where a private window is not to be had", () => {
    const inside = KNOWN_BROWSERS.filter(({ guide }) => isInsideApp(guide)).map(({ name }) => name.split(",")[0]);
    expect(new Set(inside)).toEqual(new Set(["LINE", "Instagram", "Facebook", "Google app", "an app's own page"]));
  });
});

describe("a private window", () => {
  const page = { secure: true, serviceWorkers: false, apple: false };

  it("is known in Firefox on a secure page alone", () => {
    expect(isPrivateWindow("firefox", page)).toBe(true);
    expect(isPrivateWindow("firefox_phone", page)).toBe(true);
  });

  it.each<[string, BrowserGuide, typeof page]>([
    [
      "Firefox with service workers: an ordinary window, or one of a version that has them",
      "firefox",
      { ...page, serviceWorkers: true },
    ],
    ["Firefox on plain http, where no window has them", "firefox", { ...page, secure: false }],
    ["Firefox on an iPhone, which is Safari inside", "firefox_phone", { ...page, apple: true }],
    ["Chrome, which hides it", "chrome", page],
    ["Safari, which hides it", "safari_phone", page],
    ["LINE", "line", page],
  ])("is not claimed to be known: %s", (_name, guide, seen) => {
    expect(isPrivateWindow(guide, seen)).toBeNull();
  });
});

it.each([
  ["chrome", false, "co=GENIE.Platform%3DDesktop"],
  ["chrome_phone", false, "co=GENIE.Platform%3DAndroid"],
  ["chrome_phone", true, "co=GENIE.Platform%3DiOS"],
  ["firefox", false, "support.mozilla.org/ja/"],
] as const)("the maker's help for %s (an iPhone: %s) is the page that the article links", (guide, ios, part) => {
  expect(privateWindowHelp(guide, ios, "ja")).toContain(part);
  expect(privateWindowHelp("safari", ios, "ja")).toBeNull();
});

it("an address leaves LINE by the parameter that LINE reads, whatever it carries already", () => {
  expect(outsideLine("https://utage-system.com/operator/aB3dE6gH9jK2/login")).toBe(
    "https://utage-system.com/operator/aB3dE6gH9jK2/login?openExternalBrowser=1",
  );
  expect(outsideLine("http://kenshin.test/check?seen=refused")).toBe(
    "http://kenshin.test/check?seen=refused&openExternalBrowser=1",
  );
});

it("Apple's phones and tablets are known, also where a tablet asks for desktop pages", () => {
  const apple = KNOWN_BROWSERS.filter(({ userAgent }) => isAppleTouch(userAgent)).map(({ name }) => name);
  expect(apple.every((name) => /iPhone|iPad/.test(name))).toBe(true);
  expect(apple).toContain("Chrome, iPad asking for desktop pages");
});
