import { CircleAlert, CircleCheck, Info, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { classNames } from "./class-names";

export type NoticeTone = "info" | "success" | "warning" | "danger";

const tones: Record<NoticeTone, { box: string; icon: ReactNode }> = {
  info: { box: "border-info-line bg-info-soft [&>svg]:text-info", icon: <Info aria-hidden /> },
  success: { box: "border-success-line bg-success-soft [&>svg]:text-success", icon: <CircleCheck aria-hidden /> },
  warning: { box: "border-warning-line bg-warning-soft [&>svg]:text-warning", icon: <TriangleAlert aria-hidden /> },
  danger: { box: "border-danger-line bg-danger-soft [&>svg]:text-danger", icon: <CircleAlert aria-hidden /> },
};

interface NoticeProps {
  tone?: NoticeTone | undefined;
  title?: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Set when the notice appears after the page was shown: `alert` interrupts, `status` waits. */
  role?: "alert" | "status" | undefined;
  className?: string | undefined;
}

export function Notice({ tone = "info", title, children, actions, role, className }: NoticeProps) {
  const t = useTranslations("ui.tone");
  const look = tones[tone];
  return (
    <div
      role={role}
      className={classNames(
        "flex gap-3 rounded-8 border px-4 py-3.5 leading-normal [&>svg]:mt-0.5 [&>svg]:size-5 [&>svg]:shrink-0",
        look.box,
        className,
      )}
    >
      {look.icon}
      <div className="grid min-w-0 flex-1 gap-1">
        <span className="sr-only">{t(tone)}</span>
        {title ? <p className="font-bold">{title}</p> : null}
        {children ? <div className="grid gap-2">{children}</div> : null}
        {actions ? <div className="mt-1.5 flex flex-wrap gap-2">{actions}</div> : null}
      </div>
    </div>
  );
}
