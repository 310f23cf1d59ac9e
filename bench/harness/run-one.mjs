// Runs one benchmark in a process of its own and writes its lines to the file that the runner names.
import { writeFileSync } from "node:fs";
import { parseArgs } from "node:util";

const { values } = parseArgs({
  options: { file: { type: "string" }, rows: { type: "string" }, full: { type: "boolean" }, out: { type: "string" } },
});
const benchmark = await import(new URL(`../${values.file}`, import.meta.url));
const lines = await benchmark.run({ rows: Number(values.rows), full: values.full === true });
writeFileSync(values.out, JSON.stringify(lines));
