import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { Notice } from "@/components/ui/notice";
import { refusalOf } from "@/lib/client/sign-in";
import { hasOwner } from "@/lib/server/owners/first-owner";
import { pageSession } from "@/lib/server/page-access";
import { LanguageSwitch } from "../_components/language-switch";
import { LoginForm } from "../_components/login-form";
import { SignedInPage } from "../_components/signed-in-page";

type LoginPageProps = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("login"))("title") };
}

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const t = await getTranslations("login");
  const session = await pageSession();
  if (session) return <SignedInPage session={session} loginPage="/login" />;
  if (!(await hasOwner())) redirect("/setup");

  const { done, error, callbackUrl } = await searchParams;
  return (
    <PublicShell title={t("title")} lead={t("lead")} footer={<LoginHelp />}>
      {done === "setup" || done === "password" ? <Notice tone="success">{t(`done.${done}`)}</Notice> : null}
      <LoginForm
        returnTo={typeof callbackUrl === "string" ? callbackUrl : "/accounts"}
        refusal={typeof error === "string" ? refusalOf(error) : undefined}
      />
    </PublicShell>
  );
}

/** The same for everybody: it says nothing about anyone. */
async function LoginHelp() {
  const t = await getTranslations("login");
  return (
    <>
      {(["operators", "forgot"] as const).map((topic) => (
        <section key={topic} className="grid gap-1">
          <h2 className="text-[0.9375rem] text-text">{t(`${topic}.title`)}</h2>
          <p>{t(`${topic}.body`)}</p>
        </section>
      ))}
      <LanguageSwitch takenAlong />
    </>
  );
}
