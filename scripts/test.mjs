import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installPackages } from "./lib/install.mjs";
import { printFailure } from "./lib/project.mjs";
import { runStep, StopRequested, stopSignal } from "./lib/steps.mjs";

// npm test: everything, on a clone that has nothing yet; the last line is "N passed, N failed". A step that fails does
// not keep the later ones from running, so that one run shows all there is to mend. `npm run validate` is the same
// without the installation.

const stop = stopSignal();
const reports = mkdtempSync(join(tmpdir(), "kenshin-reports-"));
let passed = 0;
let failed = 0;

/** Runs one step; false when it failed. What is not a test counts only when it fails. */
async function check(title, parameters, env) {
  console.log(`\n── ${title}`);
  try {
    await runStep(process.execPath, parameters, { stop, env, failure: `${title} failed.` });
    return true;
  } catch (error) {
    if (error instanceof StopRequested) throw error;
    printFailure(error);
    return false;
  }
}

/** Runs a test runner and adds up what its report says; a runner that falls over, or runs nothing, has failed too. */
async function runTests(title, parameters, reportFile, countsOf, env) {
  const ended = await check(title, parameters, env);
  const counts = readCounts(reportFile, countsOf);
  passed += counts.passed;
  failed += counts.failed;
  if (counts.passed + counts.failed === 0) console.error(`kenshin: ${title} ran no test.`);
  if ((!ended || counts.passed === 0) && counts.failed === 0) failed += 1;
}

function readCounts(reportFile, countsOf) {
  try {
    return countsOf(JSON.parse(readFileSync(reportFile, "utf8")));
  } catch {
    return { passed: 0, failed: 0 };
  }
}

async function testEverything() {
  const bin = {
    biome: "node_modules/@biomejs/biome/bin/biome",
    next: "node_modules/next/dist/bin/next",
    tsc: "node_modules/typescript/bin/tsc",
    vitest: "node_modules/vitest/vitest.mjs",
    playwright: "node_modules/@playwright/test/cli.js",
  };
  const quiet = { NEXT_TELEMETRY_DISABLED: "1" };
  if (!process.argv.includes("--installed")) await installPackages(stop);

  const checks = [
    ["Prepare", ["scripts/prepare.mjs"]],
    ["Format and lint", [bin.biome, "ci", "."]],
    ["Types of routes", [bin.next, "typegen"], quiet],
    ["Types", [bin.tsc, "--noEmit"]],
    ["Migrations", ["scripts/migrate.mjs", "check"]],
  ];
  for (const one of checks) if (!(await check(...one))) failed += 1;

  const vitestReport = join(reports, "vitest.json");
  const vitest = [bin.vitest, "run", "--reporter=default", "--reporter=json", `--outputFile.json=${vitestReport}`];
  await runTests("Unit and integration tests", vitest, vitestReport, (report) => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests,
  }));

  if (!(await check("Build", ["scripts/build.mjs"]))) {
    failed += 1;
    return;
  }
  const playwrightReport = join(reports, "playwright.json");
  await runTests(
    "Journeys in the browser",
    ["--conditions=react-server", bin.playwright, "test", "--reporter=list,json"],
    playwrightReport,
    ({ stats }) => ({ passed: stats.expected + stats.flaky, failed: stats.unexpected }),
    { PLAYWRIGHT_JSON_OUTPUT_FILE: playwrightReport },
  );
}

try {
  await testEverything();
} catch (error) {
  if (!(error instanceof StopRequested)) printFailure(error);
  failed += 1;
} finally {
  rmSync(reports, { recursive: true, force: true });
}
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
