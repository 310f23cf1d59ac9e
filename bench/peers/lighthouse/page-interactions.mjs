// Does on one page what a person does on a telephone and prints how long each took to be answered on the screen,
// milliseconds, as the browser's own Event Timing says (what INP is made of), with the processor as it is and slowed down.
import { KnownDevices } from "puppeteer-core";
import { withPage } from "./browser.mjs";

/** Time in which an interaction and what it brings has come to rest. */
const REST_MS = 700;
/** The least that a browser reports. */
const LEAST_MS = 16;

const { url, cookie, steps, slowdown } = JSON.parse(process.argv[2]);

await withPage({ url, cookie }, async (page) => {
  await page.emulate(KnownDevices["Moto G4"]);
  await page.evaluateOnNewDocument(observeEvents, LEAST_MS);
  await page.goto(url, { waitUntil: "networkidle0" });
  await page.emulateCPUThrottling(slowdown);
  const answers = [];
  for (const step of steps) {
    await act(page, step);
    await rest();
    const [longest] = (await page.evaluate("globalThis.interactions.splice(0)")).sort((a, b) => b.ms - a.ms);
    answers.push({ step: Object.values(step).join(" "), ms: longest?.ms ?? LEAST_MS });
  }
  console.log(JSON.stringify(answers));
});

async function act(page, { tap, type, key }) {
  if (key !== undefined) return page.keyboard.press(key);
  const element = await page.waitForSelector(tap);
  await element.scrollIntoView();
  await element.tap();
  if (type === undefined) return;
  await rest();
  await page.keyboard.type(type, { delay: 80 });
}

function rest() {
  return new Promise((resolve) => setTimeout(resolve, REST_MS));
}

/** Runs in the page: keeps every event that belongs to an interaction. */
function observeEvents(leastMs) {
  globalThis.interactions = [];
  new PerformanceObserver((list) => {
    for (const { interactionId, duration, name } of list.getEntries()) {
      if (interactionId > 0) globalThis.interactions.push({ name, ms: duration });
    }
  }).observe({ type: "event", durationThreshold: leastMs });
}
