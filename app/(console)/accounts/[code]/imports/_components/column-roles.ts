import { COLUMN_ROLES, type ColumnRole } from "@/lib/domain/import/header-words";
import type { ListPreviewDto } from "@/lib/schemas/import";

/** What each column holds, by column; null: not used. A role stands at one column at most. */
export type ColumnRoles = readonly (ColumnRole | null)[];

export function rolesOf({ columns, mapping }: Pick<ListPreviewDto, "columns" | "mapping">): ColumnRoles {
  return columns.map(({ index }) => COLUMN_ROLES.find((role) => mapping[role] === index) ?? null);
}

/** Gives a column its role and takes it from the column that had it. */
export function assignRole(roles: ColumnRoles, column: number, role: ColumnRole | null): ColumnRoles {
  return roles.map((held, index) => {
    if (index === column) return role;
    return held === role ? null : held;
  });
}

/** The roles as the API's `columns` parameter: `email:1,name:0`. */
export function columnsParameter(roles: ColumnRoles): string {
  return roles.flatMap((role, column) => (role === null ? [] : [`${role}:${column}`])).join(",");
}
