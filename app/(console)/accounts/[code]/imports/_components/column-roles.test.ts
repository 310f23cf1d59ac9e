import { describe, expect, it } from "vitest";
import { startImportQuery } from "@/lib/schemas/import";
import { assignRole, columnsParameter, rolesOf } from "./column-roles";

const preview = {
  columns: ["", "名前", "メール", "予備"].map((label, index) => ({ index, label })),
  mapping: { email: 2, name: 1 },
};

describe("roles of columns", () => {
  it("follow what the server recognised", () => {
    expect(rolesOf(preview)).toEqual([null, "name", "email", null]);
  });

  it("move with their role, so that no two columns hold the same", () => {
    expect(assignRole(rolesOf(preview), 3, "email")).toEqual([null, "name", null, "email"]);
    expect(assignRole(rolesOf(preview), 1, null)).toEqual([null, null, "email", null]);
  });

  it("leave as the API reads them", () => {
    const columns = columnsParameter(assignRole(rolesOf(preview), 0, "registeredOn"));
    expect(startImportQuery.parse({ columns }).columns).toEqual({ email: 2, name: 1, registeredOn: 0 });
  });
});
