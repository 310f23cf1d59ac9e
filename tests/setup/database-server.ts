import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startEmbeddedDatabase } from "../../scripts/lib/embedded-database.mjs";
import { applyMigrations } from "../../scripts/lib/migrations.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** Address of the run's server with DATABASE where a database's name belongs. */
    databaseUrlPattern: string;
  }
}

export const TEMPLATE = "kenshin_template";

/** One PostgreSQL for the whole run, with the migrations applied once, to a template that every test file copies. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const directory = mkdtempSync(join(tmpdir(), "kenshin-test-"));
  const server = await startEmbeddedDatabase({ directory, durable: false });
  const stop = async () => {
    await server.stop();
    rmSync(directory, { recursive: true, force: true });
  };
  try {
    await server.ensureDatabase(TEMPLATE);
    await applyMigrations(server.urlFor(TEMPLATE));
  } catch (error) {
    await stop();
    throw error;
  }
  project.provide("databaseUrlPattern", server.urlFor("DATABASE"));
  return stop;
}
