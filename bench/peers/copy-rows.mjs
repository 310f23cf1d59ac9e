// Rows that are ready in a file, streamed into the same table with the same indexes by COPY: what PostgreSQL itself needs.
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";

const [file, columns] = process.argv.slice(2);
const client = new pg.Client({ connectionString: process.env.DATABASE_URL });
await client.connect();
const start = performance.now();
await pipeline(
  createReadStream(file, { highWaterMark: 65_536 }),
  client.query(copyFrom(`COPY operators (${columns}) FROM STDIN`)),
);
const time = performance.now() - start;
const { rows } = await client.query("SELECT count(*)::int AS added FROM operators");
console.log(JSON.stringify({ time, ...rows[0] }));
await client.end();
