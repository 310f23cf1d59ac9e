import { dehydrate, HydrationBoundary, QueryClient } from "@tanstack/react-query";
import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { queryKeys } from "@/lib/client/query-keys";
import { profileSessionPage } from "@/lib/schemas/owner";
import { PAGE_LIMIT_DEFAULT } from "@/lib/schemas/pagination";
import { listOwnerSessions } from "@/lib/server/owners/list-owner-sessions";
import { toOwnerProfile } from "@/lib/server/owners/read-profile";
import { requirePagePermission } from "@/lib/server/page-access";
import { DisplayChoices } from "./_components/display-choices";
import { NameForm } from "./_components/name-form";
import { PasswordForm } from "./_components/password-form";
import { SessionList } from "./_components/session-list";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("profile"))("title") };
}

/** Who is signed in: name, password, logins, language and theme. */
export default async function ProfilePage() {
  const session = await requirePagePermission("owner:read");
  const t = await getTranslations("profile");
  const client = new QueryClient();
  await client.prefetchInfiniteQuery({
    queryKey: queryKeys.profile.sessions(),
    queryFn: async () =>
      profileSessionPage.parse(await listOwnerSessions(session, { limit: PAGE_LIMIT_DEFAULT }, new Date())),
    initialPageParam: null,
  });
  const owner = toOwnerProfile(session.owner);
  return (
    <ClientMessages namespaces={["profile"]}>
      <PageHeader title={t("title")} />
      <div className="grid max-w-3xl gap-6">
        <Sheet title={t("person.title")}>
          <NameForm name={owner.name} email={owner.email} />
        </Sheet>
        <Sheet title={t("password.title")} lead={t("password.lead")}>
          <PasswordForm email={owner.email} />
        </Sheet>
        <HydrationBoundary state={dehydrate(client)}>
          <SessionList />
        </HydrationBoundary>
        <Sheet title={t("display.title")}>
          <DisplayChoices locale={owner.locale} theme={owner.theme} />
        </Sheet>
      </div>
    </ClientMessages>
  );
}
