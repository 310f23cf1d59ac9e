import { type EmailKey, emailDomain } from "./email";

/**
 * Where mail from unknown senders, and above all mail with a link, is often dropped unseen: the Japanese carriers'
 * filters, on by default, and iCloud's. Domains with their subdomains (d.vodafone.ne.jp, i.softbank.jp).
 */
const FILTERING_DOMAINS = [
  ...["docomo.ne.jp", "ezweb.ne.jp", "au.com", "uqmobile.jp", "softbank.ne.jp", "i.softbank.jp", "vodafone.ne.jp"],
  ...["disney.ne.jp", "ymobile.ne.jp", "ymobile1.ne.jp", "yahoo.ne.jp", "emobile.ne.jp", "willcom.com", "pdx.ne.jp"],
  ...["rakumail.jp", "icloud.com", "me.com", "mac.com"],
];

/** Whether reset mail to this address is often filtered, so that the owner better hands the link over. */
export function oftenFiltersMail(key: EmailKey): boolean {
  const domain = emailDomain(key);
  return FILTERING_DOMAINS.some((filtering) => domain === filtering || domain.endsWith(`.${filtering}`));
}
