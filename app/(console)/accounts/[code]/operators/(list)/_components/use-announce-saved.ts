import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/toast";
import type { OperatorWithWarningsDto } from "@/lib/schemas/operator";

/** Says that an operator was added or saved, and what is to be looked at because of it. */
export function useAnnounceSaved(account: { code: string }) {
  const t = useTranslations("operators.form");
  const toast = useToast();
  const router = useRouter();
  return (saved: OperatorWithWarningsDto, added: boolean) => {
    const text = t(added ? "added" : "saved", { name: saved.name });
    if (saved.warnings.includes("duplicate_email")) {
      const open = () => router.push(`/accounts/${account.code}/duplicate-emails`);
      toast.info(text, { description: t("duplicateWarning"), action: { label: t("showDuplicates"), onClick: open } });
    } else {
      toast.success(text);
    }
    router.refresh();
  };
}
