import { useTranslations } from "next-intl";
import type { BrowserGuide } from "@/lib/domain/browser-guide";
import { LogOutElsewhere, PrivateWindow } from "./step-body";

interface TwoWaysProps {
  directory: "utage" | "hosted";
  guide: BrowserGuide;
  loginUrl: string;
  help: string | null;
}

/** The article's two ways out of cause 2, there before any question is answered and without scripts. */
export function TwoWays(props: TwoWaysProps) {
  const t = useTranslations("selfCheck.twoWays");
  return (
    <section className="grid gap-3 border-t border-border pt-6">
      <h2 className="text-lg">{t("title")}</h2>
      <ul className="grid list-disc gap-3 pl-5">
        <li>
          <LogOutElsewhere directory={props.directory} />
        </li>
        <li>
          <PrivateWindow {...props} />
        </li>
      </ul>
    </section>
  );
}
