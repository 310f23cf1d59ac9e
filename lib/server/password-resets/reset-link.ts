import "server-only";
import { env } from "@/lib/env";

/** Opens the page on which an operator sets a password. Built from KENSHIN_URL alone, whatever a request says (S8). */
export function resetLink(code: string, token: string): string {
  return `${env().KENSHIN_URL}/operator/${code}/reset-password/${token}`;
}
