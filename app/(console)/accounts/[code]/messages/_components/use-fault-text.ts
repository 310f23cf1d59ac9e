import { useTranslations } from "next-intl";
import type { TemplateFault } from "@/lib/domain/message-template";

/** Why a text cannot be kept, in the words in which the server would refuse it. */
export function useFaultText(): (fault: TemplateFault) => string {
  const t = useTranslations("errors");
  return (fault) => t("invalid_template", { fault: fault.code, name: "", max: 0, ...fault });
}
