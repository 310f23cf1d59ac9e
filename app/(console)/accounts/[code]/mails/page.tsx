import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { mailList } from "@/lib/schemas/mail";
import { pageQuery, readCursor } from "@/lib/schemas/pagination";
import { AppError } from "@/lib/server/errors";
import { listMails } from "@/lib/server/mail/list-mails";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { Mails } from "./_components/mails";

interface MailsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("mails"))("title") };
}

export default async function MailsPage({ params, searchParams }: MailsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { cursor } = await searchParams;
  const { place, list } = await readPage(account.id, readCursor(cursor));
  return (
    <Hydrated entries={[{ key: queryKeys.mails.list(account.code, { cursor: place }), data: list }]}>
      <ClientMessages namespaces={["mails"]}>
        <Mails code={account.code} cursor={place} />
      </ClientMessages>
    </Hydrated>
  );
}

/** A place that is none shows the newest mails. */
async function readPage(accountId: string, asked: string | undefined) {
  const read = async (cursor: string | undefined) => {
    return { place: cursor, list: mailList.parse(await listMails(accountId, pageQuery.parse({ cursor }))) };
  };
  try {
    return await read(asked);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_cursor") throw error;
    return read(undefined);
  }
}
