import { pool } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";

// A worker in a process of its own, to be killed: says "staging" once the import's transaction has begun to fill.
const importId = process.argv[2] ?? "";
const watch = setInterval(async () => {
  const { rows } = await pool().query("select progress from imports where id = $1", [importId]);
  if (rows[0]?.progress > 0) {
    process.stdout.write("staging\n");
    clearInterval(watch);
  }
}, 20);
await runImport(importId);
clearInterval(watch);
await pool().end();
