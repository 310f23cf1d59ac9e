import { checkUp, checkUpList } from "@/lib/schemas/check-up";
import { pageQuery } from "@/lib/schemas/pagination";
import { accountParams } from "@/lib/schemas/values";
import { listCheckUps, readCheckUp } from "@/lib/server/check-ups/list-check-ups";
import { recordCheckUp } from "@/lib/server/check-ups/record-check-up";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: pageQuery,
  response: checkUpList,
  handle: ({ account, query, locale }) => listCheckUps(account.id, query, locale),
});

export const POST = route({
  permission: "account:write",
  params: accountParams,
  response: checkUp,
  status: 201,
  handle: async ({ account, session, now, locale }) => {
    const recording = { origin: "by_hand", recordedBy: session.owner.name } as const;
    return readCheckUp(account.id, await recordCheckUp(account.id, recording, now), locale);
  },
});
