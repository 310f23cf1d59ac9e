import "server-only";
import {
  findTemplate,
  judgeTemplate,
  type TemplateChannel,
  type TemplateKey,
  type TemplateRef,
} from "@/lib/domain/message-template";
import type { AppLocale } from "@/lib/i18n/config";
import type { MessageTemplateDto } from "@/lib/schemas/message-template";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { AppError } from "../errors";
import { type AccountSql, forAccount } from "../for-account";
import { sql } from "../sql";
import { defaultTexts } from "./default-text";
import type { TemplateAccount } from "./load-templates";

type Change = {
  readonly key: TemplateKey;
  readonly channel: TemplateChannel;
  readonly locale: AppLocale;
  /** null: as it was before anybody changed it. */
  readonly text: string | null;
  readonly version: number;
};
type Act = { readonly actor: Actor; readonly now: Date; readonly requestId?: string };
type Stored = { text: string; version: number };

/**
 * Changes one text of a contract in one language, or sets it back. A text like the default is not kept, so that it stays
 * the default. Throws `not_found` for a text that there is none of, `invalid_template`, and `stale_template` when `version` is not the newest (S52).
 */
export async function changeMessageTemplate(
  account: TemplateAccount,
  { key, channel, locale, text, version }: Change,
  act: Act,
): Promise<MessageTemplateDto> {
  const template = findTemplate(key, channel);
  if (!template) throw new AppError("not_found");
  const [fault] = text === null ? [] : judgeTemplate(key, text).faults;
  if (fault) throw new AppError("invalid_template", { params: { fault: fault.code, name: "", max: 0, ...fault } });
  const standard = (await defaultTexts(account.directory, locale))(template);
  const wanted = text === standard ? null : text;
  return forAccount(account.id).sql(async (db) => {
    const current = await lock(db, template, locale);
    if (version !== (current?.version ?? 0)) throw new AppError("stale_template");
    const isSame = wanted === (current?.text ?? null);
    const stored = isSame ? current : await store(db, { key, channel, locale, text: wanted, version }, act.now);
    if (!isSame) {
      await recordAuditEventSql(db, {
        actor: act.actor,
        action: wanted === null ? "message_template_reset" : "message_template_changed",
        subject: { type: "message_template" },
        before: { text: current?.text ?? standard },
        after: { template: key, channel, language: locale, text: wanted ?? standard },
        ...(act.requestId === undefined ? {} : { requestId: act.requestId }),
      });
    }
    return {
      ...{ key, channel, locale, defaultText: standard },
      ...{ text: stored?.text ?? standard, isDefault: !stored, version: stored?.version ?? 0 },
    };
  });
}

async function lock(db: AccountSql, { key, channel }: TemplateRef, locale: AppLocale): Promise<Stored | null> {
  const { rows } = await db.query<Stored>(sql`
    select text, version from message_templates
    where account_id = ${db.accountId}::uuid and key = ${key} and channel = ${channel} and locale = ${locale}
    for update`);
  return rows[0] ?? null;
}

/** Of two who change the same default at once the second one meets the first one's row, which has another version. */
async function store(db: AccountSql, { key, channel, locale, text, version }: Change, now: Date) {
  if (text === null) {
    await db.query(sql`
      delete from message_templates
      where account_id = ${db.accountId}::uuid and key = ${key} and channel = ${channel} and locale = ${locale}`);
    return null;
  }
  const { rows } = await db.query<Stored>(sql`
    insert into message_templates as t (account_id, key, channel, locale, text, updated_at)
    values (${db.accountId}::uuid, ${key}, ${channel}, ${locale}, ${text}, ${now})
    on conflict (account_id, key, channel, locale) do update
      set text = excluded.text, version = excluded.version, updated_at = excluded.updated_at
      where t.version = ${version}
    returning text, version`);
  if (!rows[0]) throw new AppError("stale_template");
  return rows[0];
}
