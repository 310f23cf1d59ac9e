// npm run bench: Kenshin beside its peers. Without more: 100,000 rows, no web peers. `--full`: a million rows
// and the web peers. `P3 P4`: only these. `growth`: the chart. Every benchmark is a file and runs in a process of its own.
import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { benchFolder, projectRoot, workFolder } from "./harness/place.mjs";
import { describeMachine, printLine, readResults, saveResults, writePage } from "./harness/report.mjs";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { full: { type: "boolean", default: false }, rows: { type: "string" } },
});
const rows = Number(values.rows ?? (values.full ? 1_000_000 : 100_000));
const wanted = positionals.map((id) => id.toUpperCase());
const files = readdirSync(benchFolder)
  .filter((name) => /^p\d+-.*\.mjs$/.test(name))
  .sort();
const GROWTH = "GROWTH";
const known = [...files.map(idOf), GROWTH];
const unknown = wanted.filter((id) => !known.includes(id));

if (!existsSync(`${benchFolder}node_modules`)) {
  console.error("The peers are not installed. Once: npm ci --prefix bench");
  process.exitCode = 2;
} else if (unknown.length > 0) {
  console.error(`There is no benchmark ${unknown.join(", ")}; there are ${known.join(", ")}.`);
  process.exitCode = 2;
} else {
  await runAll();
}

async function runAll() {
  console.log(`${describeMachine()}\n${rows.toLocaleString("en")} rows${values.full ? ", web peers too" : ""}\n`);
  for (const file of files) {
    const id = idOf(file);
    if (wanted.length > 0 && !wanted.includes(id)) continue;
    const began = performance.now();
    const lines = await runOne(file);
    const seconds = Math.round((performance.now() - began) / 1000);
    if (lines === null) {
      process.exitCode = 1;
      continue;
    }
    for (const line of lines) printLine(id, line);
    console.log(`${id} took ${seconds} s\n`);
    const measuredOn = new Date().toISOString().slice(0, 10);
    saveResults(id, { rows, measuredOn, machine: describeMachine(), lines });
    writePage();
  }
  if (wanted.includes(GROWTH) || (values.full && wanted.length === 0)) await drawGrowth();
  const all = Object.values(readResults()).flatMap(({ lines }) => lines.filter(({ target }) => target !== undefined));
  console.log(`\n${all.filter((line) => line.met).length} of ${all.length} met; the table is in docs/performance.md`);
}

async function drawGrowth() {
  const points = await runOne("growth.mjs");
  if (points === null) process.exitCode = 1;
  for (const { panel, page, size, ms } of points ?? []) {
    console.log(`growth  ${page}: ${ms.toFixed(1)} ms at ${size.toLocaleString("en")} ${panel}`);
  }
}

/** The lines of one benchmark; null when it failed. */
async function runOne(file) {
  const out = `${workFolder("out")}/${file}.json`;
  const parameters = ["--file", file, "--rows", String(rows), "--out", out, ...(values.full ? ["--full"] : [])];
  const node = ["--conditions=react-server", "--import", "./cli/load-typescript.mjs", "bench/harness/run-one.mjs"];
  const child = spawn(process.execPath, [...node, ...parameters], { cwd: projectRoot, stdio: "inherit" });
  const code = await new Promise((resolve) => child.once("exit", resolve));
  if (code === 0) return JSON.parse(readFileSync(out, "utf8"));
  console.error(`${file} failed; what it printed last time stays in the table.`);
  return null;
}

function idOf(file) {
  return `P${Number(file.slice(1, file.indexOf("-")))}`;
}
