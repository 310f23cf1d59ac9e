import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { ButtonLink } from "@/components/ui/button-link";
import { readOwnerLink } from "@/lib/server/owners/set-owner-password";
import { LanguageSwitch } from "../../_components/language-switch";
import { OwnerPasswordForm } from "./_components/owner-password-form";

type OwnerLinkPageProps = { params: Promise<{ token: string }> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup.link"))("title") };
}

/** Sets an owner's password. Opening it uses nothing up: mail scanners open links too. */
export default async function OwnerLinkPage({ params }: OwnerLinkPageProps) {
  const { token } = await params;
  const t = await getTranslations("setup.link");
  const { state, owner } = await readOwnerLink(token, new Date());
  if (owner) {
    return (
      <PublicShell title={t("title")} lead={t("lead", { email: owner.email })} footer={<LanguageSwitch />}>
        <OwnerPasswordForm token={token} email={owner.email} />
      </PublicShell>
    );
  }
  const reason = state === "usable" ? "unknown" : state;
  return (
    <PublicShell title={t("goneTitle")} lead={t(reason)} footer={<LanguageSwitch />}>
      <div className="grid gap-2">
        <p>{t("askAgain")}</p>
        <code className="block overflow-x-auto rounded-6 bg-sunken px-3 py-2 font-mono text-sm">
          npx --no-install kenshin owner reset-password {t("addressInCommand")}
        </code>
      </div>
      <ToLogin />
    </PublicShell>
  );
}

async function ToLogin() {
  const t = await getTranslations("setup");
  return (
    <ButtonLink href="/login" variant="primary">
      {t("toLogin")}
    </ButtonLink>
  );
}
