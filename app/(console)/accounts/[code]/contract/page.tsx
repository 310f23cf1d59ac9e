import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { CONTRACT_EVENTS_AT_ONCE, contract, contractEventList } from "@/lib/schemas/contract";
import { listContractEvents } from "@/lib/server/contracts/list-contract-events";
import { readContract } from "@/lib/server/contracts/read-contract";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { ContractView } from "./_components/contract-view";

interface ContractPageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contract");
  return { title: t("title") };
}

export default async function ContractPage({ params }: ContractPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const [current, events] = await Promise.all([
    readContract(account.id, new Date()),
    listContractEvents(account.id, { limit: CONTRACT_EVENTS_AT_ONCE, cursor: undefined }),
  ]);
  const history = { pages: [contractEventList.parse(events)], pageParams: [undefined] };
  return (
    <Hydrated
      entries={[
        { key: queryKeys.contract.detail(account.code, "current"), data: contract.parse(current) },
        { key: queryKeys.contractEvents.list(account.code), data: history },
      ]}
    >
      <ClientMessages namespaces={["contract", "health"]}>
        <ContractView code={account.code} directory={account.directory} />
      </ClientMessages>
    </Hydrated>
  );
}
