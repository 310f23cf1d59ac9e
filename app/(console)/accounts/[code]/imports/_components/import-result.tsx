"use client";

import type { AccountRef } from "@/lib/schemas/account";
import type { ImportDto } from "@/lib/schemas/import";
import { ImportChanges } from "./import-changes";
import { RejectedRows } from "./rejected-rows";
import { ReturnedDuplicates } from "./returned-duplicates";

/** What to act on first: duplicates that are back, rows that are not in, then everything that changed. */
export function ImportResult({ account, data }: { account: AccountRef; data: ImportDto }) {
  return (
    <>
      {data.returnedDuplicates > 0 ? <ReturnedDuplicates code={account.code} data={data} /> : null}
      {data.rejectedCount > 0 ? <RejectedRows code={account.code} data={data} /> : null}
      {data.added + data.updated + data.missing > 0 ? <ImportChanges code={account.code} data={data} /> : null}
    </>
  );
}
