// The bare DELETE of operators whose ids are known, one transaction; nothing is recorded and nothing can be undone.
import pg from "pg";
import { activeHash } from "../harness/active-hash.mjs";

const [accountId] = process.argv.slice(2);
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
await activeHash(client, accountId);
// Who would stay by the rule of the product: the latest login, the most permissions, the oldest registration, the first.
const { rows } = await client.query(
  `SELECT id FROM (
     SELECT id, row_number() OVER (
       PARTITION BY email_key
       ORDER BY last_login_at DESC NULLS LAST, cardinality(permissions) DESC, registered_on ASC NULLS LAST, id) AS place
     FROM operators WHERE account_id = $1 AND deleted_at IS NULL) AS ranked
   WHERE place > 1`,
  [accountId],
);
const ids = rows.map(({ id }) => id);
const start = performance.now();
await client.query("DELETE FROM operators WHERE id = ANY($1::uuid[])", [ids]);
const time = performance.now() - start;
console.log(JSON.stringify({ time, deleted: ids.length, left: await activeHash(client, accountId) }));
await client.end();
