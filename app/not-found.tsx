import { useTranslations } from "next-intl";
import { PublicShell } from "@/components/public-shell";
import { ButtonLink } from "@/components/ui/button-link";

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
