import { z } from "zod";
import {
  DUPLICATE_FILTERS,
  OPERATOR_SORTS,
  SEARCH_MAX,
  SEARCHABLE,
  STATUS_FILTERS,
  tidySearch,
} from "@/lib/domain/operator-list";
import { pageOf, pageQuery } from "./pagination";
import { accountParams, day, instant, line, uuid } from "./values";

/** An operator as every answer shows it. */
export const operator = z.strictObject({
  id: uuid,
  name: z.string(),
  email: z.string(),
  emailKey: z.string(),
  status: z.enum(["active", "deleted"]),
  permissions: z.array(z.string()),
  registeredOn: day.nullable(),
  lastLoginAt: instant.nullable(),
  lastConfirmedAt: instant.nullable(),
  passwordSet: z.boolean(),
  deletedAt: instant.nullable(),
  deletedReason: z.enum(["manual", "cleanup", "missing-from-import"]).nullable(),
  deletedBy: z.string().nullable(),
  version: z.number().int().positive(),
});

export type OperatorDto = z.output<typeof operator>;

export const operatorSort = z.enum(OPERATOR_SORTS);

/** What a person types into a search box. */
export const searchQuery = z.string().max(SEARCH_MAX).transform(tidySearch).pipe(z.string().regex(SEARCHABLE));

/** What a list of operators can be narrowed to; its export and "delete all that match" take the same. */
export const operatorFilter = z.strictObject({
  status: z.enum(STATUS_FILTERS).default("active"),
  duplicates: z.enum(DUPLICATE_FILTERS).optional(),
  query: searchQuery.optional(),
});

/** `detail=full` adds to each operator whether it is in a group of duplicates, and to the page the way back. */
export const operatorListQuery = z.strictObject({
  ...operatorFilter.shape,
  ...pageQuery.shape,
  sort: operatorSort.default("name"),
  detail: z.literal("full").optional(),
});

export const operatorRow = z.strictObject({
  ...operator.shape,
  duplicates: z.enum(["same", "possible"]).nullable().optional(),
});

export const operatorList = pageOf(operatorRow).extend({ previousCursor: z.string().nullable().optional() });

export const operatorParams = accountParams.extend({ id: uuid });

/** A permission is one of the service's eight or whatever a list called it; each once, in the order given. */
const permissions = z
  .array(line(100))
  .max(50)
  .transform((names) => [...new Set(names)]);

// Length and form of an address are judged by normalizeEmail, which trims what was pasted around it.
const typedEmail = z.string().max(1000);

// The database knows no year 0.
const registrationDay = day.regex(/^(?!0000)/);

export const createOperatorBody = z.strictObject({
  name: line(200),
  email: typedEmail,
  permissions: permissions.default([]),
  registeredOn: registrationDay.nullable().optional(),
});

export const updateOperatorBody = z
  .strictObject({
    version: z.number().int().positive(),
    name: line(200).optional(),
    email: typedEmail.optional(),
    permissions: permissions.optional(),
    registeredOn: registrationDay.nullable().optional(),
  })
  .refine(
    ({ version: _, ...changes }) => Object.values(changes).some((value) => value !== undefined),
    "nothing_to_change",
  );

/** `duplicate_email`: another active operator holds the address. The service allows it; it is cause 3. */
export const operatorWithWarnings = z.strictObject({
  ...operator.shape,
  warnings: z.array(z.enum(["duplicate_email"])),
});

/**
 * `shift_jis` is Windows' code page 932. Characters it does not have are never dropped: the export is refused with
 * `unmappable_characters`, which lists them by row, unless `unmappable=escape` asks for them as `&#x20BB7;`, which an
 * import reads back.
 */
export const operatorExportQuery = z.strictObject({
  ...operatorFilter.shape,
  format: z.literal("csv").default("csv"),
  encoding: z.enum(["utf-8", "shift_jis"]).default("utf-8"),
  /** Left out: by name, deleted ones by the newest deletion, both together by address. */
  sort: operatorSort.optional(),
  unmappable: z.literal("escape").optional(),
});

export type OperatorFilter = z.output<typeof operatorFilter>;
export type OperatorListQuery = z.output<typeof operatorListQuery>;
export type OperatorRowDto = z.output<typeof operatorRow>;
export type OperatorListDto = z.output<typeof operatorList>;
export type CreateOperatorInput = z.output<typeof createOperatorBody>;
export type UpdateOperatorInput = z.output<typeof updateOperatorBody>;
export type OperatorExportQuery = z.output<typeof operatorExportQuery>;
export type OperatorWithWarningsDto = z.output<typeof operatorWithWarnings>;

/** A deleted operator with where the deletion came from, and whether somebody active holds the address now. */
export const deletedOperator = z.strictObject({
  ...operator.shape,
  deletedBatch: z
    .strictObject({ id: uuid, kind: z.enum(["cleanup", "deletion"]), createdAt: instant, createdByName: z.string() })
    .nullable(),
  deletedImport: z.strictObject({ id: uuid, fileName: z.string().nullable(), createdAt: instant }).nullable(),
  emailInUse: z.boolean(),
});

/** Newest deletion first. */
export const deletedOperatorListQuery = z.strictObject({
  ...pageQuery.shape,
  query: searchQuery.optional(),
  detail: z.literal("full").optional(),
});

export const deletedOperatorList = pageOf(deletedOperator).extend({ previousCursor: z.string().nullable().optional() });

/** `force=true` brings an operator back although somebody active holds the address. */
export const forceQuery = z.strictObject({ force: z.enum(["true", "false"]).optional() });

export const forceBody = z.strictObject({ force: z.boolean().optional() });

export type DeletedOperatorDto = z.output<typeof deletedOperator>;
export type DeletedOperatorListDto = z.output<typeof deletedOperatorList>;
export type DeletedOperatorListQuery = z.output<typeof deletedOperatorListQuery>;
