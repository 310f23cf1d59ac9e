import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare } from "./harness/compare.mjs";
import { withClient, withDatabases } from "./harness/database.mjs";
import { get, latency } from "./harness/load.mjs";
import { ratio } from "./harness/result.mjs";
import { accountCodeOf, accountIdOf } from "./harness/seed.mjs";

/** What the list may be sorted by, and the column that stands for it. */
const SORTS = { name: "name", email: "email_key", registeredOn: "registered_on", "-lastLoginAt": "last_login_at" };
const DEPTH = 0.6;

/** P8: the page behind six tenths of the list against the first, for every order. */
export async function run({ rows }) {
  return withDatabases(async ({ seeded }) => {
    const url = await seeded([rows, rows / 10]);
    return withApps([url], async ([app]) => {
      const lines = [];
      for (const [sort, column] of Object.entries(SORTS)) {
        const first = `${app.address}/api/v1/accounts/${accountCodeOf(0)}/operators?limit=50&sort=${sort}`;
        const place = await withClient(url, (client) => deepPlace(client, sort, column, rows));
        const deep = `${first}&cursor=${place.cursor}`;
        assert.deepEqual(
          JSON.parse(await get(deep, app)).items.map(({ id }) => id),
          place.ids,
        );
        const sides = await compare({ ours: () => latency(deep, app), peer: () => latency(first, app) });
        lines.push(
          ratio({
            work: `page behind ${Math.floor(rows * DEPTH).toLocaleString("en")} operators, sorted by ${sort}`,
            against: "the first page",
            measure: "p95",
            sides,
            target: { atMost: 1.3 },
          }),
        );
      }
      return lines;
    });
  });
}

/** The cursor behind a share of the list, and the ids that have to follow, both found the long way. */
async function deepPlace(client, sort, column, rows) {
  const direction = sort.startsWith("-") ? "DESC" : "ASC";
  const { rows: found } = await client.query(
    `SELECT id, ${column} AS value FROM operators WHERE account_id = $1 AND deleted_at IS NULL AND ${column} IS NOT NULL
     ORDER BY ${column} ${direction}, id ${direction} OFFSET $2 LIMIT 51`,
    [accountIdOf(0), Math.floor(rows * DEPTH)],
  );
  const [before, ...after] = found;
  const value = before.value instanceof Date && sort === "registeredOn" ? dayOf(before.value) : before.value;
  const cursor = Buffer.from(JSON.stringify({ s: sort, v: value, i: before.id })).toString("base64url");
  return { cursor, ids: after.map(({ id }) => id) };
}

/** pg reads a day as midnight of this machine's time zone. */
function dayOf(date) {
  return `${date.getFullYear()}-${String(date.getMonth() + 1).padStart(2, "0")}-${String(date.getDate()).padStart(2, "0")}`;
}
