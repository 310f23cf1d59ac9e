import { Client } from "pg";

export type TableContents = Readonly<Record<string, { readonly rows: number; readonly hash: string }>>;

/** Count and hash of every table of a database by a way of its own: not by COPY, and in no order. */
export async function contentsOf(url: string): Promise<TableContents> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows: tables } = await client.query<{ name: string }>(
      "select tablename as name from pg_tables where schemaname = 'public' order by 1",
    );
    const contents: Record<string, { rows: number; hash: string }> = {};
    for (const { name } of tables) {
      const { rows } = await client.query<{ rows: number; hash: string }>(
        `select count(*)::int as rows, coalesce(sum(hashtextextended(to_jsonb(t)::text, 7)), 0)::text as hash
         from ${client.escapeIdentifier(name)} t`,
      );
      contents[name] = rows[0] ?? { rows: 0, hash: "" };
    }
    return contents;
  } finally {
    await client.end();
  }
}

/** The same without some tables. */
export function without(contents: TableContents, names: readonly string[]): TableContents {
  return Object.fromEntries(Object.entries(contents).filter(([name]) => !names.includes(name)));
}
