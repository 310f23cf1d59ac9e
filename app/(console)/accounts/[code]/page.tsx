import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { health } from "@/lib/schemas/health";
import { examineAccount } from "@/lib/server/health/examine-account";
import { countAttempts } from "@/lib/server/login-attempts/count-attempts";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../_components/hydrated";
import { AttemptsChart } from "./_components/attempts-chart";
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
  const now = new Date();
  const [read, attempts] = await Promise.all([
    examineAccount(account.id, now, await getLocale()),
    // On UTAGE nobody here sees who tries to sign in.
    directory === "hosted" ? countAttempts(account.id, now) : null,
  ]);
  return (
    <Hydrated entries={[{ key: queryKeys.health.all(code), data: health.parse(read) }]}>
      <ClientMessages namespaces={["health"]}>
        <CheckUpSheet account={{ code, name, directory }}>
          {attempts ? <AttemptsChart counts={attempts} /> : null}
        </CheckUpSheet>
      </ClientMessages>
    </Hydrated>
  );
}
