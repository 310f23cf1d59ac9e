import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { lockedOperatorList } from "@/lib/schemas/operator-access";
import { pageQuery, readCursor } from "@/lib/schemas/pagination";
import { passwordResetList } from "@/lib/schemas/password-reset";
import { AppError } from "@/lib/server/errors";
import { listLockedOperators } from "@/lib/server/operators/list-locked-operators";
import { requirePageAccount } from "@/lib/server/page-access";
import { listPasswordResets } from "@/lib/server/password-resets/list-password-resets";
import { Hydrated } from "../../../_components/hydrated";
import { PasswordResets } from "./_components/password-resets";

interface PasswordResetsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("passwordResets"))("title") };
}

export default async function PasswordResetsPage({ params, searchParams }: PasswordResetsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { cursor } = await searchParams;
  const { place, list } = await readPage(account.id, readCursor(cursor));
  const firstLocks = await listLockedOperators(account.id, pageQuery.parse({}), new Date());
  const locks = lockedOperatorList.parse(firstLocks);
  return (
    <Hydrated
      entries={[
        { key: queryKeys.passwordResets.list(account.code, { cursor: place }), data: list },
        { key: queryKeys.locks.list(account.code), data: { pages: [locks], pageParams: [undefined] } },
      ]}
    >
      <ClientMessages namespaces={["passwordResets"]}>
        <PasswordResets account={{ code: account.code, directory: account.directory }} cursor={place} />
      </ClientMessages>
    </Hydrated>
  );
}

/** A place that is none shows the newest links. */
async function readPage(accountId: string, asked: string | undefined) {
  const read = async (cursor: string | undefined) => {
    const list = await listPasswordResets(accountId, pageQuery.parse({ cursor }), new Date());
    return { place: cursor, list: passwordResetList.parse(list) };
  };
  try {
    return await read(asked);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_cursor") throw error;
    return read(undefined);
  }
}
