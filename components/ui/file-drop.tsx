"use client";

import { FileUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { type DragEvent, type ReactNode, useId, useState } from "react";
import { buttonClass } from "./button-class";
import { classNames } from "./class-names";
import { FieldError, FieldHint } from "./field";

interface FileDropProps {
  label: ReactNode;
  /** For the file chooser, e.g. ".csv,.tsv,.xlsx". What is dropped is not filtered: the server says what it is. */
  accept?: string | undefined;
  onFile: (file: File) => void;
  fileName?: string | undefined;
  hint?: ReactNode;
  error?: ReactNode;
  disabled?: boolean | undefined;
}

export function FileDrop({ label, accept, onFile, fileName, hint, error, disabled = false }: FileDropProps) {
  const t = useTranslations("ui");
  const id = useId();
  const [over, setOver] = useState(false);
  const [tooMany, setTooMany] = useState(false);
  const problem = tooMany ? t("fileDropMany") : error;
  const take = (files: FileList | null) => {
    const [file] = files ?? [];
    setTooMany((files?.length ?? 0) > 1);
    if (file && files?.length === 1) onFile(file);
  };
  const drag = (isOver: boolean) => (event: DragEvent) => {
    event.preventDefault();
    setOver(isOver && !disabled);
  };
  return (
    <div className="grid gap-1.5">
      <span id={`${id}-label`} className="font-medium leading-snug">
        {label}
      </span>
      <FieldHint id={id}>{hint}</FieldHint>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is for the mouse; the file input inside serves the keyboard. */}
      <div
        onDragOver={drag(true)}
        onDragLeave={drag(false)}
        onDrop={(event) => {
          drag(false)(event);
          if (!disabled) take(event.dataTransfer.files);
        }}
        className={classNames(
          "grid justify-items-center gap-3 rounded-8 border-2 border-dashed px-4 py-8 text-center",
          over ? "border-primary bg-primary-soft" : "border-control bg-sunken",
        )}
      >
        <FileUp aria-hidden className="size-8 stroke-[1.5] text-muted" />
        <p className="text-muted max-sm:hidden">{t("fileDropLabel")}</p>
        <label
          className={buttonClass(
            "secondary",
            "md",
            classNames(
              "has-focus-visible:outline-3 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus",
              disabled && "opacity-50",
            ),
          )}
        >
          <input
            type="file"
            id={id}
            accept={accept}
            disabled={disabled}
            aria-labelledby={`${id}-label ${id}-choose`}
            aria-describedby={
              [hint ? `${id}-hint` : "", problem ? `${id}-error` : ""].filter(Boolean).join(" ") || undefined
            }
            aria-invalid={problem ? true : undefined}
            className="sr-only"
            onChange={(event) => {
              take(event.target.files);
              // The same file can be chosen again after it was corrected.
              event.target.value = "";
            }}
          />
          <span id={`${id}-choose`}>{t("fileDropChoose")}</span>
        </label>
        <p role="status" className={fileName ? "font-medium" : "sr-only"}>
          {fileName ? t("fileChosen", { name: fileName }) : null}
        </p>
      </div>
      <FieldError id={id}>{problem}</FieldError>
    </div>
  );
}
