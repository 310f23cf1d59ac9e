import { normalizeEmail } from "@/lib/domain/email";
import type { DiagnosisInput } from "@/lib/schemas/diagnosis";
import type { OperatorListDto } from "@/lib/schemas/operator";

/**
 * Whom a search means without a doubt: who has exactly the address that was typed, the only one it finds, or an address
 * that nobody has. null: somebody has to choose; a whole address is not taken for a longer one that it is a part of.
 */
export function questionOf({ items, total }: OperatorListDto, query: string): DiagnosisInput | null {
  const typed = normalizeEmail(query);
  if (typed.ok) {
    const [holder, ...others] = items.filter(({ emailKey }) => emailKey === typed.key);
    if (holder) return others.length > 0 ? { email: query } : { operatorId: holder.id };
    return items.length === 0 ? { email: query } : null;
  }
  const [only] = items;
  if (only && total === 1) return { operatorId: only.id };
  return !only && /[@＠]/.test(query) ? { email: query } : null;
}
