import { describe, expect, it } from "vitest";
import { type SourceFile, sourceFiles } from "./source-files";

const files = sourceFiles();
const byModule = new Map(files.map((file) => [file.path.replace(/\.tsx?$/, ""), file]));
const within = (folder: string) => files.filter(({ path }) => path.startsWith(`${folder}/`));

/** Every import of `from` that `allowed` does not let through, as a line to read. */
function strays(from: readonly SourceFile[], allowed: (target: string, file: SourceFile) => boolean): string[] {
  return from.flatMap((file) =>
    file.imports.filter((target) => !allowed(target, file)).map((target) => `${file.path} imports ${target}`),
  );
}

const isOwn = (target: string) => /^(app|components|lib|cli|prisma|scripts|tests)\//.test(target);

describe("layers", () => {
  it("finds the product's files and their imports", () => {
    expect(files.length).toBeGreaterThan(100);
    expect(within("lib/domain").flatMap(({ imports }) => imports).length).toBeGreaterThan(20);
  });

  it("lib/domain imports only lib/domain", () => {
    expect(strays(within("lib/domain"), (target) => target.startsWith("lib/domain/"))).toEqual([]);
  });

  it("lib/domain reads no clock, no chance, no settings and no global state", () => {
    const impure =
      /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bcrypto\.|\bprocess\.|\bglobalThis\b|\bfetch\(|\bset(Timeout|Interval)\(/;
    expect(
      within("lib/domain")
        .filter(({ text }) => impure.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("lib/schemas imports only zod, the domain and the languages", () => {
    const allowed = (target: string) => target === "zod" || /^lib\/(schemas|domain)\/|^lib\/i18n\/config$/.test(target);
    expect(strays(within("lib/schemas"), allowed)).toEqual([]);
  });

  it("every file of lib/server says server-only first", () => {
    const open = within("lib/server").filter(({ text }) => !text.startsWith('import "server-only";'));
    expect(open.map(({ path }) => path)).toEqual([]);
  });

  it("lib/server knows nothing of pages, components and client code", () => {
    expect(strays(within("lib/server"), (target) => !/^(app|components|cli|tests|lib\/client)\//.test(target))).toEqual(
      [],
    );
  });

  it("client code and components reach the server only by HTTP, and the domain by import", () => {
    const allowed = (target: string) =>
      !isOwn(target) || /^(components|lib\/(client|domain|i18n|schemas))\//.test(target);
    expect(strays([...within("components"), ...within("lib/client")], allowed)).toEqual([]);
  });

  it("client components of pages import no server code", () => {
    const clients = within("app").filter(({ text }) => text.startsWith('"use client"'));
    expect(clients.length).toBeGreaterThan(0);
    const allowed = (target: string) => !/^(lib\/server|lib\/env|prisma|cli|scripts|tests)\b/.test(target);
    expect(strays(clients, allowed)).toEqual([]);
  });

  it("Prisma stays in lib/server and prisma", () => {
    const outside = files.filter(({ path }) => !/^(lib\/server|prisma)\//.test(path));
    expect(strays(outside, (target) => !/prisma/i.test(target))).toEqual([]);
  });

  it("one area of the console takes nothing from another", () => {
    const area = (path: string) => /^app\/\(console\)\/accounts\/\[code\]\/([a-z-]+)\//.exec(path)?.[1];
    const areas = files.filter(({ path }) => area(path) !== undefined);
    expect(strays(areas, (target, { path }) => area(target) === undefined || area(target) === area(path))).toEqual([]);
  });

  it("files do not import each other in a circle", () => {
    const circles: string[] = [];
    const done = new Set<string>();
    const visit = (module: string, trail: readonly string[]) => {
      if (trail.includes(module)) circles.push([...trail.slice(trail.indexOf(module)), module].join(" → "));
      if (trail.includes(module) || done.has(module)) return;
      for (const target of byModule.get(module)?.loads ?? []) visit(target, [...trail, module]);
      done.add(module);
    };
    for (const module of byModule.keys()) visit(module, []);
    expect(circles).toEqual([]);
  });

  it("pages load neither zod nor a schema: lib/client brings them with the first answer", () => {
    const trails: string[] = [];
    const done = new Set<string>();
    const visit = (module: string, trail: readonly string[]) => {
      if (module === "zod") trails.push([...trail, module].join(" → "));
      if (done.has(module)) return;
      done.add(module);
      for (const target of byModule.get(module)?.loads ?? []) visit(target, [...trail, module]);
    };
    for (const [module, { text }] of byModule) if (text.startsWith('"use client"')) visit(module, []);
    expect(done).toContain("lib/client/api-client");
    expect(trails).toEqual([]);
  });
});

describe("house rules that no linter knows", () => {
  it("settings are read in lib/env.ts alone", () => {
    // Next's own constant, and what the demo script hands to the seed, are no settings.
    const allowed = ["lib/env.ts", "instrumentation.ts", "prisma/seed.ts"];
    const readers = files.filter(({ path, text }) => /\bprocess\.env\b/.test(text) && !allowed.includes(path));
    expect(readers.map(({ path }) => path)).toEqual([]);
  });

  it("an address is lower-cased in one place", () => {
    const lowering = files.filter(
      ({ path, text }) => /email[A-Za-z]*\??\.(trim\(\)\.)?toLowerCase\(/i.test(text) && path !== "lib/domain/email.ts",
    );
    expect(lowering.map(({ path }) => path)).toEqual([]);
  });

  it("S36: raw SQL is only ever a tagged template", () => {
    const raw = files.filter(({ text }) => /\$(query|execute)RawUnsafe|Prisma\.raw\b/.test(text));
    expect(raw.map(({ path }) => path)).toEqual([]);
  });

  it("no file is named after nothing", () => {
    expect(
      files
        .filter(({ path }) => /(^|\/)(utils?|helpers?|common|misc|types|index)\.tsx?$/.test(path))
        .map(({ path }) => path),
    ).toEqual([]);
  });

  it("there are no server actions", () => {
    expect(files.filter(({ text }) => /^\s*["']use server["']/m.test(text)).map(({ path }) => path)).toEqual([]);
  });

  it("Japanese stands in the message files, not in components", () => {
    const spoken = files.filter(
      ({ path, text }) =>
        path.endsWith(".tsx") && /[\u3040-\u30ff\u4e00-\u9fff]/.test(text.replace(/\/\/.*|\/\*[\s\S]*?\*\//g, "")),
    );
    expect(spoken.map(({ path }) => path)).toEqual([]);
  });
});
