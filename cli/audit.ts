import { createReadStream } from "node:fs";
import { stat } from "node:fs/promises";
import { basename } from "node:path";
import { classifyLoginUrl } from "@/lib/domain/login-page";
import { checkList } from "@/lib/server/imports/reading/check-list";
import { ListError } from "@/lib/server/imports/reading/list-error";
import { type ListSource, listInFile } from "@/lib/server/imports/reading/list-source";
import { openList } from "@/lib/server/imports/reading/open-list";
import { spoolList } from "@/lib/server/imports/reading/spool";
import { renderJson } from "./audit-json";
import { wordsIn } from "./audit-language";
import { AUDIT_USAGE, type AuditOptions, readAuditOptions, UsageError } from "./audit-options";
import { type AuditReport, composeReport, hasFindings, type LoginPage } from "./audit-report";
import { plain, renderText } from "./audit-text";
import type { Command, Terminal } from "./command";
import { fileFaultOf } from "./file-fault";
import { writeAll } from "./write-all";

/** `kenshin audit`: exit code 0 nothing found, 1 findings, 2 unreadable list or wrong usage. */
export const audit: Command = async (args, terminal) => {
  let options: AuditOptions | "help";
  try {
    options = readAuditOptions(args);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    terminal.stderr.write(`kenshin audit: ${error.message}\n${AUDIT_USAGE}`);
    return 2;
  }
  if (options === "help") {
    terminal.stdout.write(AUDIT_USAGE);
    return 0;
  }
  let report: AuditReport;
  try {
    report = await checkFile(options, terminal);
  } catch (error) {
    const message = explain(error, options);
    if (message === null) throw error;
    terminal.stderr.write(`kenshin audit: ${message}\n`);
    return 2;
  }
  await writeAll(terminal.stdout, await render(report, options));
  return hasFindings(report) ? 1 : 0;
};

async function checkFile(options: AuditOptions, { stdin }: Terminal): Promise<AuditReport> {
  const about = options.file === "-" ? null : await stat(options.file);
  if (about?.isDirectory()) throw Object.assign(new Error("a folder"), { code: "EISDIR" });
  if (about?.isFile()) {
    return checkSource(listInFile(options.file, { size: about.size, fileName: basename(options.file) }), options);
  }
  // Standard input, a named pipe or a shell's `<(…)` can be read once only.
  const spooled = await spoolList(about === null ? stdin : createReadStream(options.file));
  try {
    return await checkSource(spooled, options);
  } finally {
    await spooled.close();
  }
}

async function checkSource(source: ListSource, options: AuditOptions): Promise<AuditReport> {
  const list = await openList(source, options.encoding === null ? {} : { encoding: options.encoding });
  return composeReport(options.file, list, await checkList(list), classify(options.loginUrl));
}

// A file says nothing about the contract, so only the shape of the address can be judged.
function classify(loginUrl: string | null): LoginPage | null {
  if (loginUrl === null) return null;
  const contract = { directory: "utage", code: null, customDomain: null, kenshinOrigin: null } as const;
  const { kind, correct, advice, correctUrl } = classifyLoginUrl(loginUrl, contract);
  return { kind, correct, advice, correctUrl };
}

async function render(report: AuditReport, { format, language }: AuditOptions): Promise<Iterable<string>> {
  if (format === "json") return renderJson(report);
  // The CSV writer is loaded when it is asked for.
  return format === "csv" ? (await import("./audit-csv")).renderCsv(report) : renderText(report, language);
}

/** What to tell the person at the terminal, in one line; null for what nobody expected. */
function explain(error: unknown, { file, language }: AuditOptions): string | null {
  const words = wordsIn(language);
  if (error instanceof ListError) return `${plain(file)}: ${words.listError[error.code](error.params)}`;
  const fault = fileFaultOf(error);
  return fault === null ? null : words.fileError[fault](plain(file));
}
