import "server-only";

const MIB = 1024 * 1024;

/** How much of a list is read before it is refused (S30, ASVS 5.2.3). */
export const LIST_CAPS = Object.freeze({
  /** Bytes of the file. */
  bytes: 256 * MIB,
  /** Bytes of an HTML page: it becomes a tree in memory before a table can be chosen. */
  htmlBytes: 32 * MIB,
  /** Elements open inside one another; browsers stop at the same depth. */
  htmlDepth: 512,
  /** Rows with something in them, refused ones included. */
  rows: 2_000_000,
  /** Columns of the list. A single row that has more is rejected by itself. */
  columns: 100,
  /** UTF-16 units of one cell. */
  cellLength: 10_000,
  /** UTF-16 units of one row; 100 full cells. */
  rowLength: 1_000_000,
  /** Entries of an XLSX archive. */
  archiveEntries: 10_000,
  /** Bytes that an XLSX archive may unpack to, all entries read together. */
  unpackedBytes: 1024 * MIB,
  /** Bytes of the shared strings of a workbook: the one part of it that stays in memory. */
  sharedStringBytes: 256 * MIB,
  /** Cells that one row or column span may cover (S34); HTML itself allows 1,000 columns and 65,534 rows. */
  span: 1_000,
  /** Cells that all spans of a table may add. */
  spannedCells: 1_000_000,
  /** Elements, attributes and comments of a page: each takes a hundred times its few bytes as a part of a tree. */
  htmlNodes: 3_000_000,
});

export type ListCaps = { readonly [Cap in keyof typeof LIST_CAPS]: number };
