import type { Metadata } from "next";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { ENDED_WAIVERS_AT_ONCE, PREFLIGHT_AT_ONCE } from "@/lib/client/page-sizes";
import { queryKeys } from "@/lib/client/query-keys";
import { causeSlug, health } from "@/lib/schemas/health";
import { preflight } from "@/lib/schemas/preflight";
import { waiverList } from "@/lib/schemas/waiver";
import { examineAccount } from "@/lib/server/health/examine-account";
import { countAttempts } from "@/lib/server/login-attempts/count-attempts";
import { requirePageAccount } from "@/lib/server/page-access";
import { loadForPreflight, preflightAccount } from "@/lib/server/preflight/preflight-account";
import { listWaivers } from "@/lib/server/waivers/list-waivers";
import { Hydrated } from "../../_components/hydrated";
import { AttemptsChart } from "./_components/attempts-chart";
import { CheckUpSheet } from "./_components/check-up-sheet";
import { PreflightSheet } from "./_components/preflight-sheet";

interface AccountPageProps {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: AccountPageProps): Promise<Metadata> {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const t = await getTranslations("health");
  return { title: `${t("title")} - ${account.name}` };
}

export default async function AccountPage({ params, searchParams }: AccountPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const { code, name, directory } = account;
  const cause = causeSlug.safeParse((await searchParams)["cause"]).data;
  const now = new Date();
  const [known, attempts] = await Promise.all([
    loadForPreflight(account, { cause, limit: PREFLIGHT_AT_ONCE }, now),
    // On UTAGE nobody here sees who tries to sign in.
    directory === "hosted" ? countAttempts(account.id, now) : null,
  ]);
  const [read, keptOut] = await Promise.all([
    examineAccount(known, now, await getLocale()),
    preflightAccount(known, { cause, limit: PREFLIGHT_AT_ONCE }, now),
  ]);
  // After the sheet, which ends the waivers that hold no more.
  const ended = await listWaivers(account.id, { status: "ended", limit: ENDED_WAIVERS_AT_ONCE });
  return (
    <Hydrated
      entries={[
        { key: queryKeys.health.all(code), data: health.parse(read) },
        { key: queryKeys.waivers.list(code, { status: "ended" }), data: waiverList.parse(ended) },
        {
          key: queryKeys.preflight.list(code, { cause }),
          data: { pages: [preflight.parse(keptOut)], pageParams: [undefined] },
        },
      ]}
    >
      <ClientMessages namespaces={["checkUps", "health", "preflight"]}>
        <CheckUpSheet account={{ code, name, directory }}>
          <PreflightSheet account={{ code, directory }} cause={cause} />
          {attempts ? <AttemptsChart counts={attempts} /> : null}
        </CheckUpSheet>
      </ClientMessages>
    </Hydrated>
  );
}
