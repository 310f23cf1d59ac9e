import "server-only";
import { queryRows, sql } from "../sql";
import { ImportCancelled } from "./import-outcomes";

/** Written at most this often, milliseconds; also how soon a cancellation is noticed. */
const STEP_MS = 400;
/** Reading is the first part of the bar; a row of a list is taken to be this long until the end shows otherwise. */
const READING_SHARE = 70;
const TYPICAL_ROW_BYTES = 110;

type Stage = "matching" | "closing";
const STAGE_PERCENT: Readonly<Record<Stage, number>> = { matching: READING_SHARE, closing: 95 };

/**
 * Tells the world how far an import is, on a connection of its own because the import's transaction shows nothing until
 * it ends. Both functions throw ImportCancelled when the owner asked to stop.
 */
export function createProgress({ id, byteSize }: { id: string; byteSize: number }) {
  const expectedRows = Math.max(byteSize / TYPICAL_ROW_BYTES, 1);
  let written = 0;
  const write = async (percent: number) => {
    written = performance.now();
    const [row] = await queryRows<{ cancel: boolean }>(sql`
      update imports set progress = ${Math.round(percent)} where id = ${id}::uuid returning cancel_requested as cancel`);
    if (row?.cancel) throw new ImportCancelled();
  };
  return {
    async rowsRead(rows: number): Promise<void> {
      if (performance.now() - written < STEP_MS) return;
      await write(READING_SHARE * Math.min(rows / expectedRows, 1));
    },
    stage: (stage: Stage): Promise<void> => write(STAGE_PERCENT[stage]),
  };
}

export type ImportProgress = ReturnType<typeof createProgress>;
