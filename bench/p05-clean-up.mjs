import assert from "node:assert/strict";
import { bundled } from "./harness/bundle.mjs";
import { compareAll } from "./harness/compare.mjs";
import { use, withDatabases } from "./harness/database.mjs";
import { benchFolder, projectRoot } from "./harness/place.mjs";
import { ratio } from "./harness/result.mjs";
import { accountIdOf } from "./harness/seed.mjs";
import { runProcess } from "./harness/whole-process.mjs";

/** P5: every round on a fresh copy of the database, so that nobody meets what the other left. */
export async function run({ rows }) {
  const cleaner = await bundled("sides/clean-up.mjs");
  return withDatabases(async ({ seeded, copyOf, drop }) => {
    const full = await seeded([rows, rows / 10]);
    const inCopy = async (command) => {
      const url = await copyOf(full);
      use(url);
      const { output } = await runProcess(process.execPath, command, { cwd: projectRoot });
      await drop(url);
      return JSON.parse(output);
    };
    const cleaning = (contract) => () => inCopy([cleaner, accountIdOf(contract)]);
    const deleting = () => inCopy([`${benchFolder}peers/delete-rows.mjs`, accountIdOf(0)]);
    const byDelete = (work) => ({ ours: ["whole", work], peer: ["deleting", ({ time }) => ({ time })] });
    let deleted = 0;
    const { all, apply, undo, growth } = await compareAll(
      { whole: cleaning(0), deleting, tenth: cleaning(1) },
      {
        all: byDelete(planAndApply),
        apply: byDelete(({ applyTime }) => ({ time: applyTime })),
        undo: byDelete(({ undoTime }) => ({ time: undoTime })),
        growth: { ours: ["whole", planAndApply], peer: ["tenth", planAndApply] },
      },
      {
        check({ whole, deleting: gone }) {
          assert.deepEqual(whole.left, gone.left);
          assert.equal(whole.restored.count, whole.left.count + whole.deleted);
          deleted = whole.deleted;
        },
      },
    );
    const people = `${deleted.toLocaleString("en")} duplicates`;
    const versus = (work, sides) =>
      ratio({ work, against: "DELETE of the known ids", measure: "time", sides, target: { atMost: 2 } });
    return [
      versus(`clean up ${people}: found, planned, applied with a record of each`, all),
      versus(`apply a plan for ${people}`, apply),
      versus("undo it", undo),
      ratio({
        work: "clean up a contract",
        against: "one of a tenth",
        measure: "time",
        sides: growth,
        target: { atMost: 11 },
      }),
    ];
  });
}

function planAndApply({ planTime, applyTime }) {
  return { time: planTime + applyTime };
}
