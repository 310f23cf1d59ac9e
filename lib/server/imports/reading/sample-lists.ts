import "server-only";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ListRow } from "@/lib/domain/import/rows";
import { checkList } from "./check-list";
import { listInMemory } from "./list-source";
import { type OpenedList, type OpenListOptions, openList } from "./open-list";

// Support for tests only.

/** The truth about the sample lists, from the file that stands beside them. */
export type ExpectedFindings = {
  readonly rows: number;
  readonly operators: number;
  readonly same: readonly { readonly emailKey: string; readonly rows: readonly number[] }[];
  readonly possible: readonly { readonly rows: readonly number[] }[];
  readonly rejectedRows: readonly number[];
};

export const SAMPLE_FILES = [
  ["operators-utf8-bom.csv", "csv", "utf-8"],
  ["operators-cp932.csv", "csv", "shift_jis"],
  ["operators.tsv", "tsv", "utf-8"],
  ["operators.xlsx", "xlsx", "utf-8"],
  ["operators-pasted.html", "html", "utf-8"],
] as const;

export function samplePath(file: string): string {
  return fileURLToPath(new URL(`../../../../tests/fixtures/lists/${file}`, import.meta.url));
}

export const EXPECTED: ExpectedFindings = JSON.parse(readFileSync(samplePath("expected.json"), "utf8"));

/** The findings of a list in the shape of `expected.json`, rows moved by how its header differs from a CSV's. */
export async function findingsOf(list: OpenedList, rowOffset = 0): Promise<ExpectedFindings> {
  const { operators, duplicates, rejected } = await checkList(list);
  const rowsOf = (members: readonly { row: number }[]) => members.map(({ row }) => row + rowOffset);
  const ofConfidence = (confidence: string) => duplicates.filter((group) => group.confidence === confidence);
  return {
    rows: operators + rejected.length,
    operators,
    same: ofConfidence("same").map(({ emailKey, members }) => ({ emailKey, rows: rowsOf(members) })),
    possible: ofConfidence("possible").map(({ members }) => ({ rows: rowsOf(members) })),
    rejectedRows: rowsOf(rejected),
  };
}

export async function rowsOf(list: OpenedList): Promise<ListRow[]> {
  const rows: ListRow[] = [];
  for await (const batch of list.rows()) rows.push(...batch);
  return rows;
}

/** Opens a list given as text (UTF-8) or bytes. */
export function openText(list: string | Uint8Array, options: OpenListOptions & { fileName?: string } = {}) {
  const { fileName, ...rest } = options;
  const bytes = typeof list === "string" ? new TextEncoder().encode(list) : list;
  return openList(listInMemory(bytes, fileName === undefined ? {} : { fileName }), rest);
}
