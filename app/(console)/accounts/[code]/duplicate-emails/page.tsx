import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { CLEANUPS_SHOWN, duplicateGroupsKey, firstPage, pastCleanupsKey } from "@/lib/client/duplicate-emails";
import { openTodosKey, TODOS_SHOWN } from "@/lib/client/todos";
import { batchList } from "@/lib/schemas/batch-history";
import { duplicateGroups, GROUP_LIMIT_DEFAULT } from "@/lib/schemas/duplicate-email";
import { todoList } from "@/lib/schemas/todo";
import { listBatches } from "@/lib/server/batches/queries";
import { listDuplicates } from "@/lib/server/duplicates/list-duplicates";
import { requirePageAccount } from "@/lib/server/page-access";
import { listTodos } from "@/lib/server/todos/list-todos";
import { Hydrated } from "../../../_components/hydrated";
import { DuplicatesView } from "./_components/duplicates-view";

interface DuplicateEmailsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("duplicates"))("title") };
}

export default async function DuplicateEmailsPage({ params, searchParams }: DuplicateEmailsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { id, code, directory } = account;
  const { clean } = await searchParams;
  const limit = GROUP_LIMIT_DEFAULT;
  const [same, possible, todos, past] = await Promise.all([
    listDuplicates(id, { limit, confidence: "same" }),
    listDuplicates(id, { limit, confidence: "possible" }),
    listTodos(id, { status: "open", limit: TODOS_SHOWN }),
    listBatches(id, "cleanup", { limit: CLEANUPS_SHOWN }),
  ]);
  const entries = [
    { key: duplicateGroupsKey(code, "same"), data: firstPage(duplicateGroups.parse(same)) },
    { key: duplicateGroupsKey(code, "possible"), data: firstPage(duplicateGroups.parse(possible)) },
    { key: openTodosKey(code), data: firstPage(todoList.parse(todos)) },
    { key: pastCleanupsKey(code), data: firstPage(batchList.parse(past)) },
  ];
  return (
    <ClientMessages namespaces={["duplicates"]}>
      <Hydrated entries={entries}>
        <DuplicatesView account={{ code, directory }} clean={typeof clean === "string" ? clean : undefined} />
      </Hydrated>
    </ClientMessages>
  );
}
