import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { ATTEMPTS_AT_ONCE } from "@/lib/client/page-sizes";
import { queryKeys } from "@/lib/client/query-keys";
import { loginAttemptList } from "@/lib/schemas/login-attempt";
import { operator, operatorParams } from "@/lib/schemas/operator";
import { operatorLock, operatorSessionList } from "@/lib/schemas/operator-access";
import { PAGE_LIMIT_DEFAULT } from "@/lib/schemas/pagination";
import { listLoginAttempts } from "@/lib/server/login-attempts/list-login-attempts";
import { readOperatorLock } from "@/lib/server/operators/operator-lock";
import { listOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { requirePageAccount, requirePageOperatorOf } from "@/lib/server/page-access";
import { Hydrated } from "../../../../_components/hydrated";
import { OperatorView } from "./_components/operator-view";

interface OperatorPageProps {
  params: Promise<{ code: string; id: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operatorPage"))("title") };
}

export default async function OperatorPage({ params }: OperatorPageProps) {
  const { code, id } = await params;
  const { account } = await requirePageAccount("account:read", code);
  const found = await requirePageOperatorOf(account.id, operatorParams.safeParse({ code, id }).data?.id);
  const entries = account.directory === "hosted" ? await readAccess(account, found) : [];
  return (
    <Hydrated entries={entries}>
      <ClientMessages namespaces={["operatorPage", "health", "operators", "selfCheck", "selfChecks"]}>
        <OperatorView account={{ code, directory: account.directory }} operator={operator.parse(found)} />
      </ClientMessages>
    </Hydrated>
  );
}

/** What only a contract that is kept here knows: lock, logins and tries. */
async function readAccess(account: { id: string; code: string }, { id, emailKey }: { id: string; emailKey: string }) {
  const now = new Date();
  const whose = { accountId: account.id, operatorId: id };
  const [lock, sessions, attempts] = await Promise.all([
    readOperatorLock(account.id, { id, emailKey }, now),
    listOperatorSessions(whose, { limit: PAGE_LIMIT_DEFAULT }, now),
    listLoginAttempts(whose, { limit: ATTEMPTS_AT_ONCE }),
  ]);
  const firstPage = <Page,>(page: Page) => ({ pages: [page], pageParams: [undefined] });
  return [
    { key: queryKeys.operatorLock.detail(account.code, id), data: operatorLock.parse(lock) },
    {
      key: queryKeys.operatorSessions.detail(account.code, id),
      data: firstPage(operatorSessionList.parse(sessions)),
    },
    { key: queryKeys.loginAttempts.detail(account.code, id), data: firstPage(loginAttemptList.parse(attempts)) },
  ];
}
