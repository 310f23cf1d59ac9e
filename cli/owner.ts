import { parseArgs } from "node:util";
import { line } from "@/lib/schemas/values";
import { closeDatabase } from "@/lib/server/db";
import { AppError } from "@/lib/server/errors";
import { addOwner } from "@/lib/server/owners/add-owner";
import { issueOwnerReset } from "@/lib/server/owners/issue-owner-reset";
import { ownerPasswordLink } from "@/lib/server/owners/owner-links";
import { reachDatabase } from "@/scripts/lib/running-database.mjs";
import { requireTables } from "./require-tables";

const USAGE = `Usage: kenshin owner add EMAIL [--name NAME]
       kenshin owner reset-password EMAIL

Prints a link, good once and for one hour, with which the owner sets a password. A new link ends the older one.
Works on DATABASE_URL, or on the Kenshin that runs from KENSHIN_DATA (.data).

Exit code: 0 done, 2 cannot be done or wrong usage.
`;

type Order = { readonly action: "add" | "reset-password"; readonly email: string; readonly name: string | undefined };

/** `kenshin owner`: adds an owner, or lets one back in who lost the password. Answers the exit code. */
export async function owner(args: readonly string[]): Promise<number> {
  if (args.includes("--help") || args.includes("-h")) {
    process.stdout.write(USAGE);
    return 0;
  }
  const order = readOrder(args);
  if (typeof order === "string") {
    process.stderr.write(`kenshin owner: ${order}\n${USAGE}`);
    return 2;
  }
  reachDatabase();
  try {
    await requireTables();
    const { code } = await carryOut(order);
    process.stdout.write(`owner: ${order.email}\nlink: ${ownerPasswordLink(code)}\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    process.stderr.write(`kenshin owner: ${explain(error, order.email)}\n`);
    return 2;
  } finally {
    await closeDatabase();
  }
}

/** What is asked for, or what is wrong with the arguments. */
function readOrder(args: readonly string[]): Order | string {
  try {
    const options = { name: { type: "string" } } as const;
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options });
    const [action, email, ...more] = positionals;
    if (action !== "add" && action !== "reset-password") return "say add or reset-password";
    if (email === undefined || more.length > 0) return "say one e-mail address";
    if (values.name === undefined) return { action, email, name: undefined };
    if (action !== "add") return "--name goes with add only";
    const name = line(100).safeParse(values.name);
    return name.success ? { action, email, name: name.data } : "--name has to be 1 to 100 characters in one line";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function carryOut({ action, email, name }: Order): Promise<{ code: string }> {
  const now = new Date();
  return action === "add"
    ? addOwner({ email, name }, { kind: "system", name: "kenshin owner" }, now)
    : issueOwnerReset(email, now);
}

function explain(error: AppError, email: string): string {
  switch (error.code) {
    case "invalid_email":
      return `${email} is not an e-mail address`;
    case "email_in_use":
      return `${email} is an owner already; kenshin owner reset-password makes a new link`;
    case "not_found":
      return `no owner has the address ${email}; kenshin owner add makes one`;
    default:
      throw error;
  }
}
