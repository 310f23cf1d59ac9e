import assert from "node:assert/strict";
import { withApps } from "./harness/app.mjs";
import { compare, timed } from "./harness/compare.mjs";
import { use, withClient, withDatabases } from "./harness/database.mjs";
import { get, latency } from "./harness/load.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf, accountIdOf } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

/** What is typed, and the part of the search text that it means (characters beyond ASCII stand there three times). */
const SEARCHES = [
  { what: "a whole local part", typed: "op4242.", part: "op4242." },
  { what: "a two-character surname", typed: "髙橋", part: "髙髙髙橋橋橋" },
  { what: "a one-character surname", typed: "森", part: "森森森" },
  { what: "full-width text", typed: "ＯＰ４２４２", part: "op4242" },
];
const PAGE = 50;

/** P9: the first page of who holds a text inside name or address, with the number of all. */
export async function run({ rows, full }) {
  return withDatabases(async (databases) => {
    const url = await databases.seeded([rows, rows / 10]);
    use(url);
    const { listOperators } = await import("../lib/server/operators/list-operators.ts");
    const { closeDatabase } = await import("../lib/server/db.ts");
    const account = { id: accountIdOf(0) };
    const ask = (query) => listOperators(account, { query, sort: "name", status: "active", limit: PAGE });
    const lines = [];
    await withClient(url, async (client) => {
      for (const { what, typed, part } of SEARCHES) {
        const work = `search for ${what}: first page and count`;
        const peer = () => rawSearch(client, account.id, part);
        const [mine, raw] = [await ask(typed), await peer()];
        assert.deepEqual([mine.items.map(({ id }) => id), mine.total], [raw.ids, raw.total]);
        assert.ok(raw.total > 0, `nobody holds ${part}`);
        const sides = await compare({
          ours: async () => ({ time: await timed(() => ask(typed)) }),
          peer: async () => ({ time: await timed(peer) }),
        });
        lines.push(
          ratio({ work, against: "prepared SQL on the trigram index", measure: "time", sides, target: { atMost: 2 } }),
        );
      }
    });
    const growth = await compare({
      ours: async () => ({ time: await timed(() => ask("op4242.")) }),
      peer: async () => ({
        time: await timed(() =>
          listOperators({ id: accountIdOf(1) }, { query: "op4242.", sort: "name", status: "active", limit: PAGE }),
        ),
      }),
    });
    lines.push(
      ratio({
        work: "search for a whole local part",
        against: "itself in a contract of a tenth",
        measure: "time",
        sides: growth,
        target: { atMost: 5 },
      }),
    );
    await closeDatabase();
    return [...lines, ...(await besideDirectus({ full, databases, rows }, url))];
  });
}

/** The same question to both APIs, signed in, from the request to the last byte of the answer. */
async function besideDirectus(asked, url) {
  const line = (what) => ({
    work: `search for ${what} through the API: first page and count`,
    against: "Directus",
    target: { atMost: 0.05 },
  });
  const peer = await webPeer("directus", asked);
  if (peer.missing !== undefined) return [withoutPeer({ ...line(SEARCHES[0].what), why: peer.missing })];
  const lines = [];
  try {
    await withApps([url], async ([app]) => {
      const list = `${app.address}/api/v1/accounts/${accountCodeOf(0)}/operators?limit=${PAGE}&sort=name&status=active`;
      for (const { what, typed } of SEARCHES.slice(0, 2)) {
        const [ours, theirs] = [`${list}&query=${encodeURIComponent(typed)}`, peer.search(typed)];
        assert.deepEqual(foundByDirectus(await get(theirs, peer)), foundByKenshin(await get(ours, app)));
        const sides = await compare({
          ours: () => latency(ours, app),
          peer: () => latency(theirs, peer),
        });
        lines.push(ratio({ ...line(what), measure: "time", sides }));
      }
    });
  } finally {
    await peer.stop();
  }
  return lines;
}

function foundByKenshin(answer) {
  const { items, total } = JSON.parse(answer);
  return { emails: items.map(({ email }) => email), total };
}

function foundByDirectus(answer) {
  const { data, meta } = JSON.parse(answer);
  return { emails: data.map(({ email }) => email), total: meta.filter_count };
}

/** The same question as plain prepared SQL: ids of the page, and how many there are. */
async function rawSearch(client, accountId, part) {
  const condition = "account_id = $1 AND deleted_at IS NULL AND search_text LIKE '%' || $2 || '%'";
  const page = await client.query({
    name: "page",
    text: `SELECT * FROM operators WHERE ${condition} ORDER BY name, id LIMIT ${PAGE}`,
    values: [accountId, part],
  });
  const count = await client.query({
    name: "count",
    text: `SELECT count(*)::int AS total FROM operators WHERE ${condition}`,
    values: [accountId, part],
  });
  return { ids: page.rows.map(({ id }) => id), total: count.rows[0].total };
}
