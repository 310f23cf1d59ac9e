import { diagnosis, diagnosisBody } from "@/lib/schemas/diagnosis";
import { accountParams } from "@/lib/schemas/values";
import { diagnoseLogin } from "@/lib/server/diagnoses/diagnose-login";
import { route } from "@/lib/server/route";

export const POST = route({
  permission: "account:write",
  params: accountParams,
  body: diagnosisBody,
  response: diagnosis,
  handle: ({ account, session, body, now, locale }) => diagnoseLogin({ account, session }, body, { now, locale }),
});
