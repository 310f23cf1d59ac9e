import { z } from "zod";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import { pageOf } from "./pagination";
import { uuid } from "./values";

const count = z.number().int().nonnegative();
const slug = z.enum(CAUSE_SLUGS);

/** What stands in the way, in the words of the rules; `other` for what this list does not know. */
export const FORECAST_CODES = ["same_address", "password_never_set", "locked", "other"] as const;

/** An operator for whom something was found. `blocking`: stays out; `suspected`: may, and nobody here can tell. */
export const forecastItem = z.strictObject({
  operatorId: uuid,
  name: z.string(),
  email: z.string(),
  causes: z.array(z.strictObject({ slug, code: z.enum(FORECAST_CODES), state: z.enum(["blocking", "suspected"]) })),
});

/** Who could sign in if the contract were active again; `regain`, `stillOut` and `unknown` are all its operators. */
export const contractForecast = z.strictObject({
  ...pageOf(forecastItem).omit({ total: true }).shape,
  /** Nothing stands in the way. */
  regain: count,
  stillOut: count,
  /** Nothing is known to block, but not everything can be checked from here. */
  unknown: count,
  /** Operators of the list by cause; one with two causes counts in both. */
  byCause: z.array(z.strictObject({ cause: z.number().int().min(1).max(6), slug, count })),
});

export type ContractForecastDto = z.output<typeof contractForecast>;
export type ForecastItemDto = z.output<typeof forecastItem>;
