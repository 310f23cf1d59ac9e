"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef } from "react";
import { PageHeader } from "@/components/ui/page-header";
import { Steps } from "@/components/ui/steps";
import { useImport } from "@/lib/client/imports";
import type { AccountRef } from "@/lib/schemas/account";
import { ActiveImports } from "./active-imports";
import { HandIn } from "./hand-in";
import { ImportHistory } from "./import-history";
import { ImportSheet } from "./import-sheet";
import { ListPreview } from "./list-preview";
import { type DraftImport, useDraftImport } from "./use-draft-import";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Handing in a list, the import it becomes (`?import=`), and those before it. */
export function ImportsView({ account }: { account: AccountRef }) {
  const t = useTranslations("imports");
  const asked = useSearchParams().get("import");
  const id = asked !== null && UUID.test(asked) ? asked : null;
  const draft = useDraftImport(account.code);
  return (
    <>
      <PageHeader title={t("title")} lead={t(`lead.${account.directory}`)} />
      <div className="grid grid-cols-1 gap-8">
        <Step draft={draft} id={id}>
          {id === null ? (
            <NewImport account={account} draft={draft} />
          ) : (
            <OneImport key={id} account={account} id={id} draft={draft} />
          )}
        </Step>
        <ImportHistory code={account.code} shown={id} />
      </div>
    </>
  );
}

/** What stands there now. It takes the focus of the button that led here, which has gone with the step before. */
function Step({ draft, id, children }: { draft: DraftImport; id: string | null; children: ReactNode }) {
  const t = useTranslations("imports.steps");
  const step = id === null ? (isLooking(draft) ? "look" : "handIn") : "result";
  const box = useRef<HTMLDivElement>(null);
  const shown = useRef(step);
  useEffect(() => {
    if (shown.current !== step && document.activeElement === document.body) box.current?.focus();
    shown.current = step;
  }, [step]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: no group of fields, but what a step holds.
    <div ref={box} role="group" aria-label={t(step)} tabIndex={-1}>
      {children}
    </div>
  );
}

function isLooking({ looking, read }: DraftImport): boolean {
  return looking && read !== null;
}

function NewImport({ account, draft }: { account: AccountRef; draft: DraftImport }) {
  const router = useRouter();
  const { code, directory } = account;
  const looking = isLooking(draft);
  return (
    <div className="grid grid-cols-1 gap-5">
      <ActiveImports code={code} />
      <ImportSteps current={looking ? 1 : 0} />
      {looking && draft.read ? (
        <ListPreview
          {...{ draft, directory }}
          read={draft.read}
          onStarted={(id) => router.push(`/accounts/${code}/imports?import=${id}`)}
        />
      ) : (
        <HandIn draft={draft} directory={directory} />
      )}
    </div>
  );
}

function OneImport({ account, id, draft }: { account: AccountRef; id: string; draft: DraftImport }) {
  const { data } = useImport(account.code, id);
  const own = draft.startedId === id;
  const { clear } = draft;
  const over = own && data?.status === "done";
  // biome-ignore lint/correctness/useExhaustiveDependencies: `clear` is new with every render; only the end matters.
  useEffect(() => {
    if (over) clear();
  }, [over]);
  return (
    <div className="grid grid-cols-1 gap-5">
      {own ? <ImportSteps current={over ? 3 : 2} /> : null}
      <ImportSheet account={account} id={id} ownList={own ? draft.read !== null : false} />
    </div>
  );
}

function ImportSteps({ current }: { current: number }) {
  const t = useTranslations("imports.steps");
  return <Steps label={t("label")} steps={[t("handIn"), t("look"), t("result")]} current={current} />;
}
