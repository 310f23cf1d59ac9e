/** Names of the migrations that a database has, in order; null when it never got one. `client` is one of `pg`. */
export async function appliedMigrations(client) {
  const { rows } = await client.query("SELECT to_regclass('_prisma_migrations') IS NOT NULL AS exists");
  if (!rows[0].exists) return null;
  const { rows: applied } = await client.query(
    `SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NOT NULL AND rolled_back_at IS NULL
     ORDER BY migration_name COLLATE "C"`,
  );
  return applied.map((row) => row.migration_name);
}
