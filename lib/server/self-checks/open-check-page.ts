import "server-only";
import { operatorLoginUrl } from "@/lib/domain/login-page";
import { env } from "@/lib/env";
import { servedOperatorUrl } from "../login-pages/login-page-urls";
import { findAddressee } from "./find-addressee";

export type CheckPage = {
  readonly directory: "utage" | "hosted";
  /** The page on which the operators of the contract sign in. */
  readonly loginUrl: string;
  /** Known to be this owner's: what is found out, and a report, certainly reach somebody. */
  readonly byLink: boolean;
  /** The one operator whose link it is, for whom what is found out is kept; null: nobody in particular. */
  readonly operatorId: string | null;
};

/**
 * What the page that helps shows for an address (S8, S15). A custom domain is an owner's own word, so it is shown behind a
 * link that this owner has handed out, and never for a code alone, which any owner can enter together with any domain.
 */
export async function openCheckPage(code: string, token: string | null, now: Date): Promise<CheckPage> {
  const { directory, account, operatorId, byLink } = await findAddressee(code, token, now);
  const plain = operatorLoginUrl({ directory, code, customDomain: null, kenshinOrigin: env().KENSHIN_URL });
  const loginUrl = (byLink && account ? servedOperatorUrl(account) : null) ?? plain ?? "";
  return { directory, loginUrl, byLink, operatorId };
}
