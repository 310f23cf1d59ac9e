import { health } from "@/lib/schemas/health";
import { accountParams } from "@/lib/schemas/values";
import { examineAccount } from "@/lib/server/health/examine-account";
import { loadOneAccount } from "@/lib/server/health/load-account-facts";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: health,
  handle: async ({ account, now, locale }) => examineAccount(await loadOneAccount(account.id, now), now, locale),
});
