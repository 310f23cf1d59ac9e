import { z } from "zod";
import { LOCALES, THEMES } from "@/lib/i18n/config";
import { pageOf } from "./pagination";
import { instant, line, uuid } from "./values";

/** A password as typed, of any form: what it may be is judged by lib/domain/password (S20), never repaired here. */
const password = z.string().max(10_000);
const email = z.string().max(1000);
const oneTimeCode = z.string().max(200);
const ownerName = line(100);

export const setupBody = z.strictObject({ code: oneTimeCode, name: ownerName, email, password });

export const setupResult = z.strictObject({ id: uuid, name: z.string(), email: z.string() });

export const ownerPasswordBody = z.strictObject({ token: oneTimeCode, password });

export const ownerPasswordResult = z.strictObject({ email: z.string() });

/** The owner who is signed in. */
export const profile = z.strictObject({
  id: uuid,
  name: z.string(),
  email: z.string(),
  locale: z.enum(LOCALES),
  theme: z.enum(THEMES),
});

export const updateProfileBody = z
  .strictObject({
    name: ownerName.optional(),
    locale: z.enum(LOCALES).optional(),
    theme: z.enum(THEMES).optional(),
  })
  .refine((body) => Object.values(body).some((value) => value !== undefined), "nothing_to_change");

export const changePasswordBody = z.strictObject({ currentPassword: password, newPassword: password });

export const sessionsEnded = z.strictObject({ endedSessions: z.number().int().nonnegative() });

/** A login of the owner in some browser; `browser` is a name such as `Chrome / Windows`, or empty when not known. */
export const profileSession = z.strictObject({
  id: uuid,
  browser: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
  current: z.boolean(),
});

export const profileSessionPage = pageOf(profileSession);
export const profileSessionParams = z.strictObject({ id: uuid });

export type SetupInput = z.output<typeof setupBody>;
export type OwnerPasswordInput = z.output<typeof ownerPasswordBody>;
export type UpdateProfileInput = z.output<typeof updateProfileBody>;
export type ChangePasswordInput = z.output<typeof changePasswordBody>;
