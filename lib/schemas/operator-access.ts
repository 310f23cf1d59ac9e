import { z } from "zod";
import { operatorParams } from "./operator";
import { pageOf } from "./pagination";
import { instant, uuid } from "./values";

/** A live login of an operator, for the owner. */
export const operatorSession = z.strictObject({
  id: uuid,
  /** Such as `Chrome / Windows`; empty when not known. */
  browser: z.string(),
  createdAt: instant,
  lastSeenAt: instant,
});

export const operatorSessionList = pageOf(operatorSession);
export const operatorSessionParams = operatorParams.extend({ sessionId: uuid });

/** The same for the operator, with the login that asks marked. */
export const ownSession = operatorSession.extend({ current: z.boolean() });
export const ownSessionList = pageOf(ownSession);
export const ownSessionParams = z.strictObject({ id: uuid });

/** Wrong passwords in a row, and until when no password is looked at; null: now. */
export const operatorLock = z.strictObject({
  failures: z.number().int().nonnegative(),
  lastFailureAt: instant.nullable(),
  lockedUntil: instant.nullable(),
});

/** An operator who has to wait now. */
export const lockedOperator = z.strictObject({
  id: uuid,
  name: z.string(),
  email: z.string(),
  failures: z.number().int().positive(),
  lockedUntil: instant,
});

export const lockedOperatorList = pageOf(lockedOperator);

export type LockedOperatorDto = z.output<typeof lockedOperator>;
export type OperatorSessionDto = z.output<typeof operatorSession>;
export type OwnSessionDto = z.output<typeof ownSession>;
export type OperatorLockDto = z.output<typeof operatorLock>;
