import "server-only";
import { createTranslator } from "next-intl";
import type { CauseVerdict } from "@/lib/domain/login/diagnose";
import { type AppLocale, TIME_ZONE } from "@/lib/i18n/config";
import { loadMessages } from "@/lib/i18n/load-messages";

type Content = {
  readonly name: string;
  readonly account: string;
  readonly directory: "utage" | "hosted";
  readonly operatorUrl: string | null;
  readonly verdicts: readonly CauseVerdict[];
};

/**
 * What to send to the person: the right page, and one step for each cause that may keep them out and that they can do
 * something about. Never a password. Texts: `diagnosis.message`.
 */
export async function writeMessage(content: Content, locale: AppLocale): Promise<string> {
  const t = createTranslator({
    ...{ locale, messages: await loadMessages(locale), namespace: "diagnosis.message", timeZone: TIME_ZONE },
  });
  const { name, account, directory, operatorUrl, verdicts } = content;
  const blocked = verdicts.filter(({ state }) => state === "blocking").map(({ slug }) => slug);
  // What only the owner can mend comes first, and alone: no step of the person's own would help before.
  const owners = (["deleted-operator", "inactive-contract", "duplicate-email"] as const).filter((slug) =>
    blocked.includes(slug),
  );
  const steps =
    owners.length > 0
      ? owners.map((slug) => t(`wait.${slug}`))
      : verdicts.flatMap(({ slug, state }) => {
          if (state === "clear" || slug === "duplicate-email") return [];
          if (slug === "deleted-operator" || slug === "inactive-contract") return [];
          return [t(`steps.${slug}`, { url: operatorUrl ?? "", directory })];
        });
  const numbered = steps.map((step, index) => (steps.length > 1 ? `${index + 1}. ${step}` : step));
  return [
    ...(name === "" ? [] : [t("greeting", { name })]),
    t("intro", { account }),
    ...(steps.length === 0 ? [t("nothing", { url: operatorUrl ?? "" })] : [numbered.join("\n")]),
    t("closing"),
  ].join("\n\n");
}
