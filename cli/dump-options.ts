import { type ParseArgsConfig, parseArgs } from "node:util";
import { DumpError } from "@/lib/server/dump/dump-format";
import { plain } from "./audit-text";
import { type FileFault, fileFaultOf } from "./file-fault";

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

const SENTENCES: Readonly<Record<"read" | "write", Readonly<Record<FileFault, string>>>> = {
  read: {
    missing: "no such file",
    folder: "a folder, not a file",
    forbidden: "no permission to read",
    other: "cannot read",
  },
  write: {
    missing: "there is no such folder to write it into",
    folder: "a folder, not a file",
    forbidden: "no permission to write",
    other: "cannot write",
  },
};

/** The error of a file as a DumpError that says what is wrong with which one; any other error as it is. */
export function dumpFileError(error: unknown, act: "read" | "write", file: string): unknown {
  const fault = fileFaultOf(error);
  return fault === null ? error : new DumpError(`${SENTENCES[act][fault]}: ${plain(file)}`, { cause: error });
}
