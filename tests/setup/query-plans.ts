import { pool } from "@/lib/server/db";
import { recordStatements, type Statement } from "./statements";

type PlanNode = {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
};

export type PlannedStatement = {
  readonly text: string;
  /** `Index Scan operators_active_name`, `Seq Scan operators`: how each table of the statement is read. */
  readonly scans: readonly string[];
};

/** How PostgreSQL plans every SELECT that some work sends, with the values it was sent with. */
export async function plansOf(work: () => Promise<unknown>): Promise<readonly PlannedStatement[]> {
  const statements = (await recordStatements(work)).filter(({ text }) => /^\s*(select|with)\b/i.test(text));
  return Promise.all(statements.map(plan));
}

async function plan({ text, values }: Statement): Promise<PlannedStatement> {
  const { rows } = await pool().query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(`explain (format json) ${text}`, [
    ...values,
  ]);
  const [root] = rows;
  if (!root) throw new Error(`no plan for ${text}`);
  return { text: text.replace(/\s+/g, " ").trim(), scans: scansOf(root["QUERY PLAN"][0].Plan) };
}

function scansOf(node: PlanNode): string[] {
  const inner = (node.Plans ?? []).flatMap(scansOf);
  const type = node["Node Type"];
  if (!type.endsWith("Scan")) return inner;
  const on = node["Index Name"] ?? node["Relation Name"];
  return on === undefined ? inner : [`${type} ${on}`, ...inner];
}
