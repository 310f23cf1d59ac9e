import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClass } from "@/components/ui/button-class";
import { CopyButton } from "@/components/ui/copy-button";
import { TextLink } from "@/components/ui/text-link";
import { type BrowserGuide, hasPrivateWindow, isInsideApp } from "@/lib/domain/browser-guide";
import type { SelfCheckStep } from "@/lib/domain/self-check";

interface StepBodyProps {
  step: SelfCheckStep;
  code: string;
  directory: "utage" | "hosted";
  guide: BrowserGuide;
  loginUrl: string;
  loginHref: string;
  help: string | null;
}

/** What to do, for this contract and this browser. */
export function StepBody({ step, ...props }: StepBodyProps) {
  switch (step) {
    case "open-login-page":
      return <OpenLoginPage loginHref={props.loginHref} />;
    case "log-out-elsewhere":
      return <LogOutElsewhere directory={props.directory} />;
    case "use-private-window":
      return <PrivateWindow {...props} />;
    case "reset-password":
      return <ResetPassword {...props} />;
    case "leave-app":
    case "allow-cookies":
    case "log-out-here":
      // These stand above everything else, as obstacles.
      return null;
  }
}

function OpenLoginPage({ loginHref }: { loginHref: string }) {
  const t = useTranslations("selfCheck");
  return (
    <>
      <p>{t("steps.openLoginPage")}</p>
      <a href={loginHref} target="_blank" rel="noreferrer" className={buttonClass()}>
        <ExternalLink aria-hidden />
        {t("open.action")}
      </a>
    </>
  );
}

export function LogOutElsewhere({ directory }: { directory: "utage" | "hosted" }) {
  const t = useTranslations("selfCheck.steps");
  return <p>{t("logOutElsewhere", { directory })}</p>;
}

/** Steps for the browser in use, and its maker's help page where the article links one. */
export function PrivateWindow({ guide, loginUrl, help }: Pick<StepBodyProps, "guide" | "loginUrl" | "help">) {
  const t = useTranslations("selfCheck");
  const steps = useTranslations("login.privateWindow.steps");
  return (
    <div className="grid gap-3">
      {isInsideApp(guide) ? null : <p>{t("steps.usePrivateWindow")}</p>}
      <p>{steps(guide)}</p>
      {hasPrivateWindow(guide) ? <p>{t("steps.paste")}</p> : null}
      {hasPrivateWindow(guide) ? (
        <CopyButton value={loginUrl} label={t("open.copy")} size="sm" className="justify-self-start" />
      ) : null}
      {help === null ? null : (
        <a
          href={help}
          target="_blank"
          rel="noreferrer"
          className="text-[0.9375rem] text-primary underline underline-offset-4"
        >
          {t("steps.help")}
        </a>
      )}
    </div>
  );
}

function ResetPassword({ code, directory }: Pick<StepBodyProps, "code" | "directory">) {
  const t = useTranslations("selfCheck.steps");
  return (
    <>
      <p>{t(`resetPassword.${directory}`)}</p>
      {directory === "hosted" ? (
        <TextLink href={`/operator/${code}/forgot-password`} className="justify-self-start">
          {t("forgot")}
        </TextLink>
      ) : null}
      <p className="text-sm text-muted">{t("mail")}</p>
    </>
  );
}
