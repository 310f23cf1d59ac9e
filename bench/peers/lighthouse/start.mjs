import { findBrowser } from "../../../tests/setup/browser.ts";
import { runProcess } from "../../harness/whole-process.mjs";

/** Lighthouse on this machine's browser: `{ audit(page), interactions(page) }`, a page being `{ list, cookie }`. */
export async function start({ folder }) {
  const browser = await findBrowser();
  if (browser.executablePath === undefined) throw new Error("there is no Chromium on this machine");
  const run = async (script, parameters) => {
    const env = { NODE_NO_WARNINGS: "1", PEER_BROWSER: JSON.stringify(browser) };
    const { code, output } = await runProcess(process.execPath, [script, JSON.stringify(parameters)], {
      env,
      cwd: folder,
    });
    if (code !== 0) throw new Error(`${script} failed at ${parameters.url}`);
    return JSON.parse(output);
  };
  return {
    audit: ({ list, cookie }) => run("page-audit.mjs", { url: list, cookie }),
    interactions: ({ list, cookie }, { steps, slowdown }) =>
      run("page-interactions.mjs", { url: list, cookie, steps, slowdown }),
  };
}
