/** Why a file cannot be read or written. */
export type FileFault = "missing" | "folder" | "forbidden" | "other";

const FAULTS = new Map<unknown, FileFault>([
  ["ENOENT", "missing"],
  ["ENOTDIR", "missing"],
  ["EISDIR", "folder"],
  ["EACCES", "forbidden"],
  ["EPERM", "forbidden"],
  ["EROFS", "forbidden"],
]);

/** What an error of the operating system means to the person at the terminal; null for one that is none. */
export function fileFaultOf(error: unknown): FileFault | null {
  if (!(error instanceof Error) || !("syscall" in error || "code" in error)) return null;
  return FAULTS.get("code" in error ? error.code : undefined) ?? "other";
}
