import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { classNames } from "@/components/ui/class-names";
import { readNewContractLoginUrl } from "@/lib/domain/login-page";

interface LoginUrlReadingProps {
  typed: string;
  kenshinOrigin: string;
}

/** Says while an address is pasted what it was read as, by the same rule that the server will apply. */
export function LoginUrlReading({ typed, kenshinOrigin }: LoginUrlReadingProps) {
  const t = useTranslations("accounts.form");
  const read = typed.trim() === "" ? null : readNewContractLoginUrl(typed, kenshinOrigin);
  const lines =
    read === null
      ? []
      : read.ok
        ? [
            read.customDomain === null
              ? t("found", { code: read.code })
              : t("foundOnDomain", { code: read.code, domain: read.customDomain }),
            ...(read.warnings.includes("unusual_code") ? [t("unusualCode")] : []),
          ]
        : [read.code === "malformed" ? t("malformed") : t("operatorUrlNeeded")];
  const good = read?.ok === true && !read.warnings.includes("unusual_code");
  const Icon = good ? CircleCheck : TriangleAlert;
  return (
    <div role="status" className={classNames("text-sm font-medium", good ? "text-success" : "text-warning")}>
      {lines.length > 0 ? (
        <p className="flex gap-1.5">
          <Icon aria-hidden className="mt-1 size-4 shrink-0" />
          <span>{lines.join(" ")}</span>
        </p>
      ) : null}
    </div>
  );
}
