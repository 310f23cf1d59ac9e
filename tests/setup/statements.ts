import { pool } from "@/lib/server/db";

/** How many statements some work takes; a statement is counted where it reaches the connection. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  const client = await pool().connect();
  const prototype = Object.getPrototypeOf(client) as { query: (...input: unknown[]) => unknown };
  client.release();
  const original = prototype.query;
  let count = 0;
  prototype.query = function counted(...input) {
    count += 1;
    return original.apply(this, input);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return count;
}
