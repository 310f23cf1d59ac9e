import { contractForecast } from "@/lib/schemas/contract-forecast";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { forecastContract } from "@/lib/server/contracts/forecast-reactivation";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: contractForecast,
  handle: ({ account, query, now }) => forecastContract(account, query, now),
});
