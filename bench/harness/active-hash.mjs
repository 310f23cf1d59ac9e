/** A hash over the active operators of a contract, whoever asks. */
export async function activeHash(client, accountId) {
  const { rows } = await client.query(
    "SELECT count(*)::int AS count, sum(hashtextextended(id::text, 0)) AS hash FROM operators WHERE account_id = $1 AND deleted_at IS NULL",
    [accountId],
  );
  return rows[0];
}
