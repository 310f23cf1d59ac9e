import assert from "node:assert/strict";
import { bundled } from "./harness/bundle.mjs";
import { compareAll } from "./harness/compare.mjs";
import { benchFolder, projectRoot } from "./harness/place.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { hasCommand, runProcess } from "./harness/whole-process.mjs";
import { xlsxFile } from "./harness/workbook.mjs";

const work = "read a workbook to its last row: columns found, every row validated";
const MOST_ROWS = 100_000;
const SHEET = "xl/worksheets/sheet1.xml";
const STRINGS = "xl/sharedStrings.xml";

/** P4: whole processes. Nobody keeps a million operators in Excel, so there are a hundred thousand rows at most. */
export async function run({ rows }) {
  const count = Math.min(rows, MOST_ROWS);
  const [file, tenth] = [await xlsxFile(count), await xlsxFile(count / 10)];
  const reader = await bundled("sides/read-list.mjs");
  const node = (...parameters) => runProcess(process.execPath, parameters, { cwd: projectRoot });
  const sheetjs = `${benchFolder}peers/sheetjs-read.mjs`;
  const answer = async (script) => JSON.parse((await node(script, file, "--hash")).output);
  assert.deepEqual(await answer(reader), await answer(sheetjs));

  const unzip = () => runProcess("sh", ["-c", `unzip -p "$0" ${SHEET} ${STRINGS} | wc`, file]);
  const sides = {
    ours: () => node(reader, file),
    sheetjs: () => node(sheetjs, file),
    tenth: () => node(reader, tenth),
    ...(hasCommand("unzip") ? { unzip } : {}),
  };
  const against = (name) => ({ ours: ["ours", measures], peer: [name, measures] });
  const measured = await compareAll(sides, {
    sheetjs: against("sheetjs"),
    tenth: against("tenth"),
    ...(sides.unzip ? { unzip: against("unzip") } : {}),
  });
  const line = (name, peer, measure, target) =>
    measured[name] === undefined
      ? withoutPeer({ work, against: peer, target, why: `${name} is not installed` })
      : ratio({ work, against: peer, measure, sides: measured[name], target });
  return [
    line("unzip", "unzip | wc", "time", { atMost: 2.5 }),
    line("sheetjs", "SheetJS", "time", { atMost: 0.25 }),
    line("sheetjs", "SheetJS", "memory", { atMost: 0.25 }),
    line("tenth", "itself on a tenth of the rows", "time", { atMost: 11 }),
  ];
}

function measures({ time, memory }) {
  return { time, memory };
}
