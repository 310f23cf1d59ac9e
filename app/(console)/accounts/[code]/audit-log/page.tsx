import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import type { AuditKind } from "@/lib/domain/audit";
import { auditEventList, auditEventQuery } from "@/lib/schemas/audit-event";
import { listAuditEvents } from "@/lib/server/audit/list-audit-events";
import { AppError } from "@/lib/server/errors";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { AuditLog } from "./_components/audit-log";

interface AuditLogPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("auditLog");
  return { title: t("title") };
}

export default async function AuditLogPage({ params, searchParams }: AuditLogPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { kind, cursor } = await searchParams;
  const asked = auditEventQuery.safeParse({ kind, cursor });
  const { filters, list } = await readPage(account.id, asked.data ?? {});
  return (
    <Hydrated entries={[{ key: queryKeys.auditEvents.list(account.code, filters), data: list }]}>
      <ClientMessages namespaces={["auditLog", "contract", "health", "messageTemplates"]}>
        <AuditLog code={account.code} filters={filters} />
      </ClientMessages>
    </Hydrated>
  );
}

/** What the address does not ask for properly is left out: an old bookmark shows the newest acts. */
async function readPage(accountId: string, asked: { kind?: AuditKind | undefined; cursor?: string | undefined }) {
  const read = async (filters: { kind: AuditKind | undefined; cursor: string | undefined }) => {
    const list = await listAuditEvents(accountId, auditEventQuery.parse(filters));
    return { filters, list: auditEventList.parse(list) };
  };
  try {
    return await read({ kind: asked.kind, cursor: asked.cursor });
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_cursor") throw error;
    return read({ kind: asked.kind, cursor: undefined });
  }
}
