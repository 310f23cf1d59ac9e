import { health } from "@/lib/schemas/health";
import { accountParams } from "@/lib/schemas/values";
import { examineAccount } from "@/lib/server/health/examine-account";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  response: health,
  handle: ({ account, now, locale }) => examineAccount(account.id, now, locale),
});
