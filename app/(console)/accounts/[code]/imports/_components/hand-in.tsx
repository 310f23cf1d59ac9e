"use client";

import { ClipboardCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ClipboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FileDrop } from "@/components/ui/file-drop";
import { Notice } from "@/components/ui/notice";
import { Sheet } from "@/components/ui/sheet";
import { TextArea } from "@/components/ui/text-area";
import { ApiError } from "@/lib/client/api-error";
import { tableOnClipboard } from "./clipboard-list";
import { EncodingSelect } from "./encoding-select";
import { ListProblem } from "./list-problem";
import type { DraftImport } from "./use-draft-import";

interface HandInProps {
  draft: DraftImport;
  directory: "utage" | "hosted";
}

const ACCEPT = ".csv,.tsv,.txt,.xlsx,.html,.htm";

/** Step 1: a paste or a file. Whatever comes in is read at once; what cannot be read stays here, with the reason. */
export function HandIn({ draft, directory }: HandInProps) {
  const t = useTranslations("imports.handIn");
  const { handedIn, preview, read } = draft;
  const file = handedIn?.kind === "file" ? handedIn : undefined;
  const undecodable = preview.error instanceof ApiError && preview.error.code === "undecodable" && file !== undefined;
  return (
    <Sheet
      title={t("title")}
      actions={
        read ? (
          <Button size="sm" onClick={() => draft.look(true)}>
            {t("keep")}
          </Button>
        ) : undefined
      }
    >
      <HowTo directory={directory} />
      <div className="grid gap-6 lg:grid-cols-2">
        <PasteArea draft={draft} />
        <div>
          <FileDrop
            label={t("file")}
            hint={t("fileHint")}
            accept={ACCEPT}
            disabled={preview.isPending}
            fileName={file?.file.name}
            onFile={(chosen) => draft.readList({ kind: "file", file: chosen }, "auto")}
          />
        </div>
      </div>
      <p role="status" className={preview.isPending ? "font-medium" : "sr-only"}>
        {preview.isPending ? t("reading") : null}
      </p>
      <ListProblem error={preview.error} onRetry={() => handedIn && draft.readList(handedIn, "auto")} />
      {undecodable ? <ChooseEncoding draft={draft} /> : null}
    </Sheet>
  );
}

function HowTo({ directory }: { directory: HandInProps["directory"] }) {
  const t = useTranslations("imports.handIn");
  if (directory === "hosted") return <p className="max-w-prose">{t("hostedHow")}</p>;
  return (
    <Notice title={t("howTitle")}>
      <ol className="list-decimal pl-5">
        <li>{t("how.open")}</li>
        <li>{t("how.copy")}</li>
        <li>{t("how.paste")}</li>
      </ol>
    </Notice>
  );
}

function PasteArea({ draft }: { draft: DraftImport }) {
  const t = useTranslations("imports.handIn");
  const [missing, setMissing] = useState(false);
  const { typed, handedIn, preview, read } = draft;
  const pastedTable = handedIn?.kind === "paste" && handedIn.contentType === "text/html" && read?.list === handedIn;
  const takeTable = (event: ClipboardEvent) => {
    const table = tableOnClipboard(event.clipboardData);
    if (table === null || preview.isPending) return;
    event.preventDefault();
    setMissing(false);
    draft.readList(table, "auto");
  };
  const readText = () => {
    setMissing(typed.trim() === "");
    if (typed.trim() !== "") draft.readList({ kind: "paste", text: typed, contentType: "text/plain" }, "auto");
  };
  return (
    <div className="grid content-start gap-3">
      <TextArea
        label={t("paste")}
        hint={t("pasteHint")}
        error={missing ? t("textMissing") : undefined}
        rows={7}
        spellCheck={false}
        value={typed}
        onPaste={takeTable}
        onChange={(event) => {
          setMissing(false);
          draft.setTyped(event.target.value);
        }}
      />
      <div className="flex flex-wrap items-center gap-3">
        <Button variant="primary" className="max-sm:w-full" pending={preview.isPending} onClick={readText}>
          {t("read")}
        </Button>
        {pastedTable ? (
          <span className="inline-flex items-center gap-1.5 text-sm text-muted [&_svg]:size-4">
            <ClipboardCheck aria-hidden />
            {t("pasted")}
          </span>
        ) : null}
      </div>
    </div>
  );
}

function ChooseEncoding({ draft }: { draft: DraftImport }) {
  const t = useTranslations("imports");
  const { handedIn, preview } = draft;
  return (
    <div className="max-w-sm">
      <EncodingSelect
        label={t("chooseEncoding")}
        value={preview.variables?.encoding ?? "auto"}
        disabled={preview.isPending}
        onChange={(encoding) => handedIn && draft.readList(handedIn, encoding)}
      />
    </div>
  );
}
