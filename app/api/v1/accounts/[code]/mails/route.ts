import { mailList, mailQuery } from "@/lib/schemas/mail";
import { accountParams } from "@/lib/schemas/values";
import { listMails } from "@/lib/server/mail/list-mails";
import { route } from "@/lib/server/route";

export const GET = route({
  permission: "account:read",
  params: accountParams,
  query: mailQuery,
  response: mailList,
  handle: ({ account, query }) => listMails(account.id, query),
});
