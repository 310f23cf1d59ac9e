// The operators list as JSON from node:http and pg alone: the session is looked up, the page and the count are read by
// prepared statements, the answer has the same fields. Prints its address; ends with its input.
import { createServer } from "node:http";
import pg from "pg";

pg.types.setTypeParser(pg.types.builtins.DATE, (value) => value);
const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const LIMIT = 50;

const SESSION = {
  name: "session",
  text: `SELECT owners.id FROM sessions JOIN owners ON owners.id = sessions.owner_id
         WHERE sessions.id = $1 AND sessions.revoked_at IS NULL AND sessions.expires_at > now()`,
};
const ACCOUNT = { name: "account", text: "SELECT id FROM accounts WHERE code = $1 AND owner_id = $2" };
const PAGE = {
  name: "page",
  text: `SELECT id, name, email, email_key, permissions, registered_on, last_login_at, last_confirmed_at,
           password_hash IS NOT NULL AS password_set, deleted_at, deleted_reason, deleted_by, version
         FROM operators WHERE account_id = $1 AND deleted_at IS NULL ORDER BY name, id LIMIT ${LIMIT + 1}`,
};
const COUNT = {
  name: "count",
  text: "SELECT coalesce(sum(active), 0)::int AS count FROM operator_counts WHERE account_id = $1",
};

const server = createServer(async (request, response) => {
  const [, session] = /session=([^;]+)/.exec(request.headers.cookie ?? "") ?? [];
  const code = request.url.split("/")[1];
  const owner = (await pool.query({ ...SESSION, values: [session] })).rows[0];
  const account = owner && (await pool.query({ ...ACCOUNT, values: [code, owner.id] })).rows[0];
  if (!account) return response.writeHead(401).end();
  const [page, count] = await Promise.all([
    pool.query({ ...PAGE, values: [account.id] }),
    pool.query({ ...COUNT, values: [account.id] }),
  ]);
  const rows = page.rows.slice(0, LIMIT);
  const last = rows.at(-1);
  const cursor = { s: "name", v: last?.name, i: last?.id };
  const nextCursor = page.rows.length > LIMIT ? Buffer.from(JSON.stringify(cursor)).toString("base64url") : null;
  response.writeHead(200, { "content-type": "application/json" });
  response.end(JSON.stringify({ items: rows.map(toItem), nextCursor, total: count.rows[0].count }));
});

function toItem(row) {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    emailKey: row.email_key,
    status: row.deleted_at === null ? "active" : "deleted",
    permissions: row.permissions,
    registeredOn: row.registered_on,
    lastLoginAt: row.last_login_at,
    lastConfirmedAt: row.last_confirmed_at,
    passwordSet: row.password_set,
    deletedAt: row.deleted_at,
    deletedReason: row.deleted_reason,
    deletedBy: row.deleted_by,
    version: row.version,
  };
}

server.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}`));
process.stdin.on("end", () => process.exit(0)).resume();
