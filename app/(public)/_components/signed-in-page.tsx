import { getTranslations } from "next-intl/server";
import { LoginWatch } from "@/components/login-watch";
import { PublicShell } from "@/components/public-shell";
import { type CurrentSession, loginHolder } from "@/lib/server/session";
import { LanguageSwitch } from "./language-switch";
import { PrivateWindowSteps } from "./private-window-steps";
import { SignedIn } from "./signed-in";

interface SignedInPageProps {
  session: CurrentSession;
  /** The login page that was asked for, shown once this browser is free. */
  loginPage: string;
}

/** Stands in for a login page while this browser holds a login: one browser, one login (cause 2). */
export async function SignedInPage({ session, loginPage }: SignedInPageProps) {
  const t = await getTranslations("login.signedIn");
  const who = session.kind === "owner" ? session.owner : session.operator;
  const home =
    session.kind === "owner"
      ? { href: "/accounts", label: t("back") }
      : { href: `/operator/${session.account.code}`, label: t("backToHome", { account: session.account.name }) };
  const help = (
    <>
      <PrivateWindowSteps signedIn />
      <LanguageSwitch />
    </>
  );
  return (
    <PublicShell title={t("title")} lead={t("lead")} footer={help}>
      <LoginWatch holder={loginHolder(session)} />
      <SignedIn name={who.name} email={who.email} home={home} loginPage={loginPage} />
    </PublicShell>
  );
}
