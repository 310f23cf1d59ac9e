import { useTranslations } from "next-intl";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import type { ImportChangeDto } from "@/lib/schemas/import";

const FIELDS = ["name", "email", "permissions", "registeredOn", "lastLoginAt"] as const;
type Field = (typeof FIELDS)[number];

/** What an import changed about one operator, field by field. */
export function FieldChanges({ before, after }: Pick<ImportChangeDto, "before" | "after">) {
  const t = useTranslations("imports.changes");
  const valueText = useValueText();
  const changed = FIELDS.filter((field) => field in (before ?? {}) || field in (after ?? {}));
  return (
    <dl className="grid gap-1">
      {changed.map((field) => (
        <div key={field} className="grid gap-x-3 lg:grid-cols-[8rem_1fr]">
          <dt className="text-sm text-muted">{t(`fields.${field}`)}</dt>
          <dd className="min-w-0 wrap-anywhere">
            {field === "permissions" ? (
              <PermissionChange before={texts(before?.[field])} after={texts(after?.[field])} />
            ) : (
              t("change", { before: valueText(field, before?.[field]), after: valueText(field, after?.[field]) })
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}

/** Of two long lists only what differs says anything. */
function PermissionChange({ before, after }: { before: readonly string[]; after: readonly string[] }) {
  const t = useTranslations("imports.changes");
  const lines = [
    ["gained", after.filter((one) => !before.includes(one))],
    ["lost", before.filter((one) => !after.includes(one))],
  ] as const;
  const told = lines.filter(([, some]) => some.length > 0);
  // The same in another order.
  if (told.length === 0) return t("change", { before: before.join(t("separator")), after: after.join(t("separator")) });
  return (
    <ul>
      {told.map(([key, some]) => (
        <li key={key}>{t(key, { list: some.join(t("separator")) })}</li>
      ))}
    </ul>
  );
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
}

function useValueText(): (field: Field, value: unknown) => string {
  const format = useTranslations("format");
  return (field, value) => {
    if (typeof value !== "string" || value === "") return format("empty");
    if (field === "registeredOn") return formatDate(value);
    return field === "lastLoginAt" ? formatDateTime(value) : value;
  };
}
