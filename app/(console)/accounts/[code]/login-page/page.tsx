import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { readLoginPage } from "@/lib/server/login-pages/read-login-page";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { LoginPageView } from "./_components/login-page-view";

interface LoginPagePageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("loginPage");
  return { title: t("title") };
}

export default async function LoginPagePage({ params }: LoginPagePageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const page = await readLoginPage(account, { locale: await getLocale(), now: new Date() });
  return (
    <Hydrated entries={[{ key: queryKeys.loginPage.all(account.code), data: page }]}>
      <ClientMessages namespaces={["loginPage"]}>
        <LoginPageView code={account.code} name={account.name} />
      </ClientMessages>
    </Hydrated>
  );
}
