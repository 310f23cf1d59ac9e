import assert from "node:assert/strict";
import { bundled } from "./harness/bundle.mjs";
import { compare } from "./harness/compare.mjs";
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
    const cleaning = (contract) => inCopy([cleaner, accountIdOf(contract)]);
    const deleting = () => inCopy([`${benchFolder}peers/delete-rows.mjs`, accountIdOf(0)]);

    const [cleaned, gone] = [await cleaning(0), await deleting()];
    assert.deepEqual(cleaned.left, gone.left);
    assert.equal(cleaned.restored.count, rows > 0 ? cleaned.left.count + cleaned.deleted : 0);

    const planAndApply = ({ planTime, applyTime }) => ({ time: planTime + applyTime });
    const side = (work, pick) => async () => pick(await work());
    const peer = side(deleting, ({ time }) => ({ time }));
    const against = "DELETE of the known ids";
    const people = `${cleaned.deleted.toLocaleString("en")} duplicates`;
    const target = { atMost: 2 };
    return [
      ratio({
        work: `clean up ${people}: found, planned, applied with a record of each`,
        against,
        measure: "time",
        sides: await compare({ ours: side(() => cleaning(0), planAndApply), peer }),
        target,
      }),
      ratio({
        work: `apply a plan for ${people}`,
        against,
        measure: "time",
        sides: await compare({
          ours: side(
            () => cleaning(0),
            ({ applyTime }) => ({ time: applyTime }),
          ),
          peer,
        }),
        target,
      }),
      ratio({
        work: `undo it`,
        against,
        measure: "time",
        sides: await compare({
          ours: side(
            () => cleaning(0),
            ({ undoTime }) => ({ time: undoTime }),
          ),
          peer,
        }),
        target,
      }),
      ratio({
        work: "clean up a contract",
        against: "one of a tenth",
        measure: "time",
        sides: await compare({
          ours: side(() => cleaning(0), planAndApply),
          peer: side(() => cleaning(1), planAndApply),
        }),
        target: { atMost: 11 },
      }),
    ];
  });
}
