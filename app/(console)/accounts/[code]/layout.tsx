import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { requirePageAccount } from "@/lib/server/page-access";
import { ConsoleFrame } from "../../_components/console-frame";
import { accountNavigation } from "./_components/account-navigation";
import { BulkWorks } from "./_components/bulk-works";

interface AccountLayoutProps {
  params: Promise<{ code: string }>;
  children: ReactNode;
}

export default async function AccountLayout({ params, children }: AccountLayoutProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  return (
    <ConsoleFrame account={account} navigation={await accountNavigation(account)}>
      <ClientMessages>
        <BulkWorks code={account.code} className="mb-6" />
      </ClientMessages>
      {children}
    </ConsoleFrame>
  );
}
