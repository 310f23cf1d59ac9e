// One import as the job does it, from the bytes that were handed in to the committed rows. Prints what it counted and the
// milliseconds it took.
import { randomUUID } from "node:crypto";
import { statSync } from "node:fs";
import { closeDatabase, pool } from "../../lib/server/db.ts";
import { withinAccount } from "../../lib/server/for-account.ts";
import { listInFile } from "../../lib/server/imports/reading/list-source.ts";
import { runImport } from "../../lib/server/imports/run-import.ts";
import { storeList } from "../../lib/server/imports/stored-list.ts";

const [file, accountId] = process.argv.slice(2);
const id = randomUUID();

const start = performance.now();
await handIn();
await runImport(id);
const time = performance.now() - start;

const { rows } = await pool().query("SELECT status, added, rejected FROM imports WHERE id = $1", [id]);
console.log(JSON.stringify({ time, ...rows[0] }));
await closeDatabase();

async function handIn() {
  const { size } = statSync(file);
  const client = await pool().connect();
  await withinAccount(client, accountId, async (db) => {
    await db.client.query(
      `INSERT INTO imports (id, account_id, created_by_name, file_name, content_type, byte_size, complete)
       VALUES ($1, $2, '計測', 'operators.csv', 'text/csv', $3, false)`,
      [id, accountId, size],
    );
    await storeList(db, id, listInFile(file, { size }));
  });
  client.release();
}
