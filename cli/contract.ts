import { parseArgs } from "node:util";
import { contractStatus } from "@/lib/schemas/account";
import type { ContractStatusDto } from "@/lib/schemas/contract";
import { type FoundAccount, findAccountsByCode } from "@/lib/server/accounts/find-accounts-by-code";
import { changeContract } from "@/lib/server/contracts/change-contract";
import { closeDatabase } from "@/lib/server/db";
import { reachDatabase } from "@/scripts/lib/running-database.mjs";
import type { Command } from "./command";
import { requireTables } from "./require-tables";

const USAGE = `Usage: kenshin contract set CODE STATUS [--owner EMAIL]

STATUS is one of ${contractStatus.options.join(", ")}.
Sets the status of the contract with that code (case matters) and confirms it; dates and note stay, but a cancellation
date that has passed goes when the contract runs again. --owner says whose contract, where several owners have it.
Works on DATABASE_URL, or on the Kenshin that runs from KENSHIN_DATA (.data).

Exit code: 0 done, 2 cannot be done or wrong usage.
`;

type Order = { readonly code: string; readonly status: ContractStatusDto; readonly owner: string | undefined };

/** `kenshin contract`: says how a contract stands. Answers the exit code. */
export const contract: Command = async (args, { stdout, stderr }) => {
  if (args.includes("--help") || args.includes("-h")) {
    stdout.write(USAGE);
    return 0;
  }
  const order = readOrder(args);
  if (typeof order === "string") {
    stderr.write(`kenshin contract: ${order}\n${USAGE}`);
    return 2;
  }
  reachDatabase();
  try {
    await requireTables();
    const found = choose(await findAccountsByCode(order.code, order.owner), order);
    if (typeof found === "string") {
      stderr.write(`kenshin contract: ${found}\n`);
      return 2;
    }
    const { status, effectiveStatus } = await changeContract({
      accountId: found.id,
      actor: { kind: "system", name: "kenshin contract set" },
      input: { status: order.status },
      now: new Date(),
    });
    stdout.write(`contract: ${found.code} (${found.name})\nstatus: ${status}\n`);
    if (effectiveStatus !== status) stdout.write(`today, by its dates: ${effectiveStatus}\n`);
    return 0;
  } finally {
    await closeDatabase();
  }
};

/** What is asked for, or what is wrong with the arguments. */
function readOrder(args: readonly string[]): Order | string {
  try {
    const options = { owner: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [action, code, status, ...more] = positionals;
    if (action !== "set") return "say set";
    if (code === undefined || status === undefined || more.length > 0) return "say one code and one status";
    const known = contractStatus.safeParse(status.replaceAll("-", "_"));
    return known.success ? { code, status: known.data, owner: values.owner } : `${status} is no status`;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** The one contract that is meant, or why there is not one. */
function choose(found: readonly FoundAccount[], { code, owner }: Order): FoundAccount | string {
  const exact = found.filter((account) => account.code === code);
  const [only, another] = exact;
  if (only && !another) return only;
  if (another) {
    const owners = exact.map(({ ownerEmail }) => ownerEmail).join(", ");
    return `several owners have the contract ${code}: ${owners}. Say whose with --owner EMAIL`;
  }
  const whose = owner === undefined ? "" : ` of the owner ${owner}`;
  const near = found.map((account) => account.code).join(", ");
  return `there is no contract ${code}${whose}${near === "" ? "" : `; case matters: there is ${near}`}`;
}
