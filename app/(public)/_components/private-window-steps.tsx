import { headers } from "next/headers";
import { getTranslations } from "next-intl/server";
import { browserGuide, hasPrivateWindow } from "@/lib/domain/browser-guide";

/** How the browser in use opens a private window, where a second login has room (the article's way out of cause 2). */
export async function PrivateWindowSteps() {
  const t = await getTranslations("login.privateWindow");
  const guide = browserGuide((await headers()).get("user-agent") ?? "");
  return (
    <section className="grid gap-1">
      <h2 className="text-[0.9375rem] text-text">{t("title")}</h2>
      <p>
        {t(`steps.${guide}`)}
        {hasPrivateWindow(guide) ? t("paste") : null}
      </p>
    </section>
  );
}
