import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { operatorListQuery } from "@/lib/schemas/operator";
import { type OperatorListView, operatorListHref, readOperatorListView } from "./operator-list-view";

const usual: OperatorListView = {
  status: "active",
  duplicates: undefined,
  query: undefined,
  sort: "name",
  cursor: undefined,
};

describe("the address of a list of operators", () => {
  it.each([
    ["", usual],
    ["?status=deleted&sort=-deletedAt", { ...usual, status: "deleted", sort: "-deletedAt" }],
    ["?query=%E4%BD%90%E8%97%A4&duplicates=same", { ...usual, query: "佐藤", duplicates: "same" }],
    ["?cursor=abc", { ...usual, cursor: "abc" }],
  ] satisfies [string, OperatorListView][])("%s reads as the view it was written from", (search, view) => {
    expect(readOperatorListView(new URLSearchParams(search))).toEqual(view);
    expect(readOperatorListView(new URLSearchParams(operatorListHref("/p", view).slice(2)))).toEqual(view);
  });

  it("counts what nobody knows as not given", () => {
    const odd = new URLSearchParams("?status=x&duplicates=&sort=password&query=%00&cursor=");
    expect(readOperatorListView(odd)).toEqual(usual);
  });

  it("takes for a search and an order what the API takes for one", () => {
    const typed = fc.oneof(fc.string({ unit: "binary" }), fc.string({ minLength: 290, maxLength: 310 }));
    const sort = fc.oneof(fc.string(), fc.constantFrom("name", "-email", "registeredOn", "-lastLoginAt", "deletedAt"));
    fc.assert(
      fc.property(typed, sort, (query, sort) => {
        const given = new Map(Object.entries({ query, sort }));
        const view = readOperatorListView({ get: (name) => given.get(name) ?? null });
        expect(view.query).toEqual(operatorListQuery.shape.query.safeParse(query).data || undefined);
        expect(view.sort).toEqual(operatorListQuery.shape.sort.safeParse(sort).data ?? "name");
      }),
    );
  });

  it("leaves out what is as usual", () => {
    expect(operatorListHref("/p", { status: "active", sort: "name", query: "" })).toBe("/p");
  });
});
