import "server-only";
import type { z } from "zod";
import type { loginCase } from "@/lib/schemas/login-case";
import type { Prisma } from "@/prisma/generated/client";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEvent } from "../audit/record-audit-event";
import { type Judgement, judgeLogin } from "../diagnoses/judge-login";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import type { AccountScope } from "../permissions";
import { findCase } from "./find-case";
import { wrongPage } from "./keep-verdict";

type Assignment = {
  readonly id: string;
  readonly operatorId: string;
  readonly actor: Actor;
  readonly now: Date;
  readonly requestId: string;
};

/**
 * The owner says who a report is about that gave only a name or an address nobody has: the verdict is run and kept. Where
 * that person has an open case already, the report joins it and this one is closed. Gives the case that is open then.
 * Throws `not_found` for a foreign case or operator, `case_over`, and `case_assigned` for a case of somebody known.
 */
export async function assignCase(
  account: AccountScope["account"],
  assignment: Assignment,
): Promise<z.input<typeof loginCase>> {
  const { id, operatorId, actor, now, requestId } = assignment;
  const judged = await judgeLogin(account, { operatorId }, { now });
  const openId = await forAccount(account.id).prisma(async ({ tx }) => {
    const row = await lockBoth(tx, account.id, assignment);
    if (row.closedAt !== null) throw new AppError("case_over");
    if (row.operatorId !== null) throw new AppError("case_assigned");
    const standing = await tx.loginCase.findFirst({
      where: { accountId: account.id, operatorId, closedAt: null },
      select: { id: true },
    });
    await (standing ? join(tx, row, standing.id, assignment) : assign(tx, row, judged, now));
    // What the report told of a browser is that person's from now on.
    await tx.selfCheck.updateMany({
      where: { caseId: id, accountId: account.id },
      data: { operatorId, caseId: standing?.id ?? id },
    });
    const name = judged.loaded.operator?.name ?? "";
    const subject = { type: "case", id, name: name === "" ? row.name : name };
    await recordAuditEvent(tx, { accountId: account.id, actor, action: "case_assigned", subject, requestId });
    return standing?.id ?? id;
  });
  return findCase(account.id, openId);
}

type Row = Pick<Prisma.LoginCaseGetPayload<object>, "id" | "operatorId" | "closedAt" | "origin" | "name">;

/**
 * The case and the operator, locked. `for update`, as nothing less keeps a new case of that operator waiting: it takes the
 * operator's key first, so none can open in between.
 */
async function lockBoth(tx: Prisma.TransactionClient, accountId: string, { id, operatorId }: Assignment): Promise<Row> {
  await tx.$queryRaw`
    select id from operators where id = ${operatorId}::uuid and account_id = ${accountId}::uuid for update`;
  await tx.$queryRaw`select id from login_cases where id = ${id}::uuid and account_id = ${accountId}::uuid for update`;
  const row = await tx.loginCase.findFirst({
    where: { id, accountId },
    select: { id: true, operatorId: true, closedAt: true, origin: true, name: true },
  });
  if (row === null) throw new AppError("not_found");
  return row;
}

async function assign(tx: Prisma.TransactionClient, { id }: Row, judged: Judgement, now: Date): Promise<void> {
  const { person, states } = judged;
  await tx.loginCase.update({
    where: { id },
    data: {
      ...{ operatorId: person.operatorId, emailKey: null, states: [...states] },
      ...{ loginUrl: wrongPage(judged), lastCheckedAt: now },
    },
    select: { id: true },
  });
}

async function join(
  tx: Prisma.TransactionClient,
  { id, origin }: Row,
  standingId: string,
  { operatorId, actor, now }: Assignment,
): Promise<void> {
  await tx.loginCase.update({
    where: { id },
    data: { operatorId, closedAt: now, closedAs: "joined", closedByName: actor.name },
    select: { id: true },
  });
  if (origin !== "self_check") return;
  await tx.loginCase.update({ where: { id: standingId }, data: { origin }, select: { id: true } });
}
