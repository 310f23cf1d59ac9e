import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { searchQuery } from "@/lib/schemas/operator";
import { uuid } from "@/lib/schemas/values";
import { requirePageAccount } from "@/lib/server/page-access";
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
  const { query, operator } = await searchParams;
  return (
    <ClientMessages namespaces={["diagnosis", "health", "operators"]}>
      <DiagnosisView
        account={{ code: account.code, directory: account.directory }}
        query={searchQuery.safeParse(query).data ?? ""}
        operatorId={uuid.safeParse(operator).data}
      />
    </ClientMessages>
  );
}
