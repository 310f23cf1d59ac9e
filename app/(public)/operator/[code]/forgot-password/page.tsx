import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { TextLink } from "@/components/ui/text-link";
import { hasMailServer } from "@/lib/server/mail/mail-transport";
import { LanguageSwitch } from "../../../_components/language-switch";
import { ForgotPasswordForm } from "./_components/forgot-password-form";

type ForgotPasswordPageProps = { params: Promise<{ code: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("forgotPassword"))("title") };
}

/** Where an operator asks for a reset link. The same for every code and every address: it tells nobody who exists (S15). */
export default async function ForgotPasswordPage({ params }: ForgotPasswordPageProps) {
  const { code } = await params;
  const t = await getTranslations("forgotPassword");
  const footer = (
    <>
      <TextLink href={`/operator/${code}/login`}>{t("back")}</TextLink>
      <TextLink href={`/operator/${code}/check`}>{t("checkLink")}</TextLink>
      <LanguageSwitch />
    </>
  );
  return (
    <PublicShell title={t("title")} lead={t("lead")} footer={footer}>
      <ForgotPasswordForm code={decodeURIComponent(code)} mailLeaves={hasMailServer()} />
    </PublicShell>
  );
}
