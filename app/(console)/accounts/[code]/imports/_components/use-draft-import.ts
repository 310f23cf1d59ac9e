"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo, useState } from "react";
import { newIdempotencyKey } from "@/lib/client/api-client";
import { ApiError } from "@/lib/client/api-error";
import { type HandedInList, usePreviewImport, useStartImport } from "@/lib/client/imports";
import type { ListEncoding } from "@/lib/domain/import/list-encoding";
import type { ListPreviewDto } from "@/lib/schemas/import";
import { type ColumnRoles, columnsParameter, rolesOf } from "./column-roles";

export type EncodingChoice = ListEncoding | "auto";

/** A list that was read once, with what its owner chose for it. */
export type ReadList = {
  readonly list: HandedInList;
  readonly encoding: EncodingChoice;
  readonly preview: ListPreviewDto;
  readonly roles: ColumnRoles;
};

/** The search parameter of the second step, so that a browser's "back" leads to the first one, and not past the list. */
const STEP = "step";
const LOOK = "look";
/** Where the list that was read is looked at, on the page of imports. */
export const LOOK_AT_LIST = `?${STEP}=${LOOK}`;

export type DraftImport = ReturnType<typeof useDraftImport>;

/**
 * A list on its way in. All of it outlives errors, and the page of the import it became: whatever fails, the list, the
 * text and the choices are still there.
 */
export function useDraftImport(code: string) {
  const [typed, setTyped] = useState("");
  const [handedIn, setHandedIn] = useState<HandedInList | null>(null);
  const [read, setRead] = useState<ReadList | null>(null);
  const path = usePathname();
  const looking = useSearchParams().get(STEP) === LOOK;
  const goTo = (step: "" | typeof LOOK_AT_LIST) => window.history.pushState(null, "", `${path}${step}`);
  const [complete, setComplete] = useState(false);
  const [startedId, setStartedId] = useState<string | null>(null);
  const [triesCutOff, setTriesCutOff] = useState(0);
  const preview = usePreviewImport(code);
  const start = useStartImport(code);
  const parameters = useStartParameters(read, complete, startedId, triesCutOff);

  const readList = (list: HandedInList, encoding: EncodingChoice) => {
    setHandedIn(list);
    start.reset();
    preview.mutate(
      { list, encoding: wireEncoding(list, encoding) },
      {
        onSuccess: (answer) => {
          // "This is everybody" was said of one list; in another encoding it is the same one.
          if (list !== read?.list) setComplete(false);
          setRead({ list, encoding, preview: answer.preview, roles: rolesOf(answer.preview) });
          if (!looking) goTo(LOOK_AT_LIST);
        },
      },
    );
  };
  return {
    ...{ typed, setTyped, handedIn, read, looking, complete, startedId, preview, start },
    readList,
    setComplete: (value: boolean) => {
      start.reset();
      setComplete(value);
    },
    setRoles: (roles: ColumnRoles) => {
      start.reset();
      if (read) setRead({ ...read, roles });
    },
    /** Back to the first step, or to the list that was read. */
    look: (at: boolean) => {
      preview.reset();
      goTo(at ? LOOK_AT_LIST : "");
    },
    startImport: (onStarted: (id: string) => void) => {
      if (parameters === null) return;
      start.mutate(parameters, {
        onSuccess: ({ id }) => {
          setStartedId(id);
          onStarted(id);
        },
        // The owner is asked to look whether that import is there; who starts it after that means a new one.
        onError: (error) => {
          if (error instanceof ApiError && error.code === "idempotency_unknown") setTriesCutOff((count) => count + 1);
        },
      });
    },
    /** The list has gone in: the next one starts from nothing. */
    clear: () => {
      setTyped("");
      setHandedIn(null);
      setRead(null);
      setComplete(false);
      preview.reset();
      start.reset();
    },
  };
}

function useStartParameters(read: ReadList | null, complete: boolean, startedId: string | null, triesCutOff: number) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a list handed in once more, say after a cancel, is a new import.
  return useMemo(() => {
    if (read === null) return null;
    const { list, encoding, preview, roles } = read;
    const columns = columnsParameter(roles);
    return {
      ...{ list, complete },
      encoding: wireEncoding(list, encoding),
      // Only what was changed by hand is a choice; the rest stays the server's to recognise.
      columns: columns === columnsParameter(rolesOf(preview)) ? undefined : columns,
      idempotencyKey: newIdempotencyKey(),
    };
  }, [read, complete, startedId, triesCutOff]);
}

/** What a browser pastes arrives as UTF-8, whatever the page it was copied from was written in. */
function wireEncoding(list: HandedInList, chosen: EncodingChoice): EncodingChoice {
  return list.kind === "paste" ? "utf-8" : chosen;
}
