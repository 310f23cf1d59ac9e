import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { LoginWatch } from "@/components/login-watch";
import { PublicShell } from "@/components/public-shell";
import { DefinitionList } from "@/components/ui/definition-list";
import { queryKeys } from "@/lib/client/query-keys";
import { ownSessionList } from "@/lib/schemas/operator-access";
import { PAGE_LIMIT_DEFAULT } from "@/lib/schemas/pagination";
import { listOwnOperatorSessions } from "@/lib/server/operators/operator-sessions";
import { requirePageOperator } from "@/lib/server/page-access";
import { loginHolder } from "@/lib/server/session";
import { LanguageSwitch } from "../../_components/language-switch";
import { LogOutButton } from "./_components/log-out-button";
import { OwnSessions } from "./_components/own-sessions";

type OperatorHomeProps = { params: Promise<{ code: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operatorHome"))("title") };
}

/** What an operator sees after signing in: who they are here, what they may use, and where they are signed in. */
export default async function OperatorHomePage({ params }: OperatorHomeProps) {
  const { code } = await params;
  const session = await requirePageOperator("operator:read", code);
  const { operator, account, sessionId } = session;
  const client = new QueryClient();
  const self = { accountId: account.id, operatorId: operator.id, sessionId };
  await client.prefetchInfiniteQuery({
    queryKey: queryKeys.ownSessions(),
    queryFn: async () =>
      ownSessionList.parse(await listOwnOperatorSessions(self, { limit: PAGE_LIMIT_DEFAULT }, new Date())),
    initialPageParam: undefined,
  });
  const t = await getTranslations("operatorHome");
  const facts = [
    { key: "account", term: t("account"), description: account.name },
    { key: "name", term: t("name"), description: operator.name },
    { key: "email", term: t("email"), description: <span className="font-mono break-all">{operator.email}</span> },
    {
      key: "permissions",
      term: t("permissions"),
      description:
        operator.permissions.length === 0 ? (
          t("noPermissions")
        ) : (
          <ul className="grid gap-1">
            {operator.permissions.map((permission) => (
              <li key={permission}>{permission}</li>
            ))}
          </ul>
        ),
    },
  ];
  return (
    <PublicShell title={t("title")} lead={t("lead")} footer={<LanguageSwitch />}>
      <LoginWatch holder={loginHolder(session)} />
      <DefinitionList items={facts} />
      <LogOutButton loginPage={`/operator/${code}/login`} />
      <HydrationBoundary state={dehydrate(client)}>
        <OwnSessions />
      </HydrationBoundary>
    </PublicShell>
  );
}
