import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { ASKED_ADDRESS } from "../asked-address";
import { AppError } from "./errors";
import { findOperator } from "./operators/queries";
import {
  type AccountPermission,
  type AccountScope,
  type OperatorPermission,
  type OwnerPermission,
  requireAccount,
  requireOperator,
  requirePermission,
} from "./permissions";
import { type CurrentSession, type OperatorSession, type OwnerSession, sessionFromCookies } from "./session";

/** The login of the page being rendered; read once a request however many components ask. */
export const pageSession = cache(async (): Promise<CurrentSession | null> => {
  return sessionFromCookies((await headers()).get("cookie"));
});

/** `requirePermission` for pages: nobody is sent to the login page, an operator's login is shown "not found". */
export async function requirePagePermission(permission: OwnerPermission): Promise<OwnerSession> {
  return orLeave(async () => requirePermission(await pageSession(), permission));
}

const accountOfPage = cache(async (permission: AccountPermission, code: string): Promise<AccountScope> => {
  return requireAccount(await pageSession(), permission, code);
});

/** `requireAccount` for pages; a foreign code is "not found" (S3). */
export async function requirePageAccount(permission: AccountPermission, code: string): Promise<AccountScope> {
  return orLeave(() => accountOfPage(permission, code));
}

/**
 * The operator who is signed in to the contract of that code. Nobody is sent to its login page; an owner's login, and that
 * of another contract, are shown "not found" (S5).
 */
export async function requirePageOperator(permission: OperatorPermission, code: string): Promise<OperatorSession> {
  const session = await orLeave(
    async () => requireOperator(await pageSession(), permission),
    `/operator/${code}/login`,
  );
  if (session.account.code !== code) notFound();
  return session;
}

/** An operator of an account the page may show, active or deleted; anything else is shown "not found" (S3). */
export async function requirePageOperatorOf(accountId: string, operatorId: string | undefined) {
  const operator = operatorId === undefined ? null : await findOperator(accountId, operatorId);
  return operator ?? notFound();
}

async function orLeave<T>(check: () => Promise<T>, loginPage?: string): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") redirect(loginPage ?? (await ownerLoginPage()));
    notFound();
  }
}

/** Leads back, after the login, to the page that was asked for, with its query. */
async function ownerLoginPage(): Promise<string> {
  const asked = (await headers()).get(ASKED_ADDRESS);
  return asked === null ? "/login" : `/login?${new URLSearchParams({ callbackUrl: asked })}`;
}
