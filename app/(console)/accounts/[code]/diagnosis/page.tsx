import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import type { CaseFilters } from "@/lib/client/cases";
import { queryKeys } from "@/lib/client/query-keys";
import { loginCaseList, loginCaseQuery } from "@/lib/schemas/login-case";
import { searchQuery } from "@/lib/schemas/operator";
import { readCursor } from "@/lib/schemas/pagination";
import { uuid } from "@/lib/schemas/values";
import { listCases } from "@/lib/server/cases/list-cases";
import { AppError } from "@/lib/server/errors";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { DiagnosisView } from "./_components/diagnosis-view";

interface DiagnosisPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("diagnosis"))("title") };
}

export default async function DiagnosisPage({ params, searchParams }: DiagnosisPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { query, operator, case: asked, cases, cursor } = await searchParams;
  const search = searchQuery.safeParse(query).data ?? "";
  const operatorId = uuid.safeParse(operator).data;
  const caseId = uuid.safeParse(asked).data;
  const filters = { status: cases === "closed" ? "closed" : "open", cursor: readCursor(cursor) } as const;
  const isListed = search === "" && operatorId === undefined && caseId === undefined;
  const read = isListed ? await readCases(account.id, filters) : { filters, entries: [] };
  return (
    <Hydrated entries={read.entries.map((data) => ({ key: queryKeys.cases.list(account.code, read.filters), data }))}>
      <ClientMessages namespaces={["diagnosis", "health", "operators", "selfCheck", "selfChecks"]}>
        <DiagnosisView
          account={{ code: account.code, directory: account.directory }}
          query={search}
          operatorId={operatorId}
          caseId={caseId}
          cases={read.filters}
        />
      </ClientMessages>
    </Hydrated>
  );
}

/** A place that is none shows the newest cases. */
async function readCases(accountId: string, filters: CaseFilters) {
  const read = async (asked: CaseFilters) => {
    const list = await listCases(accountId, loginCaseQuery.parse(asked), new Date());
    return { filters: asked, entries: [loginCaseList.parse(list)] };
  };
  try {
    return await read(filters);
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "invalid_cursor") throw error;
    return read({ ...filters, cursor: undefined });
  }
}
