import "server-only";
import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  DUMP_FORMAT,
  DumpError,
  type DumpHeader,
  type DumpTotals,
  dumpEnd,
  dumpHeader,
  dumpMark,
  END_OF_ROWS,
  sealOf,
  type TableFoot,
  tableFoot,
  tableHead,
} from "./dump-format";

/** PostgreSQL's own limit for a value; what goes on for longer without a line's end is no dump. Bytes. */
const LONGEST_LINE = 1024 ** 3;

const cutOrDamaged = () => new DumpError("the file is cut off or damaged; nothing was brought in.");

/** Reads a dump, unzipped, from front to back, and never holds more of it than one row or one piece of the stream. */
export class DumpReader {
  private readonly pieces: AsyncIterator<Uint8Array>;
  private readonly everything = createHash("sha256");
  private rest = Buffer.alloc(0);

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.pieces = bytes[Symbol.asyncIterator]();
  }

  /** The first line. Throws DumpError for what is no dump, or one of another format. */
  async header(): Promise<DumpHeader> {
    const mark = await this.line(dumpMark);
    if (mark.format !== DUMP_FORMAT) {
      throw new DumpError(`the file has format ${mark.format}; this Kenshin (${DUMP_FORMAT}) cannot read it.`);
    }
    const header = dumpHeader.safeParse(mark);
    if (!header.success) throw cutOrDamaged();
    return header.data;
  }

  /** Goes to the rows of the table that has to come next. Throws DumpError when something else does. */
  async enterTable(name: string, columns: readonly string[]): Promise<void> {
    const head = await this.line(tableHead);
    if (head.table !== name || head.columns.join() !== columns.join()) throw cutOrDamaged();
  }

  /** The rows of the table, whole ones in each piece. */
  async *rows(): AsyncGenerator<Buffer> {
    for (;;) {
      if (this.rest.subarray(0, END_OF_ROWS.length).equals(Buffer.from(END_OF_ROWS))) break;
      const end = this.rest.indexOf(`\n${END_OF_ROWS}`);
      const whole = (end === -1 ? this.rest.lastIndexOf("\n") : end) + 1;
      if (whole > 0) yield this.take(whole);
      else await this.readOn();
    }
    this.take(END_OF_ROWS.length);
  }

  /** What stands below the table: its count and hash. */
  leaveTable(): Promise<TableFoot> {
    return this.line(tableFoot);
  }

  /** Checks the last line, and that nothing follows. `sealed: false` for a dump of another secret, which cannot be checked. */
  async end({ sealed }: { sealed: boolean }): Promise<DumpTotals> {
    const seal = sealOf(this.everything.copy().digest());
    const end = await this.line(dumpEnd);
    if (this.rest.length > 0 || (await this.pieces.next()).done !== true) throw cutOrDamaged();
    if (sealed && end.seal !== seal) {
      throw new DumpError("the file was changed after it was exported; nothing was brought in.");
    }
    return { tables: end.tables, rows: end.rows };
  }

  private async line<Schema extends z.ZodType>(schema: Schema): Promise<z.output<Schema>> {
    let end = this.rest.indexOf("\n");
    while (end === -1) {
      await this.readOn();
      end = this.rest.indexOf("\n");
    }
    const text = this.take(end + 1).toString("utf8");
    try {
      return schema.parse(JSON.parse(text));
    } catch {
      throw cutOrDamaged();
    }
  }

  private async readOn(): Promise<void> {
    const { done, value } = await this.pieces.next();
    if (done || this.rest.length > LONGEST_LINE) throw cutOrDamaged();
    this.rest = Buffer.concat([this.rest, value]);
  }

  private take(length: number): Buffer {
    const piece = this.rest.subarray(0, length);
    this.rest = this.rest.subarray(length);
    this.everything.update(piece);
    return piece;
  }
}
