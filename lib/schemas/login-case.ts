import { z } from "zod";
import { CASE_CLOSINGS, CASE_ORIGINS } from "@/lib/domain/login/case";
import { diagnosisBody, nextStepSlug, verdictState } from "./diagnosis";
import { pageOf, pageQuery } from "./pagination";
import { accountParams, instant, uuid } from "./values";

export const CASE_STATUSES = ["open", "closed", "all"] as const;

/** Somebody could not sign in: who, since when, what the last look found, and how it ended. */
export const loginCase = z.strictObject({
  id: uuid,
  status: z.enum(["open", "closed"]),
  /** null: nobody of this contract, or only a name is known. */
  operatorId: uuid.nullable(),
  operatorStatus: z.enum(["active", "deleted"]).nullable(),
  name: z.string(),
  /** null: a report that gave only a name. */
  email: z.string().nullable(),
  /** `owner`: the owner asked; `self_check`: the person reported it. */
  origin: z.enum(CASE_ORIGINS),
  openedAt: instant,
  openedBy: z.string(),
  /** null: not judged, because nobody knows yet who it is. */
  nextStep: z.strictObject({ slug: nextStepSlug, state: verdictState }).nullable(),
  /** The six causes in the article's order; empty with `nextStep: null`. */
  states: z.array(verdictState).max(6),
  checkedAt: instant.nullable(),
  closedAt: instant.nullable(),
  closedAs: z.enum(CASE_CLOSINGS).nullable(),
  closedBy: z.string().nullable(),
});

/** `open` newest first, `closed` last closed first, `all` newest first. */
export const loginCaseQuery = pageQuery.extend({ status: z.enum(CASE_STATUSES).default("open") });
export const loginCaseList = pageOf(loginCase);

export const caseParams = z.strictObject({ ...accountParams.shape, id: uuid });
/** Keeps somebody as a case whatever the verdict. */
export const openCaseBody = diagnosisBody;
export const assignCaseBody = z.strictObject({ operatorId: uuid });

export type LoginCaseDto = z.output<typeof loginCase>;
export type LoginCaseListDto = z.output<typeof loginCaseList>;
export type LoginCaseQuery = z.output<typeof loginCaseQuery>;
