import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { refusalOf } from "@/lib/client/sign-in";
import { pageSession } from "@/lib/server/page-access";
import { LanguageSwitch } from "../../../_components/language-switch";
import { LoginForm } from "../../../_components/login-form";
import { PrivateWindowSteps } from "../../../_components/private-window-steps";
import { SignedInPage } from "../../../_components/signed-in-page";

type OperatorLoginPageProps = {
  params: Promise<{ code: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login.operatorPage"))("title") };
}

/** Where the operators of one contract sign in. A code that nobody has looks the same: the page names no contract (S15). */
export default async function OperatorLoginPage({ params, searchParams }: OperatorLoginPageProps) {
  const t = await getTranslations("login");
  const { code } = await params;
  const home = `/operator/${code}`;
  const session = await pageSession();
  if (session) return <SignedInPage session={session} loginPage={`${home}/login`} />;

  const { done, error } = await searchParams;
  return (
    <PublicShell title={t("operatorPage.title")} lead={t("operatorPage.lead")} footer={<OperatorHelp code={code} />}>
      {done === "password" ? <Notice tone="success">{t("done.password")}</Notice> : null}
      <LoginForm
        operatorsOf={decodeURIComponent(code)}
        returnTo={home}
        refusal={typeof error === "string" ? refusalOf(error) : undefined}
      />
    </PublicShell>
  );
}

/** The same for everybody: it says nothing about anyone. */
async function OperatorHelp({ code }: { code: string }) {
  const t = await getTranslations("login.operatorPage");
  return (
    <>
      <section className="grid gap-1">
        <h2 className="text-[0.9375rem] text-text">{t("forgotTitle")}</h2>
        <p>{t("forgotBody")}</p>
        <p>
          <TextLink href={`/operator/${code}/forgot-password`}>{t("forgotLink")}</TextLink>
        </p>
      </section>
      <PrivateWindowSteps signedIn={false} />
      <p>
        <TextLink href={`/operator/${code}/check`}>{t("checkLink")}</TextLink>
      </p>
      <LanguageSwitch />
    </>
  );
}
