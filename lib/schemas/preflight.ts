import { z } from "zod";
import { FOUND_STATES } from "@/lib/domain/login/preflight";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import { pageOf, pageQuery } from "./pagination";
import { instant, uuid } from "./values";

const count = z.number().int().nonnegative();
const slug = z.enum(CAUSE_SLUGS);
const foundState = z.enum(FOUND_STATES);

/** Whom to list: who is kept out by a cause, or may be; without a cause, by one of their own (all but the contract's). */
export const preflightQuery = z.strictObject({
  ...pageQuery.shape,
  cause: slug.optional(),
  state: foundState.optional(),
});

export const preflightItem = z.strictObject({
  operatorId: uuid,
  name: z.string(),
  email: z.string(),
  /** Somebody deleted is listed while they still try to sign in. */
  status: z.enum(["active", "deleted"]),
  /** Everything found for this person, in the article's order; `code` is what decided it, as in a diagnosis. */
  causes: z.array(z.strictObject({ slug, state: foundState, code: z.string() })),
});

/** Who cannot sign in, and why: every operator judged by the six causes. */
export const preflight = z.strictObject({
  ...pageOf(preflightItem).shape,
  /** How many the list holds on all its pages. */
  total: count,
  checkedAt: instant,
  /** Everybody judged: the active operators, and who was deleted and still tries to sign in. */
  operators: count,
  /** Who has a cause that blocks, the contract's included. */
  cannotLogIn: count,
  /** Who has a cause of their own: one that blocks, or only a suspected one. Each person counts once. */
  ownCauses: z.strictObject({ blocking: count, suspected: count }),
  /** Six, in the article's order; the states of each add up to `operators`. */
  byCause: z
    .array(
      z.strictObject({
        ...{ cause: z.number().int().min(1).max(6), slug },
        ...{ blocking: count, suspected: count, clear: count, unknown: count },
      }),
    )
    .length(6),
});

export type PreflightDto = z.output<typeof preflight>;
export type PreflightItemDto = z.output<typeof preflightItem>;
