import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { cpus, totalmem } from "node:os";
import { benchFolder, projectRoot } from "./place.mjs";

const resultsFile = `${benchFolder}results.json`;
const pageFile = `${projectRoot}docs/performance.md`;
const BEGIN = "<!-- results: written by npm run bench -->";
const END = "<!-- end of results -->";

/** What this machine is, in words for the page. */
export function describeMachine() {
  const [processor] = cpus();
  const memory = Math.round(totalmem() / 1024 ** 3);
  return `${cpus().length} × ${processor.model.trim()}, ${memory} GiB, ${process.platform} ${process.arch}, Node ${process.versions.node}`;
}

/** One line for the terminal. */
export function printLine(id, line) {
  const verdict = verdictText(line, "MISSED");
  if (line.missing !== undefined) {
    console.log(
      `${id}  ${line.work}\n    against ${line.against}: not measured (${line.missing}). ${targetText(line)}: ${verdict}`,
    );
    return;
  }
  const steady = line.steady === false ? " (the peer was unsteady)" : "";
  const sides =
    line.peer === undefined ? "" : `, ${line.against} ${sideText(line.peer, line.unit)}\n    ${relationText(line)}`;
  console.log(
    `${id}  ${line.work}\n    ours ${sideText(line.ours, line.unit)}${sides}, target ${targetText(line)}: ${verdict}${steady}`,
  );
}

/** The results of all benchmarks so far; those of `id` are replaced. */
export function saveResults(id, run) {
  const results = readResults();
  results[id] = run;
  const sorted = Object.fromEntries(Object.entries(results).sort(([one], [other]) => number(one) - number(other)));
  writeFileSync(resultsFile, `${JSON.stringify(sorted, null, 2)}\n`);
}

export function readResults() {
  return existsSync(resultsFile) ? JSON.parse(readFileSync(resultsFile, "utf8")) : {};
}

/** Writes the table of all results into the page, between its two marks. */
export function writePage() {
  const page = readFileSync(pageFile, "utf8");
  const [before, after] = [page.indexOf(BEGIN) + BEGIN.length, page.indexOf(END)];
  if (before < BEGIN.length || after < before) throw new Error(`${pageFile} has lost the marks around its results`);
  writeFileSync(pageFile, `${page.slice(0, before)}\n\n${table(readResults())}\n\n${page.slice(after)}`);
}

function table(results) {
  const rows = Object.entries(results).flatMap(([id, run]) => run.lines.map((line) => row(id, run, line)));
  const runs = Object.values(results);
  const lines = runs.flatMap((run) => run.lines.filter(({ target }) => target !== undefined));
  const met = lines.filter((line) => line.met).length;
  const machines = [...new Set(runs.map(({ machine }) => machine))].join("; ");
  return [
    `${met} of ${lines.length} met. ${machines}.`,
    "",
    "| # | work | against | ours: median (least–most) | peer: median (least–most) | ratio | target | | rows, date |",
    "|---|---|---|---|---|---|---|---|---|",
    ...rows,
  ].join("\n");
}

function row(id, { rows, measuredOn }, line) {
  const measured = [
    line.ours === undefined ? "" : sideText(line.ours, line.unit),
    line.peer === undefined ? (line.missing ?? "") : sideText(line.peer, line.unit),
    relationText(line),
  ];
  const verdict = `${verdictText(line, "**missed**")}${line.steady === false ? ", unsteady" : ""}`;
  const work = line.note === undefined ? line.work : `${line.work} (${line.note})`;
  const when = `${rows.toLocaleString("en")}, ${measuredOn}`;
  const cells = [id, work, line.against ?? "a limit", ...measured, targetText(line), verdict, when];
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
}

function verdictText({ target, met }, missed) {
  if (target === undefined) return "for information";
  return met ? "met" : missed;
}

function targetText({ target, against, difference, unit }) {
  if (target === undefined) return "none";
  const [sign, bound] = target.atMost === undefined ? ["≥", target.atLeast] : ["≤", target.atMost];
  if (difference !== undefined) return `${sign} ${signed(bound, unit)}`;
  return `${sign} ${bound}${against === undefined ? ` ${unit}` : "×"}`;
}

/** How ours stands to the peer's. */
function relationText({ ratio, difference, unit }) {
  if (typeof difference === "number") return signed(difference, unit);
  return ratio === undefined ? "" : `${short(ratio)}×`;
}

function signed(value, unit) {
  return `${value < 0 ? "−" : "+"}${short(Math.abs(value))} ${unit}`;
}

function sideText({ median, min, max }, unit) {
  return `${short(median)} ${unit} (${short(min)}–${short(max)})`;
}

/** Three digits that count, and no more. */
function short(value) {
  if (!Number.isFinite(value)) return "?";
  return value >= 100 ? Math.round(value).toLocaleString("en") : String(Number(value.toPrecision(3)));
}

function number(id) {
  return Number(id.slice(1));
}
