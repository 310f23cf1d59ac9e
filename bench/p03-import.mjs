import assert from "node:assert/strict";
import { open } from "node:fs/promises";
import { bundled } from "./harness/bundle.mjs";
import { compareAll } from "./harness/compare.mjs";
import { use, withClient, withDatabases } from "./harness/database.mjs";
import { csvFile, generatorVersion, madeOnce } from "./harness/list-files.mjs";
import { operators } from "./harness/operators.mjs";
import { benchFolder, projectRoot } from "./harness/place.mjs";
import { limit, ratio } from "./harness/result.mjs";
import { accountIdOf, OPERATOR_COLUMNS, operatorLine, seedOperators } from "./harness/seed.mjs";
import { runProcess } from "./harness/whole-process.mjs";

const work = "import a CSV list into an empty contract, validated and recorded";

/** P3: each round has a database of its own, so that both sides always meet the same empty table. */
export async function run({ rows }) {
  const importer = await bundled("sides/import-list.mjs");
  const files = { list: await csvFile(rows), tenth: await csvFile(rows / 10), ready: await readyRows(rows) };
  return withDatabases(async ({ empty, copyOf, drop }) => {
    const blank = await empty();
    await withClient(blank, (client) => seedOperators(client, [0]));
    const inCopy = async (command) => {
      const url = await copyOf(blank);
      use(url);
      const { output, memory } = await runProcess(process.execPath, command, { cwd: projectRoot });
      const answer = await withClient(url, contentsOf);
      await drop(url);
      return { ...JSON.parse(output), memory, ...answer };
    };
    const importing = (file) => () => inCopy([importer, file, accountIdOf(0)]);
    const copying = () => inCopy([`${benchFolder}peers/copy-rows.mjs`, files.ready, OPERATOR_COLUMNS]);
    const { sides, growth } = await compareAll(
      { list: importing(files.list), copying, tenth: importing(files.tenth) },
      {
        sides: { ours: ["list", measures], peer: ["copying", measures] },
        growth: { ours: ["list", measures], peer: ["tenth", measures] },
      },
      { check: sameContents },
    );
    return [
      ratio({
        work,
        against: "raw COPY of ready rows, same table and indexes",
        measure: "time",
        sides,
        target: { atMost: 1.15 },
      }),
      limit({ work, measure: "memory", side: sides.ours, target: { atMost: 200 } }),
      ratio({ work, against: "itself on a tenth of the rows", measure: "time", sides: growth, target: { atMost: 11 } }),
      ratio({
        work,
        against: "itself on a tenth of the rows",
        measure: "memory",
        sides: growth,
        target: { atMost: 1.3 },
      }),
    ];
  });
}

function sameContents({ list, copying }) {
  assert.equal(list.status, "done");
  assert.equal(list.added, copying.added);
  assert.equal(list.contents, copying.contents);
}

function measures({ time, memory }) {
  return { time, memory };
}

/** The accepted people as COPY takes them. */
function readyRows(rows) {
  return madeOnce(`ready-${rows}-${generatorVersion}.copy`, async (path) => {
    const file = await open(path, "w");
    let piece = "";
    let index = 0;
    for (const person of operators(rows)) {
      piece += operatorLine(person, accountIdOf(0), index++) ?? "";
      if (piece.length < 1_000_000) continue;
      await file.write(piece);
      piece = "";
    }
    await file.write(piece);
    await file.close();
  });
}

/** A hash over what both sides have to have written. */
async function contentsOf(client) {
  const { rows } = await client.query(`
    SELECT sum(hashtextextended(concat_ws(E'\\t', name, email, email_key, possible_key, search_text, permissions, registered_on), 0)) AS contents
    FROM operators`);
  return rows[0];
}
