import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { appliedMigrations } from "./applied-migrations.mjs";
import { startEmbeddedDatabase } from "./embedded-database.mjs";
import { PlainError, projectRoot } from "./project.mjs";
import { withSchemaEngine } from "./schema-engine.mjs";

const migrationsFolder = join(projectRoot, "prisma", "migrations");
const schemaFile = join(projectRoot, "prisma", "schema.prisma");
const noFilter = { externalTables: [], externalEnums: [] };

// Any number will do as long as only this uses it: instances that start together migrate one after the other.
const lockKey = 5_367_446;

/**
 * Brings a database up to the newest migration and answers the names of those it applied. Throws a PlainError without
 * the password when there is no such database, or nobody who answers.
 */
export async function applyMigrations(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect().catch(({ code, message }) => {
    const { host, pathname } = new URL(url);
    throw new PlainError(`DATABASE_URL: no connection to ${host}${pathname} (${message || code}).`);
  });
  try {
    await client.query("SELECT pg_advisory_lock($1)", [lockKey]);
    if (await isUpToDate(client)) return [];
    await giveUpUnfinished(client);
    const { appliedMigrationNames } = await withSchemaEngine({ url }, (engine) =>
      engine.applyMigrations({ migrationsList: readMigrations(), filters: noFilter }),
    );
    return appliedMigrationNames;
  } finally {
    // Ending the connection gives the lock back.
    await client.end();
  }
}

/** Spares most starts the engine, which takes longer to load than everything else they do. */
async function isUpToDate(client) {
  const applied = new Set(await appliedMigrations(client));
  return readMigrations().migrationDirectories.every(({ path }) => applied.has(path));
}

/**
 * What failed, or was under way when its process was killed, left nothing behind (see schema-engine.mjs) and is done
 * again; the engine would refuse to go on. Where the database still works on it, this waits until it has ended.
 */
async function giveUpUnfinished(client) {
  if ((await appliedMigrations(client)) === null) return;
  await client.query(
    "UPDATE _prisma_migrations SET rolled_back_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL",
  );
}

/** Writes a migration with what schema.prisma has and the migrations do not; null when there is nothing. */
export async function writeMigration(name, at = new Date()) {
  if (!/^[a-z0-9]+(_[a-z0-9]+)*$/.test(name)) {
    throw new PlainError(`"${name}" is no name for a migration: use lower case, digits and underscores.`);
  }
  const sql = await missingSql();
  if (sql === null) return null;
  const folder = join(migrationsFolder, `${at.toISOString().replaceAll(/\D/g, "").slice(0, 14)}_${name}`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "migration.sql"), sql);
  return folder;
}

/** The SQL that leads from the migrations to schema.prisma, or null when they say the same. */
export async function missingSql() {
  return withThrowawayDatabases(async ({ url, shadowUrl }) =>
    withSchemaEngine({ url, shadowUrl }, async (engine) => {
      const { exitCode, stdout } = await engine.diff({
        from: { tag: "migrations", ...readMigrations() },
        to: { tag: "schemaDatamodel", files: [{ path: schemaFile, content: readFileSync(schemaFile, "utf8") }] },
        script: true,
        exitCode: true,
        filters: noFilter,
      });
      return exitCode === 0 ? null : stdout;
    }),
  );
}

function readMigrations() {
  const names = readdirSync(migrationsFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return {
    baseDir: migrationsFolder,
    lockfile: {
      path: "migration_lock.toml",
      content: readFileSync(join(migrationsFolder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: names
      .map(({ name }) => name)
      .sort()
      .map((name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: { tag: "ok", value: readFileSync(join(migrationsFolder, name, "migration.sql"), "utf8") },
        },
      })),
  };
}

/** A server of its own, so that neither a running instance nor the data folder is needed or touched. */
async function withThrowawayDatabases(work) {
  const directory = mkdtempSync(join(tmpdir(), "kenshin-migrate-"));
  try {
    const server = await startEmbeddedDatabase({ directory, durable: false });
    try {
      await server.ensureDatabase("main");
      await server.ensureDatabase("shadow");
      return await work({ url: server.urlFor("main"), shadowUrl: server.urlFor("shadow") });
    } finally {
      await server.stop();
    }
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
