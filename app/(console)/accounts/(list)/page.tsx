import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { env } from "@/lib/env";
import { accountList } from "@/lib/schemas/account";
import { pageQuery, readCursor } from "@/lib/schemas/pagination";
import { listAccounts } from "@/lib/server/accounts/list-accounts";
import { AppError } from "@/lib/server/errors";
import { requirePagePermission } from "@/lib/server/page-access";
import { Hydrated } from "../../_components/hydrated";
import { AccountList } from "./_components/account-list";

interface AccountsPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("accounts");
  return { title: t("title") };
}

export default async function AccountsPage({ searchParams }: AccountsPageProps) {
  const { owner } = await requirePagePermission("owner:read");
  const asked = (await searchParams)["cursor"];
  const { cursor, list } = await readPage(owner.id, readCursor(asked));
  return (
    <Hydrated entries={[{ key: queryKeys.accounts.list({ cursor }), data: list }]}>
      <ClientMessages namespaces={["accounts", "contract", "preflight"]}>
        <AccountList cursor={cursor} kenshinOrigin={env().KENSHIN_URL} />
      </ClientMessages>
    </Hydrated>
  );
}

/** A place in the list that no longer exists (an old bookmark) shows the list from its start. */
async function readPage(ownerId: string, cursor: string | undefined) {
  const read = async (from: string | undefined) =>
    accountList.parse(await listAccounts(ownerId, pageQuery.parse({ cursor: from }), new Date()));
  try {
    return { cursor, list: await read(cursor) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_cursor") throw error;
    return { cursor: undefined, list: await read(undefined) };
  }
}
