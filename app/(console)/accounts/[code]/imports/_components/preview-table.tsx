import { useTranslations } from "next-intl";
import { Select } from "@/components/ui/select";
import { COLUMN_ROLES } from "@/lib/domain/import/header-words";
import type { ListPreviewDto } from "@/lib/schemas/import";
import { assignRole, type ColumnRoles } from "./column-roles";

interface PreviewTableProps {
  preview: ListPreviewDto;
  roles: ColumnRoles;
  onChange: (roles: ColumnRoles) => void;
}

const headClass = "border-b border-border bg-sunken p-3 text-left align-top font-normal";
const cellClass = "max-w-56 truncate border-b border-border px-3 py-2";

/** The first rows as they stand in the list, under what each column is taken to hold. */
export function PreviewTable({ preview, roles, onChange }: PreviewTableProps) {
  const t = useTranslations("imports.look");
  const options = [...COLUMN_ROLES, "none" as const].map((role) => ({ value: role, label: t(`roles.${role}`) }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways has to be reachable by keyboard.
    <section tabIndex={0} aria-label={t("table")} className="relative overflow-x-auto border-t-2 border-rule">
      <table className="w-full border-separate border-spacing-0 text-[0.9375rem]">
        <thead>
          <tr>
            <th scope="col" className={`${headClass} text-sm text-muted`}>
              {t("row")}
            </th>
            {preview.columns.map(({ index, label }) => (
              <th key={index} scope="col" className={headClass}>
                <div className="grid min-w-36 gap-1.5">
                  <span className="truncate text-sm text-muted">{label}</span>
                  <Select
                    hideLabel
                    label={t("roleOf", { column: label })}
                    value={roles[index] ?? "none"}
                    options={options}
                    onChange={(event) => {
                      const role = COLUMN_ROLES.find((one) => one === event.target.value) ?? null;
                      onChange(assignRole(roles, index, role));
                    }}
                  />
                </div>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {preview.rows.map(({ row, cells }) => (
            <tr key={row}>
              <th scope="row" className={`${cellClass} text-right font-normal text-muted tabular-nums`}>
                {row}
              </th>
              {preview.columns.map(({ index }) => (
                <td key={index} title={cells[index]} className={roles[index] ? cellClass : `${cellClass} text-muted`}>
                  {cells[index]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
