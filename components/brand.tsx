import { useTranslations } from "next-intl";
import { classNames } from "./ui/class-names";

/** The product's name as it is set everywhere: Japanese in bold, Latin letter-spaced beside it. */
export function Brand({ size = "md" }: { size?: "md" | "lg" }) {
  const t = useTranslations("shell");
  return (
    <span className="inline-flex items-center gap-2.5 align-middle whitespace-nowrap">
      <svg
        aria-hidden
        viewBox="0 0 32 32"
        className={classNames("shrink-0 text-primary", size === "lg" ? "size-9" : "size-7")}
      >
        <rect x="3" y="2" width="26" height="28" rx="3" fill="currentColor" />
        <path d="M9 9.5h14M9 15h5.5" className="stroke-on-primary" strokeWidth="2" strokeLinecap="round" />
        <path
          d="m12.5 20.5 3.6 3.6 7-8"
          className="stroke-on-primary"
          strokeWidth="2.6"
          strokeLinecap="round"
          strokeLinejoin="round"
          fill="none"
        />
      </svg>
      <span className="inline-flex items-baseline gap-2">
        <span className={classNames("font-bold tracking-[0.08em]", size === "lg" ? "text-2xl" : "text-xl")}>
          {t("productMark")}
        </span>
        <span
          className={classNames("font-medium tracking-[0.12em] text-muted", size === "lg" ? "text-base" : "text-sm")}
        >
          {t("productLatin")}
        </span>
      </span>
    </span>
  );
}
