"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog } from "@/components/ui/dialog";
import { Notice } from "@/components/ui/notice";
import { TextLink } from "@/components/ui/text-link";
import { type OperatorListView, operatorFilterOf } from "@/lib/client/operator-list-view";
import { countToConfirm } from "@/lib/client/operators";
import { useIssueResets } from "@/lib/client/password-resets";
import { storedEmailKey } from "@/lib/domain/email";
import { oftenFiltersMail } from "@/lib/domain/filtered-mail";
import { MAX_COPIED_LINKS } from "@/lib/domain/password-reset";
import { formatDateTime } from "@/lib/i18n/formats";
import type { BulkResetAnswer } from "@/lib/schemas/password-reset";
import { BulkWorks } from "../../../_components/bulk-works";
import { useHasMailServer } from "../../../_components/mail-server";
import type { SelectionTarget } from "./use-operator-selection";

interface BulkResetDialogProps {
  code: string;
  view: OperatorListView;
  target: SelectionTarget;
  /** How many the list has now; undefined until that is known. */
  total: number | undefined;
  onClose: () => void;
}

/**
 * Reset links for everybody selected: mailed, or, for as many as one can hand over, shown this once to be copied. Where no
 * mail leaves, mails are made only for more than that, to be opened and handed over one by one.
 */
export function BulkResetDialog({ code, view, target, total, onClose }: BulkResetDialogProps) {
  const t = useTranslations("operators.bulkReset");
  const hasMailServer = useHasMailServer();
  const issue = useIssueResets(code);
  const [counted, setCounted] = useState(target.kind === "matching" ? target.count : target.operators.length);
  const count = countToConfirm(issue.error, counted, total);
  const ids = target.kind === "matching" ? null : target.operators.map(({ id }) => id);
  const canCopy = ids !== null && ids.length <= MAX_COPIED_LINKS;
  const wanted = issue.isPending ? issue.variables.delivery : null;
  const mail = () => {
    setCounted(count);
    issue.mutate(
      ids === null
        ? { delivery: "mail", filter: operatorFilterOf(view), expectedCount: count }
        : { delivery: "mail", ids },
    );
  };
  return (
    <Dialog
      open
      size="lg"
      onOpenChange={(open) => !open && onClose()}
      // Mails to many go on without the dialog, and what goes on is shown on the page; links are shown here and nowhere else.
      pending={wanted === "copy"}
      title={t("title")}
      lead={t("lead", { count })}
      actions={
        issue.data ? (
          <Button onClick={onClose}>{t("close")}</Button>
        ) : (
          <>
            {canCopy ? (
              <Button
                variant={hasMailServer ? "secondary" : "primary"}
                pending={wanted === "copy"}
                disabled={wanted === "mail"}
                onClick={() => issue.mutate({ delivery: "copy", ids })}
              >
                {t("make")}
              </Button>
            ) : null}
            {hasMailServer || !canCopy ? (
              <Button variant="primary" pending={wanted === "mail"} disabled={wanted === "copy"} onClick={mail}>
                {t(hasMailServer ? "mail" : "makeMails")}
              </Button>
            ) : null}
          </>
        )
      }
    >
      {issue.isPending ? <BulkWorks code={code} /> : null}
      <ProblemMessage error={issue.error} />
      {issue.data ? <Outcome code={code} answer={issue.data} copied={issue.variables?.delivery === "copy"} /> : null}
      {issue.data ? null : <BeforeSending target={target} canCopy={canCopy} />}
    </Dialog>
  );
}

function BeforeSending({ target, canCopy }: { target: SelectionTarget; canCopy: boolean }) {
  const t = useTranslations("operators.bulkReset");
  const hasMailServer = useHasMailServer();
  return (
    <>
      {hasMailServer ? <FilteredMail target={target} /> : null}
      <ul className="grid list-disc gap-1 pl-5 text-[0.9375rem]">
        <li>{t("once")}</li>
        <li>{t("older")}</li>
        {canCopy ? null : <li>{t("copyLimit", { count: MAX_COPIED_LINKS })}</li>}
      </ul>
    </>
  );
}

/** Mail to carriers and iCloud is often filtered; who is among everybody that a filter matches is not known here. */
function FilteredMail({ target }: { target: SelectionTarget }) {
  const t = useTranslations("operators.bulkReset");
  if (target.kind === "matching") return <Notice>{t("filteredPerhaps")}</Notice>;
  const count = target.operators.filter(({ emailKey }) => oftenFiltersMail(storedEmailKey(emailKey))).length;
  return count === 0 ? null : <Notice tone="warning">{t("filtered", { count })}</Notice>;
}

function Outcome({ code, answer, copied }: { code: string; answer: BulkResetAnswer; copied: boolean }) {
  const t = useTranslations("operators.bulkReset");
  const hasMailServer = useHasMailServer();
  const { count, skipped, links, expiresAt } = answer;
  const isKept = !copied && !hasMailServer;
  const all = links.map(({ name, email, url }) => `${name}\t${email}\t${url}`).join("\n");
  return (
    <>
      <Notice tone={isKept ? "warning" : "success"} role="status">
        <p>{isKept ? t("kept") : t(copied ? "made" : "mailed", { count })}</p>
        {skipped > 0 ? <p>{t("skipped", { count: skipped })}</p> : null}
        {copied ? null : (
          <p>
            <TextLink href={`/accounts/${code}/mails`}>{t("toMails")}</TextLink>
          </p>
        )}
      </Notice>
      {copied ? (
        <>
          <p className="text-[0.9375rem]">{t("hand", { time: formatDateTime(expiresAt) })}</p>
          <ul className="max-h-72 divide-y divide-border overflow-y-auto border-y border-border">
            {links.map(({ operatorId, name, email, url }) => (
              <li key={operatorId} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
                <span className="grid min-w-0">
                  <span>{name === "" ? email : name}</span>
                  <span className="font-mono text-sm break-all text-muted">{email}</span>
                </span>
                <CopyButton value={url} size="sm" label={t("copyOneOf", { name: name === "" ? email : name })} />
              </li>
            ))}
          </ul>
          <CopyButton value={all} label={t("copyAll")} className="justify-self-start" />
        </>
      ) : null}
    </>
  );
}
