import { pool } from "@/lib/server/db";

export type Statement = { readonly text: string; readonly values: readonly unknown[] };

/** The statements that some work sends, noted where they reach the connection. */
export async function recordStatements(work: () => Promise<unknown>): Promise<readonly Statement[]> {
  const client = await pool().connect();
  const prototype = Object.getPrototypeOf(client) as { query: (...input: unknown[]) => unknown };
  client.release();
  const original = prototype.query;
  const statements: Statement[] = [];
  prototype.query = function noted(...input) {
    statements.push(toStatement(input));
    return original.apply(this, input);
  };
  try {
    await work();
  } finally {
    prototype.query = original;
  }
  return statements;
}

/** How many statements some work takes. */
export async function statementsOf(work: () => Promise<unknown>): Promise<number> {
  return (await recordStatements(work)).length;
}

// Tagged SQL sends a text and its values, Prisma one object with both.
function toStatement([first, second]: unknown[]): Statement {
  const { text, values } = typeof first === "string" ? { text: first, values: second } : (first as Partial<Statement>);
  return { text: text ?? "", values: Array.isArray(values) ? values : [] };
}
