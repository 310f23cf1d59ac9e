import "server-only";
import type { z } from "zod";
import { contractFindings } from "@/lib/domain/contract";
import type { contract } from "@/lib/schemas/contract";
import { prisma } from "../db";
import { CONTRACT_SELECT, type ContractRow, toContract, toSnapshot } from "./contract-record";

type ContractAnswer = z.input<typeof contract>;

/** How a contract stands at `now`: what was entered, what it means today, and how many operators it concerns. */
export async function readContract(accountId: string, now: Date): Promise<ContractAnswer> {
  const [row, operators] = await Promise.all([
    prisma().contract.findUniqueOrThrow({ where: { accountId }, select: CONTRACT_SELECT }),
    prisma().operator.count({ where: { accountId, deletedAt: null } }),
  ]);
  return toAnswer(row, operators, now);
}

/** The answer for a row that has been read or written. */
export function toAnswer(row: ContractRow, operators: number, now: Date): ContractAnswer {
  const { status, findings } = contractFindings(toContract(row), now);
  return {
    ...toSnapshot(row),
    effectiveStatus: status,
    statusConfirmedAt: row.statusConfirmedAt,
    findings: findings.map((finding) => ({ ...finding })),
    operators,
    version: row.version,
  };
}
