import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { IMPORTS_AT_ONCE } from "@/lib/client/page-sizes";
import { queryKeys } from "@/lib/client/query-keys";
import { importList, importRecord } from "@/lib/schemas/import";
import { uuid } from "@/lib/schemas/values";
import { AppError } from "@/lib/server/errors";
import { getImport, listImports } from "@/lib/server/imports/queries";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { ImportsView } from "./_components/imports-view";

interface ImportsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("imports");
  return { title: t("title") };
}

export default async function ImportsPage({ params, searchParams }: ImportsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { code, directory } = account;
  const [list, one] = await Promise.all([
    listImports(account.id, { limit: IMPORTS_AT_ONCE, cursor: undefined }),
    readImport(account.id, (await searchParams)["import"]),
  ]);
  const history = { pages: [importList.parse(list)], pageParams: [undefined] };
  return (
    <Hydrated
      entries={[
        { key: queryKeys.imports.list(code), data: history },
        ...(one ? [{ key: queryKeys.imports.detail(code, one.id), data: one }] : []),
      ]}
    >
      <ClientMessages namespaces={["imports"]}>
        <ImportsView account={{ code, directory }} />
      </ClientMessages>
    </Hydrated>
  );
}

/** The import that the address names; one that is not there is told by the call that the browser makes for it. */
async function readImport(accountId: string, asked: unknown) {
  const id = uuid.safeParse(asked);
  if (!id.success) return null;
  try {
    return importRecord.parse(await getImport(accountId, id.data));
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
