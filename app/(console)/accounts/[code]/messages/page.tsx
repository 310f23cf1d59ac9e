import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { LOCALES } from "@/lib/i18n/config";
import { searchQuery } from "@/lib/schemas/operator";
import { uuid } from "@/lib/schemas/values";
import { loadTemplates } from "@/lib/server/message-templates/load-templates";
import { findOperator } from "@/lib/server/operators/queries";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { MessagesView } from "./_components/messages-view";

interface MessagesPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("messageTemplates"))("title") };
}

export default async function MessagesPage({ params, searchParams }: MessagesPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const asked = await searchParams;
  const locale = LOCALES.find((one) => one === asked["language"]) ?? (await getLocale());
  const operatorId = uuid.safeParse(asked["operator"]).data;
  const [items, operator] = await Promise.all([
    loadTemplates(account, locale),
    // Somebody else's operator, or nobody, is previewed as the made-up person.
    operatorId === undefined ? null : findOperator(account.id, operatorId),
  ]);
  const entries = [{ key: queryKeys.messageTemplates.list(account.code, { locale }), data: { locale, items } }];
  return (
    <Hydrated entries={entries}>
      <ClientMessages namespaces={["messageTemplates"]}>
        <MessagesView
          code={account.code}
          locale={locale}
          person={operator && { id: operator.id, name: operator.name, email: operator.email }}
          query={searchQuery.safeParse(asked["query"]).data ?? ""}
        />
      </ClientMessages>
    </Hydrated>
  );
}
