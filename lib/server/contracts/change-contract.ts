import "server-only";
import { effectiveStatus, endsAccess } from "@/lib/domain/contract";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import type { ContractSnapshot, PutContractInput } from "@/lib/schemas/contract";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import { CONTRACT_SELECT, toColumns, toContract, toSnapshot } from "./contract-record";
import { endOperatorLogins } from "./end-operator-logins";
import { toAnswer } from "./read-contract";

type ContractChange = {
  readonly accountId: string;
  readonly actor: Actor;
  readonly input: PutContractInput;
  readonly now: Date;
  readonly requestId?: string;
};

const FIELDS = ["status", "trialEndsOn", "cancelsOn", "pastDueSince", "cardExpiresOn", "note"] as const;

/**
 * Writes what a person says about a contract. Saying the same again confirms it, which history shows too.
 * Throws `stale_contract` when `version` is not the newest (S52).
 */
export async function changeContract({ accountId, actor, input, now, requestId }: ContractChange) {
  return forAccount(accountId).prisma(async ({ tx }) => {
    await tx.$queryRaw`select 1 from contracts where account_id = ${accountId}::uuid for update`;
    const current = await tx.contract.findUniqueOrThrow({ where: { accountId }, select: CONTRACT_SELECT });
    if (input.version !== undefined && input.version !== current.version) throw new AppError("stale_contract");

    const before = toSnapshot(current);
    const after = applyInput(before, input, tokyoDay(now));
    const row = await tx.contract.update({
      where: { accountId },
      data: { ...toColumns(after), statusConfirmedAt: now, version: { increment: 1 } },
      select: CONTRACT_SELECT,
    });
    await tx.contractEvent.create({
      data: { accountId, actorName: actor.name, before, after, createdAt: now },
      select: { id: true },
    });
    const changed = FIELDS.filter((field) => before[field] !== after[field]);
    const pick = (from: ContractSnapshot) => Object.fromEntries(changed.map((field) => [field, from[field]]));
    await recordAuditEvent(tx, {
      accountId,
      actor,
      action: changed.length === 0 ? "contract_confirmed" : "contract_changed",
      subject: { type: "contract", id: accountId },
      ...(changed.length === 0 ? { after: { status: after.status } } : { before: pick(before), after: pick(after) }),
      ...(requestId === undefined ? {} : { requestId }),
    });
    if (endsAccess(effectiveStatus(toContract(row), now))) await endOperatorLogins({ accountId, tx }, now);
    const operators = await tx.operator.count({ where: { accountId, deletedAt: null } });
    return toAnswer(row, operators, now);
  });
}

/**
 * Fields that are not named keep what they had, with one exception: a cancellation that has taken place does not outlive
 * "the contract runs again", or the old date would cancel it at once. History keeps it.
 */
function applyInput(before: ContractSnapshot, input: PutContractInput, today: string): ContractSnapshot {
  const overtaken = !endsAccess(input.status) && before.cancelsOn !== null && before.cancelsOn <= today;
  return {
    status: input.status,
    trialEndsOn: input.trialEndsOn === undefined ? before.trialEndsOn : input.trialEndsOn,
    cancelsOn: input.cancelsOn !== undefined ? input.cancelsOn : overtaken ? null : before.cancelsOn,
    pastDueSince: input.pastDueSince === undefined ? before.pastDueSince : input.pastDueSince,
    cardExpiresOn: input.cardExpiresOn === undefined ? before.cardExpiresOn : input.cardExpiresOn,
    note: input.note ?? before.note,
  };
}
