import "server-only";
import type { z } from "zod";
import type { loginCase } from "@/lib/schemas/login-case";
import { prisma } from "../db";
import { AppError } from "../errors";
import { CASE_SELECT, toCase } from "./case-record";

/** One case of an account. Throws `not_found` for an unknown or foreign id (S3). */
export async function findCase(accountId: string, id: string): Promise<z.input<typeof loginCase>> {
  const row = await prisma().loginCase.findFirst({ where: { id, accountId }, select: CASE_SELECT });
  if (row === null) throw new AppError("not_found");
  return toCase(row);
}
