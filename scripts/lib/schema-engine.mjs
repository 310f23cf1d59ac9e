import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory, ColumnTypeEnum } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

// Prisma's command line would download its native schema engine, which a host without the internet cannot. The same
// engine as WebAssembly comes with npm; it is instantiated by hand because Node 20 cannot import .wasm files.
let loading;

async function load() {
  let panic = "";
  // The engine reports a panic through this global, and then stops with nothing but "unreachable".
  globalThis.PRISMA_WASM_PANIC_REGISTRY = { set_message: (message) => (panic = message) };
  const script = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const { instance } = await WebAssembly.instantiate(readFileSync(script.replace(/\.js$/, ".wasm")), {
    "./schema_engine_bg.js": engine,
  });
  engine.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
  return () => panic;
}

/**
 * Runs `work` with Prisma's schema engine connected to a database. `diff` needs `shadowUrl` too: an empty database
 * that it may fill.
 */
export async function withSchemaEngine({ url, shadowUrl }, work) {
  loading ??= load();
  const panicMessage = await loading;
  const pools = [url, shadowUrl].map((connectionString) => new CatalogPool({ connectionString, max: 1 }));
  // end() does not wait for the last goodbye, so a server that stops right after it may still be heard; queries report
  // their own errors.
  for (const pool of pools) pool.on("error", () => {});
  const [main, shadow] = pools.map((pool) => new PrismaPg(pool));
  const factory = {
    provider: main.provider,
    adapterName: main.adapterName,
    connect: () => connect(main, pools[0]),
    // Prisma's own would create a database beside the main one; ours is a throwaway, made by the caller.
    connectToShadowDb: () => connect(shadow, pools[1]),
  };
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: undefined },
    () => {},
    bindMigrationAwareSqlAdapterFactory(factory),
  );
  try {
    return await work(schemaEngine);
  } catch (error) {
    throw panicMessage() ? new Error(panicMessage(), { cause: error }) : error;
  } finally {
    await Promise.all(pools.map((pool) => pool.end()));
  }
}

// The engine reads PostgreSQL's catalog, which has columns of the one-byte type "char" (18). Prisma's adapter refuses
// those, and the engine wants them as characters: the pool calls them text (25) and marks their names, and the adapter's
// answer gets name and type put right.
const mark = "\0char";

class CatalogPool extends pg.Pool {
  async query(...parameters) {
    const result = await super.query(...parameters);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID === 18) Object.assign(field, { dataTypeID: 25, name: field.name + mark });
    }
    return result;
  }
}

// The engine notes that a migration is finished in a transaction of its own, afterwards: a process killed in between left
// one that is done and counts as failed. Noted in the migration's own transaction, and first, so that its row is locked
// for whoever wants to know how it went.
async function noteFinished(pool) {
  const { rows } = await pool.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  return rows[0].exists
    ? "UPDATE _prisma_migrations SET finished_at = now() WHERE finished_at IS NULL AND rolled_back_at IS NULL;\n"
    : "";
}

async function connect(prisma, pool) {
  const adapter = await prisma.connect();
  // Prisma's adapter cuts a script at every semicolon, those within a function or a comment too. Sent whole, a migration
  // is also done whole or not at all, and that it is done belongs to it.
  adapter.executeScript = async (script) => {
    await pool.query((await noteFinished(pool)) + script).catch((error) => adapter.onError(error));
  };
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const { columnNames, columnTypes, rows } = await queryRaw(query);
    const marked = columnNames.map((name) => name.endsWith(mark));
    return {
      columnNames: columnNames.map((name, i) => (marked[i] ? name.slice(0, -mark.length) : name)),
      columnTypes: columnTypes.map((type, i) => (marked[i] ? ColumnTypeEnum.Character : type)),
      rows,
    };
  };
  return adapter;
}
