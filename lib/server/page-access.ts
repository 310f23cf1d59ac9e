import "server-only";
import { headers } from "next/headers";
import { notFound, redirect } from "next/navigation";
import { cache } from "react";
import { AppError } from "./errors";
import {
  type AccountPermission,
  type AccountScope,
  type OwnerPermission,
  requireAccount,
  requirePermission,
} from "./permissions";
import { type CurrentSession, type OwnerSession, sessionFromCookies } from "./session";

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

async function orLeave<T>(check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    if (error.code === "unauthenticated") redirect("/login");
    notFound();
  }
}
