import type { ReactNode } from "react";
import { ClientMessages } from "@/components/client-messages";
import { ConsoleShell } from "@/components/console-shell";
import { LoginWatch } from "@/components/login-watch";
import type { NavigationGroup } from "@/components/side-navigation";
import { listAccountNames } from "@/lib/server/accounts/list-account-names";
import { requirePagePermission } from "@/lib/server/page-access";
import { loginHolder } from "@/lib/server/session";
import { ContractSwitcher } from "./contract-switcher";
import { ProfileMenu } from "./profile-menu";

interface ConsoleFrameProps {
  /** The contract that is open; left out on pages that concern all of them. */
  account?: { code: string; name: string } | undefined;
  navigation?: readonly NavigationGroup[] | undefined;
  children: ReactNode;
}

/** Header, contract switcher, profile menu and, inside a contract, its navigation. */
export async function ConsoleFrame({ account, navigation, children }: ConsoleFrameProps) {
  const session = await requirePagePermission("owner:read");
  const { owner } = session;
  const accounts = account ? await listAccountNames(owner.id) : [];
  return (
    <ConsoleShell
      homeHref="/accounts"
      navigation={navigation}
      contractSwitcher={
        account ? (
          <ClientMessages namespaces={["console"]}>
            <ContractSwitcher current={account} accounts={accounts} />
          </ClientMessages>
        ) : undefined
      }
      profileMenu={
        <ClientMessages namespaces={["console"]}>
          <ProfileMenu name={owner.name} email={owner.email} />
        </ClientMessages>
      }
    >
      <LoginWatch holder={loginHolder(session)} />
      {children}
    </ConsoleShell>
  );
}
