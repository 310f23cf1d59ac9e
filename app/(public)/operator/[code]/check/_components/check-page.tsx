import { headers } from "next/headers";
import { notFound } from "next/navigation";
import { getLocale, getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { PublicShell } from "@/components/public-shell";
import { browserGuide, isAppleTouch, outsideLine, privateWindowHelp } from "@/lib/domain/browser-guide";
import { SEEN, type Seen } from "@/lib/domain/self-check";
import { env } from "@/lib/env";
import { accountCode } from "@/lib/schemas/values";
import { browserName } from "@/lib/server/browser-name";
import { pageSession } from "@/lib/server/page-access";
import { openCheckPage } from "@/lib/server/self-checks/open-check-page";
import type { CurrentSession } from "@/lib/server/session";
import { LanguageSwitch } from "../../../../_components/language-switch";
import { SelfCheck, type SignedInHere } from "./self-check";

export type CheckPageSearch = Record<string, string | string[] | undefined>;

interface CheckPageProps {
  code: string;
  token: string | null;
  search: CheckPageSearch;
}

export async function CheckPage({ code, token, search }: CheckPageProps) {
  // What can be no code leads nowhere; every possible one looks the same.
  if (!accountCode.safeParse(code).success) notFound();
  const t = await getTranslations("selfCheck");
  const { directory, loginUrl, byLink, operatorId } = await openCheckPage(code, token, new Date());
  const session = directory === "hosted" ? await pageSession() : null;
  const userAgent = (await headers()).get("user-agent") ?? "";
  const [guide, apple] = [browserGuide(userAgent), isAppleTouch(userAgent)];
  const path = `/operator/${code}/check${token === null ? "" : `/${token}`}`;
  return (
    <ClientMessages namespaces={["selfCheck", "login"]}>
      <PublicShell title={t("title")} lead={t("lead")} footer={<LanguageSwitch />}>
        <SelfCheck
          {...{ code, token, path, directory, loginUrl, byLink, guide, apple }}
          personal={operatorId !== null}
          // In LINE the button already leads out of LINE.
          loginHref={guide === "line" ? outsideLine(loginUrl) : loginUrl}
          outsideHref={guide === "line" ? outsideLine(new URL(path, env().KENSHIN_URL).href) : null}
          help={privateWindowHelp(guide, apple, await getLocale())}
          browser={browserName(userAgent)}
          signedIn={session && signedInHere(session, operatorId)}
          initialSeen={seenOf(search["seen"])}
        />
      </PublicShell>
    </ClientMessages>
  );
}

function signedInHere(session: CurrentSession, operatorId: string | null): SignedInHere {
  if (session.kind === "owner")
    return { name: session.owner.name, email: session.owner.email, account: null, own: false };
  const { operator, account } = session;
  return {
    ...{ name: operator.name, email: operator.email, account: { code: account.code, name: account.name } },
    own: operator.id === operatorId,
  };
}

/** What was chosen without scripts: the form then asks for the page again. */
function seenOf(value: string | string[] | undefined): Seen | null {
  return SEEN.find((seen) => seen === value) ?? null;
}
