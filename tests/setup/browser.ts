import { existsSync } from "node:fs";
import { join } from "node:path";
import { unpackBrowser } from "./packaged-browser";

// Where the systems put Chromium, Chrome and Edge.
const INSTALLED: Partial<Record<NodeJS.Platform, readonly string[]>> = {
  linux: [
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
    "/usr/bin/google-chrome-stable",
    "/opt/google/chrome/chrome",
    "/usr/bin/microsoft-edge",
    "/snap/bin/chromium",
  ],
  darwin: [
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
  ],
  win32: ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"]
    .map((name) => process.env[name])
    .filter((folder) => folder !== undefined)
    .flatMap((folder) => [
      join(folder, "Google/Chrome/Application/chrome.exe"),
      join(folder, "Microsoft/Edge/Application/msedge.exe"),
    ]),
};

// A browser under test has nothing to look up, update or report.
const QUIET = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-domain-reliability",
  "--disable-sync",
  "--no-pings",
];

/** How Playwright starts the browser; without `executablePath` it takes its own. */
export type BrowserLaunch = { executablePath?: string; args: string[]; env?: Record<string, string> };

/**
 * The browser of this machine if it has one, else the one that npm brought (Linux x64), else Playwright's own.
 * KENSHIN_TEST_BROWSER chooses: the path of one, or `packaged`.
 */
export async function findBrowser(): Promise<BrowserLaunch> {
  const wanted = process.env["KENSHIN_TEST_BROWSER"];
  const installed = wanted ?? INSTALLED[process.platform]?.find((path) => existsSync(path));
  if (installed !== undefined && installed !== "packaged") return { executablePath: installed, args: QUIET };
  if (process.platform !== "linux" || process.arch !== "x64") return { args: QUIET };
  const { executablePath, env } = await unpackBrowser();
  return { executablePath, args: QUIET, env: { ...definedEnvironment(), ...env } };
}

function definedEnvironment(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
}
