import assert from "node:assert/strict";
import { bundled } from "./harness/bundle.mjs";
import { compare } from "./harness/compare.mjs";
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
  const sheetjsReader = `${benchFolder}peers/sheetjs-read.mjs`;
  const sheetjs = () => node(sheetjsReader, file);
  const unzip = () => runProcess("sh", ["-c", `unzip -p "$0" ${SHEET} ${STRINGS} | wc`, file]);
  const answer = async (script) => JSON.parse((await node(script, file, "--hash")).output);
  assert.deepEqual(await answer(reader), await answer(sheetjsReader));

  const versus = async (against, peer, target, measures = ["time"]) => {
    const sides = await compare({ ours: () => measure(node(reader, file)), peer: () => measure(peer()) });
    return measures.map((one) => ratio({ work, against, measure: one, sides, target }));
  };
  const pipe = "unzip | wc";
  return [
    ...(hasCommand("unzip")
      ? await versus(pipe, unzip, { atMost: 2.5 })
      : [withoutPeer({ work, against: pipe, target: { atMost: 2.5 }, why: "unzip is not installed" })]),
    ...(await versus("SheetJS", sheetjs, { atMost: 0.25 }, ["time", "memory"])),
    ...(await versus("itself on a tenth of the rows", () => node(reader, tenth), { atMost: 11 })),
  ];
}

async function measure(process) {
  const { time, memory } = await process;
  return { time, memory };
}
