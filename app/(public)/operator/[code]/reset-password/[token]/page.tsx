import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { openPasswordReset } from "@/lib/server/password-resets/open-password-reset";
import { LanguageSwitch } from "../../../../_components/language-switch";
import { OperatorPasswordForm } from "./_components/operator-password-form";

type ResetPasswordPageProps = { params: Promise<{ code: string; token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup.link"))("title") };
}

/** Sets an operator's password. Opening it uses nothing up: mail scanners open links too (S9). */
export default async function ResetPasswordPage({ params }: ResetPasswordPageProps) {
  const { code, token } = await params;
  const t = await getTranslations("setup.link");
  const { state, reset } = await openPasswordReset(code, token, new Date());
  if (reset) {
    const { email } = reset.operator;
    return (
      <PublicShell title={t("title")} lead={t("lead", { email })} footer={<LanguageSwitch />}>
        <OperatorPasswordForm code={code} token={token} email={email} />
      </PublicShell>
    );
  }
  const reason = state === "used" || state === "unknown" ? state : "over";
  return (
    <PublicShell title={t("goneTitle")} lead={t(reason)} footer={<LanguageSwitch />}>
      <p>{t("askAnew")}</p>
      <div className="grid gap-3">
        <ButtonLink href={`/operator/${code}/forgot-password`} variant="primary">
          {t("toForgot")}
        </ButtonLink>
        <ButtonLink href={`/operator/${code}/login`}>{t("toOperatorLogin")}</ButtonLink>
      </div>
    </PublicShell>
  );
}
