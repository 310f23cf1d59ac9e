import assert from "node:assert/strict";
import { buildCommand } from "../scripts/lib/command-bundle.mjs";
import { compare } from "./harness/compare.mjs";
import { csvFile } from "./harness/list-files.mjs";
import { benchFolder, projectRoot } from "./harness/place.mjs";
import { ratio } from "./harness/result.mjs";
import { runProcess } from "./harness/whole-process.mjs";

export const work = "kenshin audit of a CSV list: every check, the whole report as JSON";

/** P1: whole processes, from start to the last byte of the answer. */
export async function run({ rows }) {
  await buildCommand();
  const file = await csvFile(rows);
  const audit = (path) =>
    runProcess(process.execPath, [`${projectRoot}cli/kenshin.mjs`, "audit", path, "--format", "json"]);
  const duckdb = (query) => runProcess(process.execPath, [`${benchFolder}peers/duckdb-duplicates.mjs`, query, file]);

  const found = JSON.parse((await audit(file)).output).duplicates.filter(({ confidence }) => confidence === "same");
  const members = found.flatMap((group) => group.members.map(({ row, name, email }) => [row, name, email]));
  assert.deepEqual(sorted(JSON.parse((await duckdb("members")).output)), sorted(members));
  assert.deepEqual(JSON.parse((await duckdb("counts")).output), { groups: found.length, operators: members.length });

  const lines = [];
  for (const [query, against] of [
    ["members", "DuckDB, 2 threads: the duplicate query alone, same answer"],
    ["counts", "DuckDB, 2 threads: groups counted only"],
  ]) {
    const sides = await compare({ ours: () => measure(audit(file)), peer: () => measure(duckdb(query)) });
    lines.push(ratio({ work, against, measure: "time", sides, target: { atMost: 0.8 } }));
    lines.push(ratio({ work, against, measure: "memory", sides, target: { atMost: 0.25 } }));
  }
  lines.push(await growth(audit, file, rows));
  return lines;
}

async function growth(audit, file, rows) {
  const tenth = await csvFile(rows / 10);
  const sides = await compare({ ours: () => measure(audit(file)), peer: () => measure(audit(tenth)) });
  return ratio({ work, against: "itself on a tenth of the rows", measure: "time", sides, target: { atMost: 11 } });
}

async function measure(process) {
  const { time, memory } = await process;
  return { time, memory };
}

function sorted(members) {
  return members.toSorted(([one], [other]) => one - other);
}
