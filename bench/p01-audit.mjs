import assert from "node:assert/strict";
import { buildCommand } from "../scripts/lib/command-bundle.mjs";
import { compareAll } from "./harness/compare.mjs";
import { csvFile } from "./harness/list-files.mjs";
import { benchFolder, projectRoot } from "./harness/place.mjs";
import { ratio } from "./harness/result.mjs";
import { runProcess } from "./harness/whole-process.mjs";

const work = "kenshin audit of a CSV list: every check, the whole report as JSON";

/** P1: whole processes, from start to the last byte of the answer. */
export async function run({ rows }) {
  await buildCommand();
  const [file, tenth] = [await csvFile(rows), await csvFile(rows / 10)];
  const audit = (path) => () =>
    runProcess(process.execPath, [`${projectRoot}cli/kenshin.mjs`, "audit", path, "--format", "json"]);
  const duckdb = (query) => () =>
    runProcess(process.execPath, [`${benchFolder}peers/duckdb-duplicates.mjs`, query, file]);
  const { members, counts, growth } = await compareAll(
    { audit: audit(file), members: duckdb("members"), counts: duckdb("counts"), tenth: audit(tenth) },
    {
      members: { ours: ["audit", measures], peer: ["members", measures] },
      counts: { ours: ["audit", measures], peer: ["counts", measures] },
      growth: { ours: ["audit", measures], peer: ["tenth", measures] },
    },
    { check: sameAnswers },
  );
  const versus = (sides, against) => [
    ratio({ work, against, measure: "time", sides, target: { atMost: 0.8 } }),
    ratio({ work, against, measure: "memory", sides, target: { atMost: 0.25 } }),
  ];
  return [
    ...versus(members, "DuckDB, 2 threads: the duplicate query alone, same answer"),
    ...versus(counts, "DuckDB, 2 threads: groups counted only"),
    ratio({ work, against: "itself on a tenth of the rows", measure: "time", sides: growth, target: { atMost: 11 } }),
  ];
}

function sameAnswers({ audit, members, counts }) {
  const found = JSON.parse(audit.output).duplicates.filter(({ confidence }) => confidence === "same");
  const ours = found.flatMap((group) => group.members.map(({ row, name, email }) => [row, name, email]));
  assert.deepEqual(sorted(JSON.parse(members.output)), sorted(ours));
  assert.deepEqual(JSON.parse(counts.output), { groups: found.length, operators: ours.length });
}

function measures({ time, memory }) {
  return { time, memory };
}

function sorted(members) {
  return members.toSorted(([one], [other]) => one - other);
}
