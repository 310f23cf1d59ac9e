import { prisma } from "@/lib/server/db";

/** A contract account that a test made. */
export type TestAccount = {
  readonly id: string;
  readonly ownerId: string;
  readonly code: string;
  readonly name: string;
  readonly directory: "utage" | "hosted";
};

type AccountOptions = {
  owner: { readonly id: string };
  directory?: "utage" | "hosted";
  code?: string;
  name?: string;
  contractStatus?: "trial" | "active" | "past_due" | "cancelled" | "force_cancelled" | "unknown";
};

let made = 0;

/** A contract account of an owner; hosted, with an active contract, unless said otherwise. */
export async function createAccount(options: AccountOptions): Promise<TestAccount> {
  made += 1;
  const { owner, directory = "hosted", name = "サンプル株式会社", contractStatus = "active" } = options;
  const code = options.code ?? `TestCode${String(made).padStart(4, "0")}`;
  const data = { ownerId: owner.id, directory, name, code };
  const { id } = await prisma().account.create({
    data: { ...data, contract: { create: { status: contractStatus } } },
    select: { id: true },
  });
  return { id, ...data };
}
