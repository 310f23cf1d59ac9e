import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** A file of the product, with the modules it imports: repository paths without extension, or package names. */
export type SourceFile = {
  readonly path: string;
  readonly text: string;
  readonly imports: readonly string[];
  /** Those that are loaded with it: neither types alone nor what `import()` brings later. */
  readonly loads: readonly string[];
};

const FOLDERS = ["app", "components", "lib", "cli", "prisma"];
const IMPORT =
  /(?:^|\n)\s*(?:import|export)\s[^;]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)/g;
const LOADING_IMPORT =
  /(?:^|\n)\s*(?:import|export)\s+(?!type\b)[^;]*?from\s*["']([^"']+)["']|(?:^|\n)\s*import\s*["']([^"']+)["']/g;

/** Every TypeScript file of the product, tests and generated code left out. */
export function sourceFiles(): readonly SourceFile[] {
  const paths = [...FOLDERS.flatMap(walk), "proxy.ts", "instrumentation.ts"];
  return paths
    .filter((path) => /\.tsx?$/.test(path) && !/\.test\.tsx?$/.test(path) && !path.startsWith("prisma/generated/"))
    .map((path) => {
      const text = readFileSync(join(ROOT, path), "utf8");
      return { path, text, imports: targets(path, text, IMPORT), loads: targets(path, text, LOADING_IMPORT) };
    });
}

function walk(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? walk(path) : [path];
  });
}

function targets(path: string, text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map((match) => {
    const target = match[1] ?? match[2] ?? match[3] ?? "";
    if (target.startsWith("@/")) return target.slice(2);
    if (!target.startsWith(".")) return target;
    return relative(ROOT, resolve(ROOT, dirname(path), target));
  });
}
