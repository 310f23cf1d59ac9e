import { selfCheckAnswer, selfCheckBody } from "@/lib/schemas/self-check";
import { route } from "@/lib/server/route";
import { submitSelfCheck } from "@/lib/server/self-checks/submit-self-check";

export const POST = route({
  permission: "public",
  body: selfCheckBody,
  response: selfCheckAnswer,
  status: 202,
  handle: async ({ body, client, session, now }) => {
    await submitSelfCheck(body, { ...client, session }, now);
    return { status: "accepted" as const };
  },
});
