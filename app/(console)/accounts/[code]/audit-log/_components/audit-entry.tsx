import { type Messages, useMessages, useTranslations } from "next-intl";
import { CAUSE_SLUGS } from "@/lib/domain/login/verdict";
import { formatDate, formatDateTime, formatNumber } from "@/lib/i18n/formats";
import type { AuditEventDto } from "@/lib/schemas/audit-event";

type Action = keyof Messages["auditLog"]["actions"];
type Field = keyof Messages["auditLog"]["fields"];
type Word = keyof Messages["auditLog"]["words"];
type Value = NonNullable<AuditEventDto["after"]>[string];

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONTH = /^(\d{4})-(\d{2})$/;

/** One act as a sentence, with what it changed below. */
export function AuditEntry({ event }: { event: AuditEventDto }) {
  const changes = useChanges(event);
  const sentence = useSentence(event);
  return (
    <li className="grid gap-x-6 gap-y-1 px-4 py-3.5 sm:grid-cols-[9.5rem_1fr] sm:px-6">
      <time dateTime={event.at} className="text-sm leading-[1.7] text-muted tabular-nums">
        {formatDateTime(event.at)}
      </time>
      <div className="grid min-w-0 gap-1">
        <p>{sentence}</p>
        {changes.length > 0 ? (
          <ul className="grid gap-0.5 text-sm text-muted">
            {changes.map(({ field, text }) => (
              <li key={field} className="whitespace-pre-wrap">
                {text}
              </li>
            ))}
          </ul>
        ) : null}
      </div>
    </li>
  );
}

function useSentence({ action, actor, subject, after }: AuditEventDto): string {
  const t = useTranslations("auditLog");
  const named = subject.name ? t("quoted", { name: subject.name }) : "";
  if (!t.has(`actions.${action as Action}`)) return t("unknownAction", { actor: actor.name, action });
  const count = (name: string) => (typeof after?.[name] === "number" ? after[name] : 0);
  const counts = { count: count("count"), deletes: count("deletes"), creates: count("creates"), rows: count("rows") };
  return t(`actions.${action as Action}`, { actor: actor.name, subject: named, ...counts });
}

/** The fields that have a name for people, in the order of the message files; ids and sizes stay in the record. */
function useChanges({ before, after }: AuditEventDto): { field: string; text: string }[] {
  const t = useTranslations("auditLog");
  const fields = Object.keys(useMessages().auditLog.fields) as Field[];
  const word = useWord();
  return fields.flatMap((field) => {
    const value = after?.[field];
    if (value === undefined) return [];
    const label = t(`fields.${field}`);
    const old = before?.[field];
    if (old === undefined) {
      // What was not given, or happened to nobody, says nothing.
      const nothing = value === null || value === "" || value === 0 || (Array.isArray(value) && value.length === 0);
      return nothing ? [] : { field, text: t("set", { field: label, after: word(field, value) }) };
    }
    return { field, text: t("change", { field: label, before: word(field, old), after: word(field, value) }) };
  });
}

function useWord(): (field: string, value: Value) => string {
  const t = useTranslations("auditLog");
  const statuses = useTranslations("contract.statuses");
  const directories = useTranslations("health.directories");
  const templates = useTranslations("messageTemplates.names");
  const channels = useTranslations("ui.channels");
  const languages = useTranslations("messageTemplates.languages");
  const causes = useTranslations("health.causes");
  const word = (field: string, value: Value): string => {
    if (value === null || value === "") return t("nothing");
    if (typeof value === "boolean") return t(value ? "yes" : "no");
    if (typeof value === "number") return formatNumber(value);
    if (Array.isArray(value))
      return value.length === 0 ? t("nothing") : value.map((one) => word(field, one)).join(", ");
    if (typeof value !== "string") return JSON.stringify(value);
    if (field === "status" && statuses.has(value as "active")) return statuses(value as "active");
    if ((field === "status" || field === "encoding") && t.has(`words.${value as Word}`))
      return t(`words.${value as Word}`);
    if (field === "template" && templates.has(value as "login-page")) return templates(value as "login-page");
    if (field === "channel" && channels.has(value as "mail")) return channels(value as "mail");
    if (field === "language" && languages.has(value as "ja")) return languages(value as "ja");
    if (field === "directory" && directories.has(value as "utage")) return directories(value as "utage");
    const slug = field === "cause" ? CAUSE_SLUGS.find((cause) => cause === value) : undefined;
    if (slug) return `${causes(`${slug}.mark`)} ${causes(`${slug}.name`)}`;
    return DAY.test(value) ? formatDate(value) : value.replace(MONTH, "$1/$2");
  };
  return word;
}
