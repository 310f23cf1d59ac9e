import "server-only";
import type { ColumnMapping } from "@/lib/domain/import/columns";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { forAccount } from "../for-account";
import { enqueue } from "../jobs/queue";
import { sql } from "../sql";
import type { Upload } from "../upload";
import { openList } from "./reading/open-list";
import { refuseUnreadable } from "./refuse-unreadable";
import { withSpooledUpload } from "./spool-upload";
import { storeList } from "./stored-list";

export type ImportChoices = {
  /** "This is the whole list": who is not on it becomes deleted. */
  readonly complete: boolean;
  /** Said beforehand: go on even when more than 30 % are missing. */
  readonly confirmMissing: boolean;
  readonly encoding: ListEncoding | null;
  readonly columns: ColumnMapping | null;
};

type NewImport = {
  readonly accountId: string;
  readonly upload: Upload;
  readonly choices: ImportChoices;
  readonly actor: Actor;
  /** The day the list speaks of (最終確認日). */
  readonly now: Date;
  readonly requestId?: string;
};

/**
 * Stores a list and asks for its import, both or neither. A list that cannot be read at all is refused here, with its
 * reason, instead of failing later. Throws AppError with the codes of ListError.
 */
export async function startImport({
  accountId,
  upload,
  choices,
  actor,
  now,
  requestId,
}: NewImport): Promise<{ id: string; status: "queued" }> {
  return refuseUnreadable(() =>
    withSpooledUpload(upload, async (source) => {
      await openList(source, readingOptions(choices));
      return forAccount(accountId).sql(async (db) => {
        const { rows } = await db.query<{ id: string }>(sql`
          insert into imports (account_id, created_by_name, file_name, content_type, byte_size, complete,
                               missing_confirmed, chosen_encoding, chosen_columns, created_at)
          values (${accountId}::uuid, ${actor.name}, ${source.fileName ?? null}, ${source.contentType ?? null},
                  ${source.size}, ${choices.complete}, ${choices.confirmMissing}, ${choices.encoding},
                  ${choices.columns === null ? null : JSON.stringify(choices.columns)}::jsonb, ${now})
          returning id`);
        const id = rows[0]?.id ?? "";
        await storeList(db, id, source);
        await enqueue("run-import", { importId: id }, id, db);
        await recordAuditEventSql(db, {
          actor,
          action: "import_started",
          subject: { type: "import", id, name: source.fileName ?? "" },
          after: { complete: choices.complete, byteSize: source.size },
          ...(requestId === undefined ? {} : { requestId }),
        });
        return { id, status: "queued" as const };
      });
    }),
  );
}

/** What the owner chose, in the reader's terms. */
export function readingOptions(choices: Pick<ImportChoices, "encoding" | "columns">) {
  return {
    ...(choices.encoding === null ? {} : { encoding: choices.encoding }),
    ...(choices.columns === null ? {} : { mapping: choices.columns }),
  };
}
