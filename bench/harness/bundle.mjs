import { build } from "esbuild";
import { projectRoot, workFolder } from "./place.mjs";

/**
 * Bundles a script that uses Kenshin's modules, as the product's own build does, so that a process of its own is measured
 * without the compiler in it. Answers the path.
 */
export async function bundled(script) {
  // Where packages are found: the script's folder has none of the product's.
  const folder = workFolder("built");
  const name = script.replaceAll("/", "-").replace(/\.mjs$/, "");
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { [name]: `bench/${script}` },
    outdir: folder,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    // What the product loads when it is needed is loaded when it is needed here too.
    splitting: true,
    format: "esm",
    platform: "node",
    target: "node20",
    packages: "external",
    alias: { "server-only": "./node_modules/server-only/empty.js" },
    logLevel: "error",
  });
  return `${folder}/${name}.mjs`;
}
