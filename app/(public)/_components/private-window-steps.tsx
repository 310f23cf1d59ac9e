import { headers } from "next/headers";
import { getLocale, getTranslations } from "next-intl/server";
import { browserGuide, hasPrivateWindow, isAppleTouch, privateWindowHelp } from "@/lib/domain/browser-guide";

interface PrivateWindowStepsProps {
  /** Whether this browser is known to hold a login, so that logging out is the button on the page. */
  signedIn: boolean;
}

/** The article's two ways out of cause 2: a private window, with the steps of the browser in use, or log out and begin anew. */
export async function PrivateWindowSteps({ signedIn }: PrivateWindowStepsProps) {
  const t = await getTranslations("login.privateWindow");
  const userAgent = (await headers()).get("user-agent") ?? "";
  const guide = browserGuide(userAgent);
  const help = privateWindowHelp(guide, isAppleTouch(userAgent), await getLocale());
  return (
    <section className="grid gap-1">
      <h2 className="text-[0.9375rem] text-text">{t(signedIn ? "titleSignedIn" : "title")}</h2>
      <p>{t(`steps.${guide}`)}</p>
      {hasPrivateWindow(guide) ? <p>{t("paste")}</p> : null}
      {help === null ? null : (
        <p>
          <a href={help} target="_blank" rel="noreferrer" className="text-primary underline underline-offset-4">
            {t("help")}
          </a>
        </p>
      )}
      {guide === "other" ? null : <p>{t(signedIn ? "closeBrowser" : "logOutElsewhere")}</p>}
    </section>
  );
}
