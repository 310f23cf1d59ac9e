import "server-only";
import { randomInt } from "node:crypto";
import { readNewContractLoginUrl } from "@/lib/domain/login-page";
import { env } from "@/lib/env";
import type { CreateAccountInput } from "@/lib/schemas/account";
import { Prisma } from "@/prisma/generated/client";
import { type Actor, recordAuditEvent } from "../audit/record-audit-event";
import { newSnapshot } from "../contracts/contract-record";
import { prisma } from "../db";
import { AppError } from "../errors";
import { ACCOUNT_SELECT } from "./account-dto";

/** Codes of contracts kept here look like the service's own: twelve letters and digits (utage-facts). */
const CODE_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const CODE_LENGTH = 12;
/** With 62^12 codes a second try is as good as never needed; a tenth means that something else is wrong. */
const CODE_TRIES = 10;

type NewAccount = {
  readonly owner: Extract<Actor, { kind: "owner" }>;
  readonly input: CreateAccountInput;
  readonly now: Date;
  readonly requestId?: string;
};

type Place = { readonly code: string; readonly customDomain: string | null };

/**
 * Adds a contract to an owner's, with its contract row and the first lines of both histories.
 * Throws `operator_url_needed`, `code_taken`, `invalid_request` (an address for a hosted contract).
 */
export async function createAccount(request: NewAccount) {
  const { directory, loginPageUrl } = request.input;
  if (directory === "utage") return insertAccount(request, readPlace(loginPageUrl ?? ""));
  if (loginPageUrl) {
    const message = "A contract that is kept here gets its address from Kenshin.";
    throw new AppError("invalid_request", { errors: [{ path: "loginPageUrl", code: "utage_only", message }] });
  }
  for (let tries = 1; ; tries += 1) {
    try {
      return await insertAccount(request, { code: newAccountCode(), customDomain: null });
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== "code_taken" || tries === CODE_TRIES) throw error;
    }
  }
}

/** A code for a contract that is kept here. */
export function newAccountCode(): string {
  return Array.from({ length: CODE_LENGTH }, () => CODE_ALPHABET.charAt(randomInt(CODE_ALPHABET.length))).join("");
}

function readPlace(loginPageUrl: string): Place {
  const read = readNewContractLoginUrl(loginPageUrl, env().KENSHIN_URL);
  if (!read.ok) throw new AppError("operator_url_needed");
  return { code: read.code, customDomain: read.customDomain };
}

async function insertAccount({ owner, input, now, requestId }: NewAccount, { code, customDomain }: Place) {
  const { name, directory } = input;
  // On UTAGE only a person can look up how the contract stands. A contract kept here begins with this very act, so its
  // state is known: it is active.
  const status = directory === "hosted" ? "active" : "unknown";
  const statusConfirmedAt = directory === "hosted" ? now : null;
  try {
    return await prisma().$transaction(async (tx) => {
      const account = await tx.account.create({
        data: {
          ...{ ownerId: owner.id, code, name, directory, customDomain },
          contract: { create: { status, statusConfirmedAt } },
          contractEvents: {
            create: { actorName: owner.name, after: newSnapshot(status) },
          },
        },
        select: ACCOUNT_SELECT,
      });
      await recordAuditEvent(tx, {
        accountId: account.id,
        actor: owner,
        action: "account_created",
        subject: { type: "account", id: account.id, name },
        after: { name, code, directory, ...(customDomain === null ? {} : { customDomain }) },
        ...(requestId === undefined ? {} : { requestId }),
      });
      return account;
    });
  } catch (error) {
    if (error instanceof Prisma.PrismaClientKnownRequestError && error.code === "P2002") {
      throw new AppError("code_taken", { cause: error });
    }
    throw error;
  }
}
