import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";

interface LoginPageButtonProps {
  loginUrl: string;
  loginHref: string;
  outsideHref: string | null;
  /** Whether this is what to do first. */
  primary: boolean;
  onOpen: () => void;
}

/** ①: the one page on which this contract's operators sign in. */
export function LoginPageButton({ loginUrl, loginHref, outsideHref, primary, onOpen }: LoginPageButtonProps) {
  const t = useTranslations("selfCheck.open");
  return (
    <section className="grid gap-3">
      <h2 className="text-lg">{t("title")}</h2>
      <p className="text-muted">{t("lead")}</p>
      <a
        href={loginHref}
        target="_blank"
        rel="noreferrer"
        onClick={onOpen}
        className={buttonClass(primary ? "primary" : "secondary", "md", "min-h-14 text-base font-bold")}
      >
        <ExternalLink aria-hidden />
        {t(outsideHref === null ? "action" : "outsideLine")}
      </a>
      <p className="font-mono text-sm break-all text-muted select-all">{loginUrl}</p>
      <CopyButton value={loginUrl} label={t("copy")} size="sm" className="justify-self-start" />
    </section>
  );
}
