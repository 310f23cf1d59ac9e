"use client";

import { Search, X } from "lucide-react";
import { useTranslations } from "next-intl";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { classNames } from "./class-names";
import { controlClass } from "./field";
import { IconButton } from "./icon-button";
import { Kbd } from "./kbd";

interface SearchFieldProps {
  /** What is searched for now, from the URL. */
  value: string;
  /** Called on Enter, by the button and on clearing; the page puts it into the URL. */
  onSearch: (value: string) => void;
  /** Called while somebody types, for links beside the box that take along what is typed. */
  onDraft?: ((draft: string) => void) | undefined;
  label?: string | undefined;
  placeholder?: string | undefined;
  /** Names a button that searches, where searching is what the page is for. */
  submitLabel?: string | undefined;
  /** How many people the search found, read out where the page shows them elsewhere; undefined until that is known. */
  found?: number | undefined;
  className?: string | undefined;
}

const TYPED_INTO = "input:not([type=checkbox],[type=radio]),textarea,select";
// News is a dialog too by its role, of the kind that nobody has to answer.
const OPEN_DIALOG = ":is([role=dialog],[role=alertdialog]):not([aria-modal=false])";

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(TYPED_INTO));
}

/** The page's search box. `/` moves the focus here from anywhere but another field or an open dialog. */
export function SearchField(props: SearchFieldProps) {
  const { value, onSearch, onDraft, label, placeholder, submitLabel, found, className } = props;
  const t = useTranslations("ui");
  const input = useRef<HTMLInputElement>(null);
  const [draft, setDraft] = useState(value);
  const [shown, setShown] = useState(value);
  // Back and forward change the URL from outside: the box follows.
  if (shown !== value) {
    setShown(value);
    setDraft(value);
  }
  useEffect(() => {
    const focusOnSlash = (event: KeyboardEvent) => {
      // A full-width solidus (U+FF0F) comes from a Japanese keyboard whose input method is on.
      if ((event.key !== "/" && event.key !== "\uff0f") || event.ctrlKey || event.metaKey || event.altKey) return;
      if (isTyping(event.target) || document.querySelector(OPEN_DIALOG)) return;
      event.preventDefault();
      input.current?.focus();
      input.current?.select();
    };
    document.addEventListener("keydown", focusOnSlash);
    return () => document.removeEventListener("keydown", focusOnSlash);
  }, []);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSearch(draft);
  };
  return (
    <search className={className}>
      <form onSubmit={submit} className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <Search
            aria-hidden
            className="pointer-events-none absolute top-1/2 left-3 size-5 -translate-y-1/2 text-muted"
          />
          <input
            ref={input}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            aria-label={label ?? t("search")}
            aria-keyshortcuts="/"
            placeholder={placeholder ?? t("search")}
            value={draft}
            onChange={(event) => {
              setDraft(event.target.value);
              onDraft?.(event.target.value);
            }}
            className={classNames(
              controlClass,
              "peer pl-10 [&::-webkit-search-cancel-button]:hidden",
              // On a phone the shortcut is not shown, and the placeholder needs its place.
              draft === "" ? "pr-12 max-sm:pr-3" : "pr-12",
            )}
          />
          {draft === "" ? (
            <span
              aria-hidden
              title={t("searchShortcut")}
              className="absolute top-1/2 right-3 -translate-y-1/2 peer-focus:hidden max-sm:hidden"
            >
              <Kbd>/</Kbd>
            </span>
          ) : (
            <IconButton
              className="absolute top-1/2 right-1 -translate-y-1/2"
              label={t("clearSearch")}
              icon={<X aria-hidden />}
              onClick={() => {
                setDraft("");
                onSearch("");
                input.current?.focus();
              }}
            />
          )}
        </div>
        {submitLabel === undefined ? null : (
          <Button type="submit" variant="primary">
            {submitLabel}
          </Button>
        )}
      </form>
      <p role="status" className="sr-only">
        {value === "" || found === undefined ? null : t("found", { count: found })}
      </p>
    </search>
  );
}
