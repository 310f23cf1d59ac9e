import type { Metadata } from "next";
import { useTranslations } from "next-intl";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { ButtonLink } from "@/components/ui/button-link";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("notFound");
  return { title: t("title") };
}

export default function NotFound() {
  const t = useTranslations("notFound");
  return (
    <PublicShell title={t("title")} lead={t("body")}>
      <ButtonLink href="/" prefetch={false} variant="primary" className="justify-self-start">
        {t("home")}
      </ButtonLink>
    </PublicShell>
  );
}
