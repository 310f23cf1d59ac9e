import { useTranslations } from "next-intl";
import { StatusBadge, type StatusTone } from "@/components/ui/status-badge";
import type { ContractStatusDto } from "@/lib/schemas/contract";

const TONES: Record<ContractStatusDto, StatusTone> = {
  active: "success",
  trial: "info",
  past_due: "warning",
  cancelled: "danger",
  force_cancelled: "danger",
  unknown: "neutral",
};

/** A contract's status in one word; needs the messages of `contract`. */
export function ContractStatusBadge({ status }: { status: ContractStatusDto }) {
  const t = useTranslations("contract.statuses");
  return <StatusBadge tone={TONES[status]}>{t(status)}</StatusBadge>;
}
