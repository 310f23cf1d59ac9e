import { forgotPasswordAnswer, forgotPasswordBody } from "@/lib/schemas/password-reset";
import { requestReset } from "@/lib/server/password-resets/request-reset";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "public",
  body: forgotPasswordBody,
  response: forgotPasswordAnswer,
  status: 202,
  handle: async ({ body, locale, client }) => {
    await requestReset({ ...body, locale }, client.network);
    return { status: "accepted" as const };
  },
});
