import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { operatorListHref, operatorListQueryOf, readOperatorListView } from "@/lib/client/operator-list-view";
import { operatorListKey } from "@/lib/client/operators";
import { AppError } from "@/lib/server/errors";
import { listOperators } from "@/lib/server/operators/list-operators";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../../_components/hydrated";
import { OperatorsView } from "./_components/operators-view";

interface OperatorsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("operators"))("title") };
}

export default async function OperatorsPage({ params, searchParams }: OperatorsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const given = await searchParams;
  const view = readOperatorListView({ get: (name) => [given[name]].flat()[0] ?? null });
  const list = await listOperators(account, operatorListQueryOf(view)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "invalid_cursor") return null;
    throw error;
  });
  // A place in another order or of an older address: the list from its start is what is meant.
  if (!list) redirect(operatorListHref(`/accounts/${account.code}/operators`, { ...view, cursor: undefined }));
  return (
    <ClientMessages namespaces={["operators"]}>
      <Hydrated entries={[{ key: operatorListKey(account.code, view), data: list }]}>
        <OperatorsView account={{ code: account.code, directory: account.directory }} />
      </Hydrated>
    </ClientMessages>
  );
}
