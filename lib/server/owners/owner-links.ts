import "server-only";
import { env } from "@/lib/env";

// Built from KENSHIN_URL alone, whatever a request says about its host (S8).

/** Opens /setup with the code filled in. It stands in the fragment, which browsers send to nobody. */
export function setupLink(code: string): string {
  return `${env().KENSHIN_URL}/setup#${code}`;
}

/** Opens the page where an owner sets a password. */
export function ownerPasswordLink(code: string): string {
  return `${env().KENSHIN_URL}/setup/${code}`;
}
