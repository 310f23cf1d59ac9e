import "server-only";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool, types } from "pg";
import { env } from "@/lib/env";
import { PrismaClient } from "@/prisma/generated/client";
import { log } from "./log";

type Database = { readonly pool: Pool; readonly prisma: PrismaClient };

// Next loads this module once for each of its bundles and again after every edit in development; the connections are
// one set for the whole process all the same.
const KEY: unique symbol = Symbol.for("kenshin.database");
const holder: typeof globalThis & { [KEY]?: Database | undefined } = globalThis;

/** The connections, for tagged SQL, COPY and transactions of `pg`. A `date` arrives as the text 2026-04-01, not as a Date. */
export function pool(): Pool {
  return database().pool;
}

/** Prisma, on the same connections as `pool()`. */
export function prisma(): PrismaClient {
  return database().prisma;
}

/** Closes every connection, so that a script or a test file can end. The next use opens new ones. */
export async function closeDatabase(): Promise<void> {
  const open = holder[KEY];
  holder[KEY] = undefined;
  await open?.prisma.$disconnect();
  await open?.pool.end();
}

function database(): Database {
  holder[KEY] ??= connect();
  return holder[KEY];
}

function connect(): Database {
  const connections = new Pool({
    connectionString: env().DATABASE_URL,
    max: env().DATABASE_POOL,
    application_name: "kenshin",
    keepAlive: true,
    // A machine that loses power says no goodbye. The server gives up its connections, and with them the locks of the
    // jobs it worked on, after half a minute instead of two hours.
    // Compiling a statement (jit) pays off over minutes of work; it would be a tenth of a second in many of ours.
    options: "-c tcp_keepalives_idle=15 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3 -c jit=off",
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 30_000,
    // No request may hold the database longer. Work that has to (an import, a clean-up) raises it for its own
    // transaction: set local statement_timeout = 0.
    statement_timeout: 30_000,
    idle_in_transaction_session_timeout: 60_000,
    types: { getTypeParser },
  });
  // A connection that breaks while nobody uses it would otherwise end the process; the pool replaces it.
  connections.on("error", (error) => log().warn({ err: error }, "database connection lost"));
  // One that breaks between two statements of some work would too; there the next statement fails.
  connections.on("connect", (client) => client.on("error", () => undefined));
  return {
    pool: connections,
    prisma: new PrismaClient({ adapter: new PrismaPg(connections), errorFormat: "minimal" }),
  };
}

const asText = (value: string): string => value;

// pg makes a Date of a calendar day at midnight of the server's time zone, which is another day elsewhere.
const getTypeParser: typeof types.getTypeParser = (oid: number, format?: "text" | "binary") =>
  oid === types.builtins.DATE ? asText : types.getTypeParser(oid, format === "binary" ? "binary" : "text");
