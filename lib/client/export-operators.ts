import { useMutation } from "@tanstack/react-query";
import type { OperatorExportQuery } from "@/lib/schemas/operator";
import { apiPath } from "./api-client";
import { ownError, toApiError } from "./api-error";

type ExportRequest = Partial<Pick<OperatorExportQuery, "status" | "duplicates" | "query" | "sort" | "unmappable">> & {
  readonly encoding: OperatorExportQuery["encoding"];
};

/**
 * Fetches the file and hands it to the browser to save. Not a plain link: a refusal (characters that Shift_JIS lacks, a login
 * that has ended) is shown on the page instead of replacing it.
 */
export function useExportOperators(code: string) {
  return useMutation({
    mutationFn: async (request: ExportRequest) => {
      const search = new URLSearchParams();
      for (const [name, value] of Object.entries(request)) if (value !== undefined) search.set(name, value);
      const path = apiPath("accounts", code, "operators", "export");
      const { file, name } = await fetchFile(`/api/v1${path}?${search}`);
      save(file, name);
    },
  });
}

/** A whole file and what it is called. Throws ApiError, for a connection that breaks off half-way too: half a list is none. */
export async function fetchFile(url: string): Promise<{ file: Blob; name: string }> {
  const cutOff = (cause: unknown) => {
    throw ownError("network", cause);
  };
  const response = await fetch(url, { credentials: "same-origin" }).catch(cutOff);
  if (response.ok) {
    return { file: await response.blob().catch(cutOff), name: fileNameOf(response.headers.get("Content-Disposition")) };
  }
  const body: unknown = await response.json().catch(() => undefined);
  throw toApiError(response.status, response.headers.get("X-Request-Id"), body);
}

function fileNameOf(disposition: string | null): string {
  const encoded = /filename\*=UTF-8''([^;]+)/.exec(disposition ?? "")?.[1];
  return encoded === undefined ? "operators.csv" : decodeURIComponent(encoded);
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  // The browser has its own hold on the file once the click was handled.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
