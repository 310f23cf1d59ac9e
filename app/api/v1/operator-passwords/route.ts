import { operatorPasswordBody, operatorPasswordResult } from "@/lib/schemas/password-reset";
import { setOperatorPassword } from "@/lib/server/password-resets/set-operator-password";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "public",
  body: operatorPasswordBody,
  response: operatorPasswordResult,
  handle: ({ body, requestId, now, locale }) => setOperatorPassword(body, { requestId, now, locale }),
});
