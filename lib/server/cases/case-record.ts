import "server-only";
import type { z } from "zod";
import { nextCause, statesAfterTrying } from "@/lib/domain/login/diagnose";
import type { loginCase } from "@/lib/schemas/login-case";
import type { Prisma } from "@/prisma/generated/client";
import { readTried } from "./find-case-of";

/** What the answer of a case shows. */
export const CASE_SELECT = {
  ...{ id: true, operatorId: true, emailKey: true, name: true, origin: true, states: true, lastCheckedAt: true },
  ...{ openedAt: true, openedByName: true, closedAt: true, closedAs: true, closedByName: true },
  tried: true,
  operator: { select: { name: true, email: true, deletedAt: true } },
  account: { select: { directory: true } },
} as const satisfies Prisma.LoginCaseSelect;

export type CaseRecord = Prisma.LoginCaseGetPayload<{ select: typeof CASE_SELECT }>;

/** A row of `CASE_SELECT` as the API shows it. An operator is shown as he is called now, anybody else as was said. */
export function toCase(row: CaseRecord): z.input<typeof loginCase> {
  const { operator, states } = row;
  const left = statesAfterTrying(states, { directory: row.account.directory, tried: readTried(row.tried) });
  return {
    ...{ id: row.id, status: row.closedAt === null ? "open" : "closed", operatorId: row.operatorId },
    operatorStatus: operator && (operator.deletedAt === null ? "active" : "deleted"),
    ...{ name: operator?.name ?? row.name, email: operator?.email ?? row.emailKey },
    ...{ origin: row.origin, openedAt: row.openedAt, openedBy: row.openedByName },
    ...{ nextStep: states.length === 0 ? null : nextCause(left), states, checkedAt: row.lastCheckedAt },
    ...{ closedAt: row.closedAt, closedAs: row.closedAs, closedBy: row.closedByName },
  };
}
