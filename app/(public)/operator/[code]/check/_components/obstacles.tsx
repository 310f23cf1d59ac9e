import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { buttonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { remainingSteps, type SelfCheckFacts } from "@/lib/domain/self-check";
import { SignedIn } from "../../../../_components/signed-in";
import type { SignedInHere } from "./self-check";

interface ObstaclesProps {
  facts: SelfCheckFacts;
  path: string;
  outsideHref: string | null;
  signedIn: SignedInHere | null;
}

/** What is in the way in this browser, as far as it can be told without asking. */
export function Obstacles({ facts, path, outsideHref, signedIn }: ObstaclesProps) {
  const steps = remainingSteps(facts);
  return (
    <>
      {steps.includes("leave-app") ? <InsideApp outsideHref={outsideHref} /> : null}
      {steps.includes("allow-cookies") ? <NoCookies /> : null}
      {signedIn ? <LoginHere signedIn={signedIn} path={path} /> : null}
    </>
  );
}

function InsideApp({ outsideHref }: { outsideHref: string | null }) {
  const t = useTranslations("selfCheck.obstacles");
  if (outsideHref === null) {
    return (
      <Notice tone="warning" title={t("inApp.title")}>
        <p>{t("inApp.body")}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone="warning"
      title={t("line.title")}
      actions={
        <a href={outsideHref} className={buttonClass()}>
          {t("line.action")}
        </a>
      }
    >
      <p>{t("line.body")}</p>
    </Notice>
  );
}

/** Known only once scripts run, so it says that it has appeared. */
function NoCookies() {
  const t = useTranslations("selfCheck.obstacles.cookies");
  return (
    <Notice
      tone="danger"
      role="status"
      title={t("title")}
      actions={<Button onClick={() => window.location.reload()}>{t("action")}</Button>}
    >
      <p>{t("body")}</p>
    </Notice>
  );
}

function LoginHere({ signedIn, path }: { signedIn: SignedInHere; path: string }) {
  const t = useTranslations("selfCheck.obstacles");
  const login = useTranslations("login.signedIn");
  const { name, email, account, own } = signedIn;
  const home = account
    ? { href: `/operator/${account.code}`, label: login("backToHome", { account: account.name }) }
    : { href: "/accounts", label: login("back") };
  if (own) {
    return (
      <Notice tone="success" title={t("own.title")}>
        <TextLink href={home.href}>{home.label}</TextLink>
      </Notice>
    );
  }
  return (
    <section className="grid gap-4 rounded-8 border border-warning-line bg-warning-soft px-4 py-4">
      <div className="grid gap-1">
        <h2 className="text-lg">{t("login.title")}</h2>
        <p>{t("login.body")}</p>
      </div>
      <SignedIn name={name} email={email} home={home} loginPage={path} />
    </section>
  );
}
