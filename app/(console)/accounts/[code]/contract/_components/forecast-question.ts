import type { ContractDto } from "@/lib/schemas/contract";

/** What the forecast answers: who comes back once it is paid again, or who can sign in if the contract is in force. */
export type ForecastQuestion = "ended" | "doubtful";

/** null where the contract keeps nobody out and nobody asks: a trial, an active one, one without operators. */
export function forecastQuestion({ effectiveStatus, operators }: ContractDto): ForecastQuestion | null {
  if (operators === 0) return null;
  switch (effectiveStatus) {
    case "cancelled":
    case "force_cancelled":
      return "ended";
    case "past_due":
    case "unknown":
      return "doubtful";
    case "trial":
    case "active":
      return null;
  }
}
