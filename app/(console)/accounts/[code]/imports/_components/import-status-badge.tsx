import { useTranslations } from "next-intl";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import type { ImportDto } from "@/lib/schemas/import";

const TONES: Readonly<Record<ImportDto["status"], StatusTone>> = {
  queued: "info",
  running: "info",
  needs_confirmation: "warning",
  done: "success",
  failed: "danger",
  cancelled: "neutral",
};

export function ImportStatusBadge({ status }: { status: ImportDto["status"] }) {
  const t = useTranslations("imports.statuses");
  return <StatusBadge tone={TONES[status]}>{t(status)}</StatusBadge>;
}
