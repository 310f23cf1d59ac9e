import { relative } from "node:path";
import { readEnvFile } from "./lib/boot-settings.mjs";
import { applyMigrations, missingSql, writeMigration } from "./lib/migrations.mjs";
import { PlainError, printFailure, projectRoot } from "./lib/project.mjs";

const usage = `Usage:
  node scripts/migrate.mjs             apply the migrations to DATABASE_URL
  node scripts/migrate.mjs new <name>  write a migration with what prisma/schema.prisma has and the migrations have not
  node scripts/migrate.mjs check       fail when prisma/schema.prisma and the migrations differ`;

async function apply() {
  readEnvFile();
  const url = process.env.DATABASE_URL;
  if (!url) {
    throw new PlainError("DATABASE_URL is not set. (npm start migrates the embedded database by itself.)");
  }
  const applied = await applyMigrations(url);
  console.log(applied.length === 0 ? "The database is up to date." : `Applied ${applied.join(", ")}.`);
}

async function create(name) {
  const folder = await writeMigration(name);
  console.log(
    folder === null ? "Nothing to write." : `Wrote ${relative(projectRoot, folder)}. Read it before you use it.`,
  );
}

async function check() {
  const sql = await missingSql();
  if (sql !== null) {
    throw new PlainError(`the migrations lack this, which prisma/schema.prisma has:\n${sql}`);
  }
  console.log("The migrations and prisma/schema.prisma say the same.");
}

const [command, ...parameters] = process.argv.slice(2);
try {
  if (command === undefined) await apply();
  else if (command === "new" && parameters.length === 1) await create(parameters[0]);
  else if (command === "check" && parameters.length === 0) await check();
  else throw new PlainError(usage);
} catch (error) {
  printFailure(error);
  process.exitCode = 1;
}
