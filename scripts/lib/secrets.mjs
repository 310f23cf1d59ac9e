import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Writes a file that only its owner can read, whole or not at all. */
export function writePrivately(file, text) {
  const half = `${file}.${process.pid}`;
  writeFileSync(half, `${text}\n`, { mode: 0o600, flush: true });
  renameSync(half, file);
}

/** A secret of this data folder: made of 256 random bits the first time it is asked for, the same ever after. */
export function readOrCreateSecret(directory, name) {
  const file = join(directory, name);
  if (!existsSync(file)) writePrivately(file, randomBytes(32).toString("base64url"));
  return readFileSync(file, "utf8").trim();
}
