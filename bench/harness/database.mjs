import { createHash, randomBytes } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import pg from "pg";
import { startEmbeddedDatabase } from "../../scripts/lib/embedded-database.mjs";
import { applyMigrations } from "../../scripts/lib/migrations.mjs";
import { generatorVersion } from "./list-files.mjs";
import { projectRoot, workFolder } from "./place.mjs";
import { seedOperators } from "./seed.mjs";

/**
 * Starts the PostgreSQL that ships with the product, durable as for real use, and gives `work` the way to databases on it.
 * Kenshin's own modules may be imported within `work`, after `use(url)`.
 */
export async function withDatabases(work) {
  const server = await startEmbeddedDatabase({ directory: workFolder("database") });
  const made = [];
  try {
    return await work({
      /** Address of a database with contracts of these sizes, made once and kept between runs. */
      seeded: (sizes) => seeded(server, sizes),
      /** Address of a database of another product, filled once by `fill(url)` and kept under that name between runs. */
      filledOnce: (name, fill) => filledOnce(server, name, fill),
      /** Address of a copy of a database, gone afterwards. */
      async copyOf(url) {
        const name = `copy_${randomBytes(6).toString("hex")}`;
        await onServer(server, `CREATE DATABASE ${name} TEMPLATE ${nameOf(url)} STRATEGY FILE_COPY OWNER kenshin`);
        made.push(name);
        return server.urlFor(name);
      },
      /** Address of a database without a row, gone afterwards. */
      async empty() {
        const name = `empty_${randomBytes(6).toString("hex")}`;
        await server.ensureDatabase(name);
        made.push(name);
        await applyMigrations(server.urlFor(name));
        return server.urlFor(name);
      },
      drop: (url) => onServer(server, `DROP DATABASE ${nameOf(url)} WITH (FORCE)`),
    });
  } finally {
    for (const name of made) await onServer(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await server.stop();
  }
}

/** Puts what Kenshin's modules need into the environment; they read it when they are first used. */
export function use(url) {
  Object.assign(process.env, {
    DATABASE_URL: url,
    KENSHIN_SECRET: "a secret for measurements only, no door is opened by it",
    KENSHIN_URL: "http://127.0.0.1:3000",
    LOG_LEVEL: "silent",
    NODE_ENV: "production",
  });
}

/** Runs `work` with a client of its own. */
export async function withClient(url, work) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function seeded(server, sizes) {
  const total = sizes.reduce((sum, size) => sum + size, 0);
  return filledOnce(server, `seed_${sizes.length}_${total}_${seedVersion()}`, async (url) => {
    await applyMigrations(url);
    await withClient(url, (client) => seedOperators(client, sizes));
  });
}

/** Filled under another name first, so that half a database is never taken for a whole one. */
async function filledOnce(server, name, fill) {
  if (await exists(server, name)) return server.urlFor(name);
  const half = `${name}_half`;
  await onServer(server, `DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
  await server.ensureDatabase(half);
  await fill(server.urlFor(half));
  await onServer(server, `ALTER DATABASE ${half} RENAME TO ${name}`);
  return server.urlFor(name);
}

/** Part of a seeded database's name: tables or people that have changed since make another one. */
function seedVersion() {
  const hash = createHash("sha256")
    .update(generatorVersion)
    .update(readFileSync(new URL("seed.mjs", import.meta.url)));
  const migrations = `${projectRoot}prisma/migrations`;
  for (const name of readdirSync(migrations).sort()) {
    if (/^\d+_/.test(name)) hash.update(readFileSync(`${migrations}/${name}/migration.sql`));
  }
  return hash.digest("hex").slice(0, 8);
}

async function exists(server, name) {
  return withClient(server.adminUrlFor("postgres"), async (client) => {
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    return rowCount > 0;
  });
}

function onServer(server, statement) {
  return withClient(server.adminUrlFor("postgres"), (client) => client.query(statement));
}

function nameOf(url) {
  return new URL(url).pathname.slice(1);
}
