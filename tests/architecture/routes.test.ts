import { describe, expect, it } from "vitest";
import { sourceFiles } from "./source-files";

const routes = sourceFiles().filter(({ path }) => /^app\/.*\/route\.ts$/.test(path));
/** Doors that are not declared by `route()`: next-auth brings its own, health is for machines and says nothing. */
const OTHER_DOORS = ["app/api/auth/[...nextauth]/route.ts", "app/api/health/route.ts"];
/** Look-ups whose input does not belong in a URL. */
const LOOKUPS_BY_POST = [
  "POST app/api/v1/accounts/[code]/diagnoses/route.ts",
  "POST app/api/v1/accounts/[code]/login-page/classify/route.ts",
  "POST app/api/v1/accounts/[code]/message-templates/preview/route.ts",
];
const METHODS = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"];

describe("routes", () => {
  it("are all declared by route(), with a permission", () => {
    const undeclared = routes
      .filter(({ path }) => !OTHER_DOORS.includes(path))
      .filter(({ text }) => {
        const exported = [...text.matchAll(/export (?:async )?(?:const|function) (\w+)/g)].map(
          ([, name]) => name ?? "",
        );
        const handlers = exported.filter((name) => METHODS.includes(name));
        const declared = [...text.matchAll(/export const \w+ = route\(\{\s*permission: "[a-z:]+"/g)];
        return handlers.length === 0 || declared.length !== handlers.length;
      });
    expect(undeclared.map(({ path }) => path)).toEqual([]);
  });

  it("below a contract ask for a permission of the contract", () => {
    const open = routes
      .filter(({ path }) => path.includes("/accounts/[code]/"))
      .filter(({ text }) =>
        [...text.matchAll(/permission: "([^"]+)"/g)].some(([, permission]) => !permission?.startsWith("account:")),
      );
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it("that only read ask to read, and those that write ask to write", () => {
    const wrong = routes.flatMap(({ path, text }) =>
      [...text.matchAll(/export const (\w+) = route\(\{\s*permission: "(?:owner|account):(read|write)"/g)]
        .filter(([, method, right]) => (method === "GET") !== (right === "read"))
        .map(([, method]) => `${method} ${path}`)
        .filter((line) => !LOOKUPS_BY_POST.includes(line)),
    );
    expect(wrong).toEqual([]);
  });
});

describe("what answers the API", () => {
  const REQUEST_OF_NEXT = /^(next\/(headers|navigation|server|cache)|next-intl\/server)$/;
  const byModule = new Map(sourceFiles().map((file) => [file.path.replace(/\.tsx?$/, ""), file]));

  it("asks Next for nothing of the request: scripts/lib/api-routes.mjs calls it without Next around it", () => {
    const trails: string[] = [];
    const done = new Set<string>();
    const visit = (module: string, trail: readonly string[]) => {
      if (REQUEST_OF_NEXT.test(module)) trails.push([...trail, module].join(" → "));
      if (done.has(module)) return;
      done.add(module);
      for (const target of byModule.get(module)?.imports ?? []) visit(target, [...trail, module]);
    };
    for (const module of byModule.keys()) if (module.startsWith("app/api/v1/")) visit(module, []);
    expect(done).toContain("lib/server/operators/list-operators");
    expect(trails).toEqual([]);
  });
});

describe("pages", () => {
  const pages = sourceFiles().filter(({ path }) => /^app\/.*\/page\.tsx$/.test(path) || path === "app/page.tsx");

  it("S1: of the console each check permission themselves", () => {
    const unchecked = pages
      .filter(({ path }) => path.startsWith("app/(console)/"))
      .filter(({ text }) => !/requirePage(Permission|Account)\(/.test(text));
    expect(unchecked.map(({ path }) => path)).toEqual([]);
  });

  it("S1: there are pages to check", () => {
    expect(pages.length).toBeGreaterThan(3);
  });
});
