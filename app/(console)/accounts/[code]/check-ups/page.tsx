import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import type { ComparisonView } from "@/lib/client/check-ups";
import { COMPARED_AT_ONCE } from "@/lib/client/page-sizes";
import { queryKeys } from "@/lib/client/query-keys";
import { CHECK_UPS_KEPT } from "@/lib/domain/check-up";
import { type ComparisonDto, checkUpList, comparison, comparisonQuery } from "@/lib/schemas/check-up";
import { uuid } from "@/lib/schemas/values";
import { compareCheckUps } from "@/lib/server/check-ups/compare-check-ups";
import { listCheckUps } from "@/lib/server/check-ups/list-check-ups";
import { requirePageAccount } from "@/lib/server/page-access";
import { Hydrated } from "../../../_components/hydrated";
import { CheckUpsView } from "./_components/check-ups-view";

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
  const now = new Date();
  const compared = await firstWithNews(
    readViews(
      await searchParams,
      list.items.map(({ id }) => id),
    ),
    async (view) => comparison.parse(await compareCheckUps(account.id, view.before, queryOf(view), { now, locale })),
  );
  return (
    <Hydrated
      entries={[
        { key: queryKeys.checkUps.list(code), data: list },
        ...(compared
          ? [
              {
                key: queryKeys.comparisons.list(code, compared.view),
                data: { pages: [compared.data], pageParams: [undefined] },
              },
            ]
          : []),
      ]}
    >
      <ClientMessages namespaces={["checkUps", "health"]}>
        <CheckUpsView code={code} view={compared?.view ?? null} />
      </ClientMessages>
    </Hydrated>
  );
}

function queryOf({ after, cause, change }: ComparisonView) {
  return comparisonQuery.parse({ with: after, cause, change, limit: COMPARED_AT_ONCE });
}

/**
 * What the address asks for, as far as it is there. Without a choice the last check-up is compared with now, and where
 * nothing has happened since, as right after it was kept, the one before. Empty: none is kept.
 */
function readViews(
  { before, after, cause, change }: Record<string, string | string[] | undefined>,
  kept: readonly string[],
): ComparisonView[] {
  const isKept = (id: unknown) => kept.find((known) => known === uuid.safeParse(id).data);
  const chosen = isKept(before);
  const { shape } = comparisonQuery;
  const rest = {
    ...{ after: isKept(after) ?? "now" },
    ...{ cause: shape.cause.safeParse(cause).data, change: shape.change.safeParse(change).data },
  };
  return (chosen === undefined ? kept.slice(0, 2) : [chosen]).map((id) => ({ before: id, ...rest }));
}

/** The first comparison in which something has changed for somebody; when there is none, the last. */
async function firstWithNews(
  views: readonly ComparisonView[],
  compare: (view: ComparisonView) => Promise<ComparisonDto>,
): Promise<{ view: ComparisonView; data: ComparisonDto } | null> {
  let last: { view: ComparisonView; data: ComparisonDto } | null = null;
  for (const view of views) {
    last = { view, data: await compare(view) };
    if (Object.values(last.data.people).some((people) => people > 0)) break;
  }
  return last;
}
