import { useTranslations } from "next-intl";
import type { SelfCheckDto } from "@/lib/schemas/self-check";
import { DefinitionList } from "./ui/definition-list";

type FactName = "browser" | "seen" | "cookies" | "otherLogin" | "privateWindow" | "tried";

interface CheckedFactsProps {
  facts: Pick<SelfCheckDto, "browser" | "seen" | "cookies" | "otherLogin" | "privateWindow" | "tried">;
}

/** What a self-check found out, as whoever sends it and whoever gets it sees it. */
export function CheckedFacts({ facts }: CheckedFactsProps) {
  const t = useTranslations("selfCheck");
  const { browser, seen, cookies, otherLogin, privateWindow, tried } = facts;
  const fact = (key: FactName, description: string) => ({ key, term: t(`facts.${key}`), description });
  const told = (value: boolean | null, yes: "cookiesOn" | "otherLoginYes", no: "cookiesOff" | "otherLoginNo") =>
    value === null ? t("facts.unknown") : t(`facts.${value ? yes : no}`);
  const items = [
    fact("browser", browser === "" ? t("facts.unknownBrowser") : browser),
    fact("seen", seen === null ? t("facts.notSaid") : t(`seen.${seen}`)),
    fact("cookies", told(cookies, "cookiesOn", "cookiesOff")),
    fact("otherLogin", told(otherLogin, "otherLoginYes", "otherLoginNo")),
    ...(privateWindow === null ? [] : [fact("privateWindow", t("facts.privateYes"))]),
    fact("tried", tried.map((step) => t(`steps.names.${step}`)).join(t("facts.separator")) || t("facts.nothingTried")),
  ];
  return <DefinitionList items={items} />;
}
