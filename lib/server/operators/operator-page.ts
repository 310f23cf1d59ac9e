import "server-only";
import { z } from "zod";
import type { OperatorSort, OperatorSortKey } from "@/lib/domain/operator-list";
import { type OperatorFilter, operatorSort } from "@/lib/schemas/operator";
import { uuid } from "@/lib/schemas/values";
import type { Prisma } from "@/prisma/generated/client";
import { AppError } from "../errors";
import { emptySql, queryRows, sql } from "../sql";
import { operatorFilterSql } from "./operator-filter";
import { countOperators, OPERATOR_COLUMNS, type OperatorRecord } from "./queries";

type SortColumn = {
  readonly column: Prisma.Sql;
  readonly nullable: boolean;
  readonly bind: (value: string) => Prisma.Sql;
  readonly read: (row: OperatorRecord) => string | null;
  readonly accepts: z.ZodType<string>;
};

// PostgreSQL takes no NUL in a text and knows no year 0: both would be faults instead of a refused cursor.
const text = z
  .string()
  .max(1000)
  .regex(/^[^\0]*$/);
const calendarDay = z.iso.date().regex(/^(?!0000)/);
const moment = z.iso.datetime().regex(/^(?!0000)/);

/** What a list may be sorted by, and nothing else (S36). */
const SORT_COLUMNS: Readonly<Record<OperatorSortKey, SortColumn>> = {
  name: { column: sql`o.name`, nullable: false, bind: asText, read: (row) => row.name, accepts: text },
  email: { column: sql`o.email_key`, nullable: false, bind: asText, read: (row) => row.email_key, accepts: text },
  registeredOn: {
    column: sql`o.registered_on`,
    nullable: true,
    bind: (value) => sql`${value}::date`,
    read: (row) => row.registered_on,
    accepts: calendarDay,
  },
  lastLoginAt: {
    column: sql`o.last_login_at`,
    nullable: true,
    bind: asMoment,
    read: (row) => row.last_login_at?.toISOString() ?? null,
    accepts: moment,
  },
  deletedAt: {
    column: sql`o.deleted_at`,
    nullable: true,
    bind: asMoment,
    read: (row) => row.deleted_at?.toISOString() ?? null,
    accepts: moment,
  },
};

function asText(value: string): Prisma.Sql {
  return sql`${value}::text`;
}

function asMoment(value: string): Prisma.Sql {
  return sql`${value}::timestamptz`;
}

/** A place between two rows: after (or, going back, before) the row with this value and id. */
const cursorSchema = z.strictObject({
  s: operatorSort,
  v: z.string().nullable(),
  i: uuid,
  back: z.literal(1).optional(),
});
type Cursor = z.output<typeof cursorSchema>;

/** Rows with a value, then rows without one: within each, one index order and one comparison are enough. */
type Segment = "values" | "nulls";

export type OperatorPage = {
  readonly rows: readonly OperatorRecord[];
  readonly nextCursor: string | null;
  readonly previousCursor: string | null;
  /** How many match, where finding the page told it; null: `countOperators` does. */
  readonly total: number | null;
};

type PageRequest = {
  readonly filter: OperatorFilter;
  readonly sort: OperatorSort;
  readonly limit: number;
  readonly cursor?: string | undefined;
  /** Whoever goes on to the last page walks through the order once; finding all that match anew for each page would not end. */
  readonly toTheEnd?: boolean;
};

/**
 * One page by keyset: the rows after the cursor's row in the order of `sort`, ties by id in the same direction, rows without a value
 * last. Rows that come or go meanwhile neither repeat nor hide others. Throws `invalid_cursor` for a cursor that is not
 * ours or belongs to another order.
 */
export async function loadOperatorPage(accountId: string, request: PageRequest): Promise<OperatorPage> {
  const { sort, limit } = request;
  const cursor = request.cursor === undefined ? null : readCursor(request.cursor, sort);
  const { rows: scanned, total } = await scan(accountId, request, cursor, limit + 1);
  if (cursor?.back) {
    // Less than a page before this place: the first page, whole, rather than a stump of it.
    if (scanned.length <= limit) return loadOperatorPage(accountId, { ...request, cursor: undefined });
    const rows = scanned.slice(0, limit).reverse();
    return { rows, nextCursor: edge(rows.at(-1), sort), previousCursor: edge(rows[0], sort, true), total };
  }
  const rows = scanned.slice(0, limit);
  return {
    rows,
    total,
    nextCursor: scanned.length > limit ? edge(rows.at(-1), sort) : null,
    previousCursor: cursor && rows.length > 0 ? edge(rows[0], sort, true) : null,
  };
}

/** The same with the number of all that match, which a search has told already. */
export async function loadCountedPage(
  accountId: string,
  request: PageRequest,
): Promise<OperatorPage & { readonly total: number }> {
  const count = () => countOperators(accountId, request.filter);
  if (request.filter.query === undefined) {
    const [page, total] = await Promise.all([loadOperatorPage(accountId, request), count()]);
    return { ...page, total };
  }
  const page = await loadOperatorPage(accountId, request);
  return { ...page, total: page.total ?? (await count()) };
}

async function scan(accountId: string, request: PageRequest, cursor: Cursor | null, count: number): Promise<Scanned> {
  const back = cursor?.back === 1;
  const sorted = sortColumn(request.sort);
  const order: Segment[] = sorted.nullable ? ["values", "nulls"] : ["values"];
  if (back) order.reverse();
  const start = cursor ? order.indexOf(cursor.v === null ? "nulls" : "values") : 0;
  const direction = request.sort.startsWith("-") === back ? sql`asc` : sql`desc`;
  const beyond = request.sort.startsWith("-") === back ? sql`>` : sql`<`;
  const read = request.filter.query === undefined || request.toTheEnd ? inOrder : found;
  const rows: FoundRecord[] = [];
  for (const [index, segment] of order.slice(start).entries()) {
    if (rows.length === count) break;
    const presence = segment === "nulls" ? sql`is null` : sql`is not null`;
    const part = {
      matching: operatorFilterSql(accountId, request.filter),
      place: sql`${sorted.nullable ? sql`and ${sorted.column} ${presence}` : emptySql}
          ${cursor && index === 0 ? after(sorted, cursor, beyond) : emptySql}`,
      column: sorted.column,
      order: sql`order by ${sorted.column} ${direction}, o.id ${direction}`,
      limit: count - rows.length,
    };
    rows.push(...(await queryRows<FoundRecord>(read(part))));
  }
  return { rows, total: rows[0]?.total ?? null };
}

type Scanned = { readonly rows: readonly OperatorRecord[]; readonly total: number | null };
type FoundRecord = OperatorRecord & { readonly total?: number };

/** A piece of a page, as parts of a statement on `operators o`. */
type PagePart = {
  readonly matching: Prisma.Sql;
  /** Where in the order it lies. */
  readonly place: Prisma.Sql;
  readonly column: Prisma.Sql;
  readonly order: Prisma.Sql;
  readonly limit: number;
};

/** Walks through the order of an index until the page is full. */
function inOrder({ matching, place, order, limit }: PagePart): Prisma.Sql {
  return sql`select ${OPERATOR_COLUMNS} from operators o where ${matching} ${place} ${order} limit ${limit}`;
}

/**
 * Finds everybody first, and then puts them in order: the planner takes those that a search finds for evenly spread over the
 * order and would walk through that, past everybody if what was typed is a surname at its end. So found, they are counted too.
 */
function found({ matching, place, column, order, limit }: PagePart): Prisma.Sql {
  return sql`
    with found as materialized (select o.id, ${column} from operators o where ${matching}),
    page as (select o.id from found o where true ${place} ${order} limit ${limit})
    select ${OPERATOR_COLUMNS}, (select count(*)::int from found) as total
    from page join operators o using (id) ${order}`;
}

function after(sorted: SortColumn, cursor: Cursor, beyond: Prisma.Sql): Prisma.Sql {
  if (cursor.v === null) return sql`and o.id ${beyond} ${cursor.i}::uuid`;
  return sql`and (${sorted.column}, o.id) ${beyond} (${sorted.bind(cursor.v)}, ${cursor.i}::uuid)`;
}

function sortColumn(sort: OperatorSort): SortColumn {
  return SORT_COLUMNS[sort.replace(/^-/, "") as OperatorSortKey];
}

function edge(row: OperatorRecord | undefined, sort: OperatorSort, back = false): string | null {
  if (!row) return null;
  const cursor: Cursor = { s: sort, v: sortColumn(sort).read(row), i: row.id, ...(back ? { back: 1 } : {}) };
  return Buffer.from(JSON.stringify(cursor)).toString("base64url");
}

function readCursor(given: string, sort: OperatorSort): Cursor {
  let data: unknown;
  try {
    data = JSON.parse(Buffer.from(given, "base64url").toString("utf8"));
  } catch {
    throw new AppError("invalid_cursor");
  }
  const cursor = cursorSchema.safeParse(data).data;
  const sorted = sortColumn(sort);
  if (!cursor || cursor.s !== sort) throw new AppError("invalid_cursor");
  if (cursor.v === null ? !sorted.nullable : !sorted.accepts.safeParse(cursor.v).success) {
    throw new AppError("invalid_cursor");
  }
  return cursor;
}
