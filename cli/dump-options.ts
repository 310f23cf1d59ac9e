import { type ParseArgsConfig, parseArgs } from "node:util";

type Flags = NonNullable<ParseArgsConfig["options"]>;

/** The one file that `kenshin export` and `kenshin import` are told, and their flags; or what is wrong, as a sentence. */
export function readDumpOptions(
  args: readonly string[],
  flags: Flags,
): { readonly file: string; readonly flags: ReadonlySet<string> } | string {
  try {
    const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: flags });
    const [file, ...more] = positionals;
    if (file === undefined || more.length > 0) return "say one file, or - for standard input or output";
    return { file, flags: new Set(Object.keys(values)) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
