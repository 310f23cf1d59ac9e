import type { StatusTone } from "@/components/ui/status-badge";
import type { CauseVerdictDto } from "@/lib/schemas/diagnosis";

/** How a verdict looks; the word beside it carries the meaning. */
export const STATE_TONES: Readonly<Record<CauseVerdictDto["state"], StatusTone>> = {
  blocking: "danger",
  suspected: "warning",
  clear: "success",
  unknown: "neutral",
};
