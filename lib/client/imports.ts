import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportChangeKind } from "@/lib/domain/import/changes";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { ImportDto } from "@/lib/schemas/import";
import { apiClient, apiPath } from "./api-client";
import { ApiError, ownError } from "./api-error";
import { IMPORTS_AT_ONCE } from "./page-sizes";
import { queryKeys } from "./query-keys";
import { onDemand } from "./schemas-on-demand";

const { duplicateReturnList, importChangeList, importList, importPreviewAnswer, importRecord, startedImportAnswer } =
  onDemand(() => import("@/lib/schemas/import"));

/** How often the state of an import under way is asked for, milliseconds. */
const POLL_MS = 1_000;
const CHANGES_AT_ONCE = 20;

/** A list as it leaves the browser: a file under its name, or the text of a paste under its type. */
export type HandedInList =
  | { readonly kind: "file"; readonly file: File }
  | { readonly kind: "paste"; readonly text: string; readonly contentType: "text/html" | "text/plain" };

const imports = (code: string, ...parts: readonly string[]) => apiPath("accounts", code, "imports", ...parts);

/** Whether an import is still at work, so that its state changes by itself. */
export function isUnderWay({ status }: Pick<ImportDto, "status">): boolean {
  return status === "queued" || status === "running";
}

// A multipart form carries the name of a file, which the history shows; a paste has none.
function uploadBody(list: HandedInList) {
  if (list.kind === "paste") return { body: list.text, contentType: list.contentType };
  const form = new FormData();
  form.set("file", list.file);
  return { body: form };
}

/** Browsers tell of a file they can no longer read as they tell of a lost connection. Throws `file_changed` where it is that. */
async function sending<T>(list: HandedInList, answer: Promise<T>): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (list.kind !== "file" || !(error instanceof ApiError) || error.code !== "network") throw error;
    const isReadable = await list.file
      .slice(0, 1)
      .arrayBuffer()
      .then(
        () => true,
        () => false,
      );
    throw isReadable ? error : ownError("file_changed", error);
  }
}

/** The imports of a contract, newest first, in pages; asked for again while one of them is under way. */
export function useImports(code: string) {
  return useInfiniteQuery({
    queryKey: queryKeys.imports.list(code),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(imports(code), {
        ...{ schema: importList, signal },
        query: { cursor: pageParam, limit: IMPORTS_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isUnderWay)) === true ? 2 * POLL_MS : false,
  });
}

/** One import, asked for every second until it has ended or waits for an answer. */
export function useImport(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.imports.detail(code, id),
    queryFn: ({ signal }) => apiClient.get(imports(code, id), { schema: importRecord, signal }),
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? POLL_MS : false),
  });
}

/** How a list would be read; nothing is stored. */
export function usePreviewImport(code: string) {
  return useMutation({
    mutationFn: ({ list, encoding }: { list: HandedInList; encoding: ListEncoding | "auto" }) =>
      sending(
        list,
        apiClient.post(imports(code), {
          ...{ schema: importPreviewAnswer, query: { dryRun: true, encoding } },
          ...uploadBody(list),
        }),
      ),
  });
}

export type StartImportInput = {
  readonly list: HandedInList;
  readonly encoding: ListEncoding | "auto";
  /** As the query takes it, `email:1,name:0`; undefined leaves the columns to the server. */
  readonly columns: string | undefined;
  readonly complete: boolean;
  /** The same for every try of the same list with the same choices, so that it is imported once. */
  readonly idempotencyKey: string;
};

export function useStartImport(code: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ list, idempotencyKey, ...query }: StartImportInput) =>
      sending(
        list,
        apiClient.post(imports(code), {
          ...{ schema: startedImportAnswer, query, idempotencyKey },
          ...uploadBody(list),
        }),
      ),
    // After a failure too: an earlier try may have come through although its answer did not.
    onSettled: () => client.invalidateQueries({ queryKey: queryKeys.imports.list(code) }),
  });
}

/** Answers an import that asks: go on although many are missing, or (also while it runs) cancel. */
export function useAnswerImport(code: string, id: string, answer: "confirm" | "cancel") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => apiClient.post(imports(code, id, answer), { schema: importRecord }),
    // Whether it went well or was too late, the state on the page is an old one now.
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: queryKeys.imports.detail(code, id) }),
        client.invalidateQueries({ queryKey: queryKeys.imports.list(code) }),
      ]),
  });
}

/** Who an import added, changed or found missing, in pages. */
export function useImportChanges(code: string, id: string, kind: ImportChangeKind) {
  return useInfiniteQuery({
    queryKey: queryKeys.imports.changes(code, id, kind),
    queryFn: ({ pageParam, signal }) =>
      apiClient.get(imports(code, id, "changes"), {
        ...{ schema: importChangeList, signal },
        query: { kind, cursor: pageParam, limit: CHANGES_AT_ONCE },
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.nextCursor ?? undefined,
  });
}

/** The duplicates a clean-up had solved and this import brought back. */
export function useReturnedDuplicates(code: string, id: string) {
  return useQuery({
    queryKey: queryKeys.imports.returnedDuplicates(code, id),
    queryFn: ({ signal }) =>
      apiClient.get(imports(code, id, "returned-duplicates"), { schema: duplicateReturnList, signal }),
  });
}

/** Where the refused rows of an import are downloaded, all of them. */
export function rejectedRowsHref(code: string, id: string): string {
  return `/api/v1${imports(code, id, "rejected-rows")}`;
}
