import "server-only";
import type { UpdateAccountInput } from "@/lib/schemas/account";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { forAccount } from "../for-account";
import { ACCOUNT_SELECT } from "./account-dto";
import { readAccountDomain } from "./read-account-domain";

type AccountUpdate = {
  readonly accountId: string;
  readonly actor: Actor;
  readonly input: UpdateAccountInput;
  readonly requestId?: string;
};

/** Renames a contract or sets its custom domain; what is left out stays. Throws `invalid_request` for a bad domain. */
export async function updateAccount({ accountId, actor, input, requestId }: AccountUpdate) {
  return forAccount(accountId).prisma(async ({ tx }) => {
    // Locked, so that the "before" of the log is what this change replaced. Not the key: every row that a list or bulk
    // work adds to the contract holds that until it commits.
    await tx.$queryRaw`select 1 from accounts where id = ${accountId}::uuid for no key update`;
    const current = await tx.account.findUniqueOrThrow({ where: { id: accountId }, select: ACCOUNT_SELECT });
    const wanted = {
      name: input.name ?? current.name,
      customDomain:
        input.customDomain === undefined
          ? current.customDomain
          : readAccountDomain(input.customDomain, current.directory),
    };
    const changed = (["name", "customDomain"] as const).filter((field) => wanted[field] !== current[field]);
    if (changed.length === 0) return current;

    const pick = (from: typeof wanted) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    await recordAuditEvent(tx, {
      accountId,
      actor,
      action: "account_updated",
      subject: { type: "account", id: accountId, name: wanted.name },
      before: pick(current),
      after: pick(wanted),
      ...(requestId === undefined ? {} : { requestId }),
    });
    return tx.account.update({ where: { id: accountId }, data: wanted, select: ACCOUNT_SELECT });
  });
}
