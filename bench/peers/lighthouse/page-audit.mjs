// Loads one page in a browser of its own and prints what Lighthouse's mobile preset finds: kilobytes of JavaScript as they
// cross the wire, the performance score (0 to 1) and the layout shift, and the text that stands there.
import lighthouse from "lighthouse";
import { withPage } from "./browser.mjs";

const { url, cookie } = JSON.parse(process.argv[2]);

/** Lighthouse loses a trace now and then and asks to be run again. */
const TRIES = 3;

for (let attempt = 1; ; attempt++) {
  const found = await withPage({ url, cookie }, audit);
  if (found.error === undefined) {
    console.log(JSON.stringify(found));
    break;
  }
  if (attempt === TRIES) throw new Error(found.error);
}

async function audit(page) {
  const flags = { onlyCategories: ["performance"], disableStorageReset: true, logLevel: "silent" };
  const { lhr } = await lighthouse(url, flags, undefined, page);
  if (lhr.runtimeError) return { error: lhr.runtimeError.message };
  const requests = lhr.audits["network-requests"].details.items;
  const scripts = requests.filter(({ resourceType }) => resourceType === "Script");
  return {
    size: scripts.reduce((sum, { transferSize }) => sum + transferSize, 0) / 1000,
    score: lhr.categories.performance.score,
    shift: lhr.audits["cumulative-layout-shift"].numericValue,
    landedOn: lhr.finalDisplayedUrl,
    text: await page.evaluate(textOf),
  };
}

/** All that is in the page; `innerText` would leave out what a side does not lay out before it is scrolled to. */
function textOf() {
  for (const code of document.querySelectorAll("script, style")) code.remove();
  return document.body.textContent;
}
