import "server-only";
import type { Upload } from "../upload";
import { openList } from "./reading/open-list";
import { refuseUnreadable } from "./refuse-unreadable";
import { withSpooledUpload } from "./spool-upload";
import { type ImportChoices, readingOptions } from "./start-import";

/**
 * How a list would be read: encoding, format, which column holds what, and its first five rows as they stand. Nothing
 * is stored. Throws AppError with the codes of ListError.
 */
export async function previewImport(upload: Upload, choices: Pick<ImportChoices, "encoding" | "columns">) {
  return refuseUnreadable(() =>
    withSpooledUpload(upload, async (source) => {
      const list = await openList(source, readingOptions(choices));
      return {
        format: list.format,
        encoding: list.encoding,
        encodingGuessed: list.encodingGuessed,
        headerRow: list.columns.headerRow,
        statusColumn: list.columns.statusColumn,
        columns: list.columns.labels.map((label, index) => ({ index, label })),
        mapping: list.columns.mapping,
        rows: list.preview.map(({ row, cells }) => ({ row, cells: [...cells] })),
      };
    }),
  );
}
