import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
export const benchFolder = fileURLToPath(new URL("../", import.meta.url));

/** A folder for what the benchmarks make and may keep between runs: lists, databases, built commands. */
export function workFolder(name) {
  const folder = `${process.env.KENSHIN_BENCH_DATA ?? `${projectRoot}.data/bench`}/${name}`;
  mkdirSync(folder, { recursive: true });
  return folder;
}
