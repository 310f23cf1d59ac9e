import { z } from "zod";
import { IMPORT_CHANGE_KINDS } from "@/lib/domain/import/changes";
import { LIST_ENCODINGS } from "@/lib/domain/import/list-encoding";
import { pageOf } from "./pagination";
import { accountCode, instant, uuid } from "./values";

export const listEncoding = z.enum(LIST_ENCODINGS);
export const importStatus = z.enum(["queued", "running", "needs_confirmation", "done", "failed", "cancelled"]);

const flag = z.enum(["true", "false"]).transform((value) => value === "true");

/** Which column, counted from 0, holds what. */
export const columnMapping = z.strictObject({
  email: z.int().min(0).max(99),
  name: z.int().min(0).max(99).exactOptional(),
  permissions: z.int().min(0).max(99).exactOptional(),
  registeredOn: z.int().min(0).max(99).exactOptional(),
  lastLoginAt: z.int().min(0).max(99).exactOptional(),
});

/** In a query: `columns=email:1,name:0`, columns counted from 0. */
const columnsParameter = z
  .string()
  .max(200)
  .transform((text, context) => {
    const pairs = text.split(",").map((pair) => pair.split(":"));
    const entries = pairs.map(([role, column]) => [role, /^\d{1,2}$/.test(column ?? "") ? Number(column) : Number.NaN]);
    const repeated = new Set(pairs.map(([role]) => role)).size !== pairs.length;
    const parsed = columnMapping.safeParse(Object.fromEntries(entries));
    if (parsed.success && !repeated && pairs.every((pair) => pair.length === 2)) return parsed.data;
    context.addIssue({ code: "custom", message: "invalid_columns" });
    return z.NEVER;
  });

export const startImportQuery = z.strictObject({
  complete: flag.default(false),
  dryRun: flag.default(false),
  confirmMissing: flag.default(false),
  encoding: z.union([z.literal("auto").transform(() => null), listEncoding]).default(null),
  columns: columnsParameter.optional(),
});

export const importParams = z.strictObject({ code: accountCode, id: uuid });

export const rejectedRow = z.strictObject({
  row: z.int().positive(),
  column: z.string(),
  code: z.enum(["missing_email", "invalid_email", "too_many_columns"]),
  value: z.string(),
});

export const listPreview = z.strictObject({
  format: z.enum(["csv", "tsv", "html", "xlsx", "text"]),
  encoding: listEncoding,
  /** True when the encoding was guessed, so that the preview decides whether it is right. */
  encodingGuessed: z.boolean(),
  headerRow: z.int().positive().nullable(),
  /** The column whose word for deleted keeps a row out; null where there is none. */
  statusColumn: z.int().nonnegative().nullable(),
  columns: z.array(z.strictObject({ index: z.int().nonnegative(), label: z.string() })),
  mapping: columnMapping,
  rows: z.array(z.strictObject({ row: z.int().positive(), cells: z.array(z.string()) })),
});

export const startedImportAnswer = z.strictObject({ id: uuid, status: importStatus });
export const importPreviewAnswer = z.strictObject({ preview: listPreview });
export const startedImport = z.union([startedImportAnswer, importPreviewAnswer]);

/** An import with its result so far. `rejected` holds the first rows only; `rejectedCount` counts all. */
export const importRecord = z.strictObject({
  id: uuid,
  status: importStatus,
  fileName: z.string().nullable(),
  complete: z.boolean(),
  createdBy: z.string(),
  encoding: listEncoding.nullable(),
  format: listPreview.shape.format.nullable(),
  rows: z.int().nonnegative(),
  added: z.int().nonnegative(),
  updated: z.int().nonnegative(),
  unchanged: z.int().nonnegative(),
  missing: z.int().nonnegative(),
  rejected: z.array(rejectedRow),
  rejectedCount: z.int().nonnegative(),
  /** Duplicates that a clean-up had solved and this list brought back. */
  returnedDuplicates: z.int().nonnegative(),
  /** Percent, 0 to 100. */
  progress: z.int().min(0).max(100),
  /** null while nobody can tell, and when it is not running. */
  remainingSeconds: z.int().nonnegative().nullable(),
  failure: z
    .strictObject({ code: z.string(), params: z.record(z.string(), z.union([z.string(), z.number()])) })
    .nullable(),
  createdAt: instant,
  startedAt: instant.nullable(),
  finishedAt: instant.nullable(),
});

export const importList = pageOf(importRecord);

export const importChangeKind = z.enum(IMPORT_CHANGE_KINDS);

/** One operator that an import added, changed or found missing; `before` and `after` name only what changed. */
export const importChange = z.strictObject({
  operatorId: uuid,
  kind: importChangeKind,
  name: z.string(),
  email: z.string(),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
});

export const importChangeList = pageOf(importChange);

/** A duplicate that came back: its address, and the clean-up that had solved it. */
export const duplicateReturn = z.strictObject({ emailKey: z.string(), batchId: uuid, cleanedAt: instant.nullable() });
export const duplicateReturnList = z.strictObject({ items: z.array(duplicateReturn) });

export type ImportDto = z.output<typeof importRecord>;
export type ListPreviewDto = z.output<typeof listPreview>;
export type ImportChangeDto = z.output<typeof importChange>;
