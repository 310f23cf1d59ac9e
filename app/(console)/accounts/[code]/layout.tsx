import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { bulkWorkList } from "@/lib/schemas/bulk-work";
import { listBulkWorks } from "@/lib/server/bulk-works/queries";
import { hasMailServer } from "@/lib/server/mail/mail-transport";
import { requirePageAccount } from "@/lib/server/page-access";
import { ConsoleFrame } from "../../_components/console-frame";
import { Hydrated } from "../../_components/hydrated";
import { accountNavigation } from "./_components/account-navigation";
import { BulkWorks } from "./_components/bulk-works";
import { MailServer } from "./_components/mail-server";

interface AccountLayoutProps {
  params: Promise<{ code: string }>;
  children: ReactNode;
}

/** Tabs of several contracts lie side by side: each page says whose it is. */
export async function generateMetadata({ params }: Pick<AccountLayoutProps, "params">): Promise<Metadata> {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const t = await getTranslations("shell");
  return { title: { default: account.name, template: `%s - ${account.name} | ${t("productName")}` } };
}

export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const [navigation, items] = await Promise.all([accountNavigation(account), listBulkWorks(account.id)]);
  return (
    <ConsoleFrame account={account} navigation={navigation}>
      <Hydrated entries={[{ key: queryKeys.bulkWorks.list(account.code), data: bulkWorkList.parse({ items }) }]}>
        <ClientMessages>
          <BulkWorks code={account.code} className="mb-6" />
        </ClientMessages>
      </Hydrated>
      <MailServer exists={hasMailServer()}>{children}</MailServer>
    </ConsoleFrame>
  );
}
