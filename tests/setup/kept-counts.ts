import { Client } from "pg";

/** The contracts of which another number of operators is kept than there is (docs/decisions/0018), with both. */
export async function contractsCountedWrong(url: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query(
      `select account_id, kept, counted
       from (select account_id, array[sum(active), sum(deleted)]::int[] as kept from operator_counts
             group by account_id) as kept
       full join (select account_id, array[count(*) - count(deleted_at), count(deleted_at)]::int[] as counted
                  from operators group by account_id) as counted using (account_id)
       where coalesce(kept, '{0,0}') <> coalesce(counted, '{0,0}')`,
    );
    return rows;
  } finally {
    await client.end();
  }
}
