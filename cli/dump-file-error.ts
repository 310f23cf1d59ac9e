import { DumpError } from "@/lib/server/dump/dump-format";
import { plain } from "./audit-text";
import { type FileFault, fileFaultOf } from "./file-fault";

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

/** What is wrong with which file. */
export function dumpFileFault(fault: FileFault, act: "read" | "write", file: string, cause?: unknown): DumpError {
  return new DumpError(`${SENTENCES[act][fault]}: ${plain(file)}`, { cause });
}

/** The error of a file as such a sentence; any other error as it is. */
export function dumpFileError(error: unknown, act: "read" | "write", file: string): unknown {
  const fault = fileFaultOf(error);
  return fault === null ? error : dumpFileFault(fault, act, file, error);
}
