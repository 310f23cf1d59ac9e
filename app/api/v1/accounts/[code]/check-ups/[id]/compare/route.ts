import { checkUpParams, comparison, comparisonQuery } from "@/lib/schemas/check-up";
import { compareCheckUps } from "@/lib/server/check-ups/compare-check-ups";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: checkUpParams,
  query: comparisonQuery,
  response: comparison,
  handle: ({ account, params, query, now, locale }) => compareCheckUps(account.id, params.id, query, { now, locale }),
});
