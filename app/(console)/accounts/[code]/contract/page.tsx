import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { CONTRACT_EVENTS_AT_ONCE, FORECAST_AT_ONCE } from "@/lib/client/page-sizes";
import { queryKeys } from "@/lib/client/query-keys";
import { contract, contractEventList } from "@/lib/schemas/contract";
import { contractForecast } from "@/lib/schemas/contract-forecast";
import { forecastContract } from "@/lib/server/contracts/forecast-reactivation";
import { listContractEvents } from "@/lib/server/contracts/list-contract-events";
import { readContract } from "@/lib/server/contracts/read-contract";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { ContractView } from "./_components/contract-view";
import { forecastQuestion } from "./_components/forecast-question";

interface ContractPageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contract");
  return { title: t("title") };
}

export default async function ContractPage({ params }: ContractPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const now = new Date();
  const [read, events] = await Promise.all([
    readContract(account.id, now),
    listContractEvents(account.id, { limit: CONTRACT_EVENTS_AT_ONCE, cursor: undefined }),
  ]);
  const current = contract.parse(read);
  // Every operator is judged for it, so only where the page shows it.
  const forecasts = forecastQuestion(current)
    ? [await forecastContract(account, { limit: FORECAST_AT_ONCE, cursor: undefined }, now)]
    : [];
  return (
    <Hydrated
      entries={[
        { key: queryKeys.contract.detail(account.code, "current"), data: current },
        { key: queryKeys.contractEvents.list(account.code), data: firstPage(contractEventList.parse(events)) },
        ...forecasts.map((forecast) => ({
          key: queryKeys.contractForecast.list(account.code),
          data: firstPage(contractForecast.parse(forecast)),
        })),
      ]}
    >
      <ClientMessages namespaces={["contract", "health"]}>
        <ContractView code={account.code} directory={account.directory} />
      </ClientMessages>
    </Hydrated>
  );
}

/** One page as an infinite query keeps it. */
function firstPage<Page>(page: Page) {
  return { pages: [page], pageParams: [undefined] };
}
