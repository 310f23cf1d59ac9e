import { operatorParams } from "@/lib/schemas/operator";
import { checkLink } from "@/lib/schemas/self-check";
import { requireOperatorOf } from "@/lib/server/operators/require-hosted-operator";
import { route } from "@/lib/server/route";
import { personalCheckLink } from "@/lib/server/self-checks/check-link";

export const GET = route({
  permission: "account:read",
  params: operatorParams,
  response: checkLink,
  handle: async ({ account, params, now }) => {
    const { id } = await requireOperatorOf(account.id, params.id);
    return personalCheckLink(account, id, now);
  },
});
