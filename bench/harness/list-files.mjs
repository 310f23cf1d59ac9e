import { createHash } from "node:crypto";
import { existsSync, readFileSync, renameSync } from "node:fs";
import { open } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { listCsv } from "./operators.mjs";
import { workFolder } from "./place.mjs";

/** Part of every file's name, so that a list of an older generator is never taken for one of this. */
export const generatorVersion = createHash("sha256")
  .update(readFileSync(fileURLToPath(new URL("operators.mjs", import.meta.url))))
  .digest("hex")
  .slice(0, 8);

/** The path of a CSV list of so many operators; written when it is not there yet. */
export async function csvFile(rows, seed = 1) {
  return madeOnce(`operators-${rows}-${seed}-${generatorVersion}.csv`, async (path) => {
    const file = await open(path, "w");
    try {
      for (const piece of listCsv(rows, seed)) await file.write(piece);
    } finally {
      await file.close();
    }
  });
}

/** The path of a file of that name, made by `make` into another name first, so that half a file is never found. */
export async function madeOnce(name, make) {
  const path = `${workFolder("lists")}/${name}`;
  if (existsSync(path)) return path;
  await make(`${path}.new`);
  renameSync(`${path}.new`, path);
  return path;
}
