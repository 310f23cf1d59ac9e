import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { queryKeys } from "@/lib/client/query-keys";
import { CHECK_UPS_KEPT } from "@/lib/domain/check-up";
import { COMPARED_AT_ONCE, checkUpList, comparison, comparisonQuery } from "@/lib/schemas/check-up";
import { uuid } from "@/lib/schemas/values";
import { compareCheckUps } from "@/lib/server/check-ups/compare-check-ups";
import { listCheckUps } from "@/lib/server/check-ups/list-check-ups";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { CheckUpsView } from "./_components/check-ups-view";
import type { ComparisonView } from "./_components/comparison-view";

interface CheckUpsPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("checkUps"))("title") };
}

export default async function CheckUpsPage({ params, searchParams }: CheckUpsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { code } = account;
  const locale = await getLocale();
  const list = checkUpList.parse(await listCheckUps(account.id, { limit: CHECK_UPS_KEPT, cursor: undefined }, locale));
  const view = readView(
    await searchParams,
    list.items.map(({ id }) => id),
  );
  const compared = view && {
    key: queryKeys.comparisons.list(code, view),
    data: comparison.parse(await compareCheckUps(account.id, view.before, queryOf(view), { now: new Date(), locale })),
  };
  return (
    <Hydrated
      entries={[
        { key: queryKeys.checkUps.list(code), data: list },
        ...(compared ? [{ key: compared.key, data: { pages: [compared.data], pageParams: [undefined] } }] : []),
      ]}
    >
      <ClientMessages namespaces={["checkUps", "health"]}>
        <CheckUpsView code={code} view={view} />
      </ClientMessages>
    </Hydrated>
  );
}

function queryOf({ after, cause, change }: ComparisonView) {
  return comparisonQuery.parse({ with: after, cause, change, limit: COMPARED_AT_ONCE });
}

/** What the address asks for as far as it is there: without a choice the last check-up, compared with now. null: none is kept. */
function readView(
  { before, after, cause, change }: Record<string, string | string[] | undefined>,
  kept: readonly string[],
): ComparisonView | null {
  const isKept = (id: unknown) => kept.find((known) => known === uuid.safeParse(id).data);
  const first = isKept(before) ?? kept[0];
  if (first === undefined) return null;
  const { shape } = comparisonQuery;
  return {
    ...{ before: first, after: isKept(after) ?? "now" },
    ...{ cause: shape.cause.safeParse(cause).data, change: shape.change.safeParse(change).data },
  };
}
