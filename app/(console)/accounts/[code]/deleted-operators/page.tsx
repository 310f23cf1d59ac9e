import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { deletedListHref, deletedListKey, deletedListQueryOf } from "@/lib/client/deleted-operators";
import { readOperatorListView } from "@/lib/client/operator-list-view";
import { listDeletedOperators } from "@/lib/server/deleted/list-deleted-operators";
import { AppError } from "@/lib/server/errors";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { DeletedOperatorsView } from "./_components/deleted-operators-view";

interface DeletedOperatorsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("deletedOperators"))("title") };
}

export default async function DeletedOperatorsPage({ params, searchParams }: DeletedOperatorsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const given = await searchParams;
  const { query, cursor } = readOperatorListView({ get: (name) => [given[name]].flat()[0] ?? null });
  const view = { query, cursor };
  const list = await listDeletedOperators(account, deletedListQueryOf(view)).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "invalid_cursor") return null;
    throw error;
  });
  if (!list) redirect(deletedListHref(`/accounts/${account.code}/deleted-operators`, { query }));
  return (
    <ClientMessages namespaces={["deletedOperators"]}>
      <Hydrated entries={[{ key: deletedListKey(account.code, view), data: list }]}>
        <DeletedOperatorsView account={{ code: account.code, directory: account.directory }} />
      </Hydrated>
    </ClientMessages>
  );
}
