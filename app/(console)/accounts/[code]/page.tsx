import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { health } from "@/lib/schemas/health";
import { examineAccount } from "@/lib/server/health/examine-account";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../_components/hydrated";
import { CheckUpSheet } from "./_components/check-up-sheet";

interface AccountPageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const t = await getTranslations("health");
  return { title: `${t("title")} - ${account.name}` };
}

export default async function AccountPage({ params }: AccountPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { code, name, directory } = account;
  const examined = health.parse(await examineAccount(account.id, new Date(), await getLocale()));
  return (
    <Hydrated entries={[{ key: queryKeys.health.all(code), data: examined }]}>
      <ClientMessages namespaces={["health"]}>
        <CheckUpSheet account={{ code, name, directory }} />
      </ClientMessages>
    </Hydrated>
  );
}
