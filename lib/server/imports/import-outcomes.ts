import "server-only";
import type { OpenedList } from "./reading/open-list";

/** What a list comes to, in rows of it and operators known before. */
export type MergeCounts = {
  readonly rows: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly missing: number;
  readonly rejected: number;
};

/** Thrown inside the transaction of an import to roll it back: the owner asked to stop. */
export class ImportCancelled extends Error {
  override readonly name = "ImportCancelled";
}

/** Thrown likewise: a list that was handed in later has been merged before this one. */
export class ImportSuperseded extends Error {
  override readonly name = "ImportSuperseded";
}

/** Thrown likewise: too many would be recorded as deleted to do it unasked. Carries what would have happened and how the list was read. */
export class ImportNeedsConfirmation extends Error {
  override readonly name = "ImportNeedsConfirmation";
  readonly counts: MergeCounts;
  readonly list: Pick<OpenedList, "encoding" | "format">;

  constructor(counts: MergeCounts, list: Pick<OpenedList, "encoding" | "format">) {
    super("more operators are missing from the list than may go unasked");
    this.counts = counts;
    this.list = list;
  }
}
