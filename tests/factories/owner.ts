import { encode } from "next-auth/jwt";
import { normalizeEmail } from "@/lib/domain/email";
import { env } from "@/lib/env";
import { prisma } from "@/lib/server/db";
import { startOwnerSession } from "@/lib/server/owners/start-owner-session";
import { hashPassword } from "@/lib/server/password-hash";
import { SESSION_ABSOLUTE_SECONDS, sessionCookie } from "@/lib/server/session-cookie";

/** An owner that a test made. `password` is null when the owner has none. */
export type TestOwner = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly password: string | null;
};

type OwnerOptions = { name?: string; email?: string; password?: string };

let made = 0;

/** An owner with an address of its own; without a password unless one is given, as hashing takes its time. */
export async function createOwner(options: OwnerOptions = {}): Promise<TestOwner> {
  made += 1;
  const { name = "山田 花子", email = `owner-${made}@example.jp`, password = null } = options;
  const normalized = normalizeEmail(email);
  if (!normalized.ok) throw new Error(`not an address: ${email}`);
  const owner = await prisma().owner.create({
    data: {
      name,
      email,
      emailKey: normalized.key,
      passwordHash: password === null ? null : await hashPassword(password),
    },
    select: { id: true },
  });
  return { id: owner.id, name, email, password };
}

/** Signs an owner in without the login page: a real session row, its id sealed as sign-in seals it. A `Cookie` header. */
export async function signedInCookie(owner: { id: string }, options: { userAgent?: string } = {}): Promise<string> {
  const { credentialVersion } = await prisma().owner.findUniqueOrThrow({
    where: { id: owner.id },
    select: { credentialVersion: true },
  });
  return cookieOfSession(await startOwnerSession({ id: owner.id, credentialVersion }, options.userAgent, new Date()));
}

/** The `Cookie` header of a session id. */
export async function cookieOfSession(sessionId: string): Promise<string> {
  const token = await encode({
    token: { sid: sessionId },
    secret: env().KENSHIN_SECRET,
    maxAge: SESSION_ABSOLUTE_SECONDS,
  });
  return `${sessionCookie().name}=${token}`;
}
