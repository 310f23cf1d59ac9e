"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { Skeleton } from "@/components/ui/skeleton";
import type { OperatorListView } from "@/lib/client/operator-list-view";
import { NAMED_IN_DIALOG, useFirstOperators } from "@/lib/client/operators";
import type { OperatorDto } from "@/lib/schemas/operator";
import { BulkWorks } from "../../../_components/bulk-works";

/** Whom a deletion is about: these, or all that the list's filter matches. */
export type DeleteTarget =
  | { readonly kind: "chosen"; readonly operators: readonly Pick<OperatorDto, "id" | "name" | "email">[] }
  | { readonly kind: "matching"; readonly count: number };

interface DeleteDialogProps {
  account: { code: string; directory: "utage" | "hosted" };
  view: OperatorListView;
  target: DeleteTarget | null;
  error: unknown;
  pending: boolean;
  onCancel: () => void;
  onConfirm: (target: DeleteTarget) => void;
}

/** Names who loses access and says what can be undone and what does not happen on UTAGE, before anything is done. */
export function DeleteDialog(props: DeleteDialogProps) {
  const { account, view, target, error, pending, onCancel, onConfirm } = props;
  const t = useTranslations("operators.deletion");
  const matching = target?.kind === "matching";
  const first = useFirstOperators(account.code, view, matching);
  const count = !target ? 0 : target.kind === "matching" ? target.count : target.operators.length;
  const named = target?.kind === "chosen" ? target.operators.slice(0, NAMED_IN_DIALOG) : first.data?.items;
  return (
    <ConfirmDialog
      open={target !== null}
      onOpenChange={(open) => {
        if (!open) onCancel();
      }}
      title={t("title")}
      lead={account.directory === "utage" ? t("leadUtage", { count }) : t("leadHosted", { count })}
      confirmLabel={account.directory === "utage" ? t("confirmUtage") : t("confirmHosted", { count })}
      tone="danger"
      pending={pending}
      onConfirm={() => {
        if (target) onConfirm(target);
      }}
    >
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1). */}
      <section aria-label={t("who")} tabIndex={0} className="max-h-64 overflow-y-auto rounded-6 border border-border">
        <ul className="divide-y divide-border">
          {named ? (
            named.map((operator) => <Person key={operator.id} {...operator} />)
          ) : (
            <Skeleton className="m-3 h-5 w-3/5" />
          )}
          {named && count > named.length ? (
            <li className="px-3 py-2 text-muted">{t("others", { count: count - named.length })}</li>
          ) : null}
        </ul>
      </section>
      <p className="text-sm text-muted">{account.directory === "utage" ? t("noteUtage") : t("noteHosted")}</p>
      {pending ? <BulkWorks code={account.code} /> : null}
      <ProblemMessage error={error} />
    </ConfirmDialog>
  );
}

function Person({ name, email }: Pick<OperatorDto, "name" | "email">) {
  const t = useTranslations("operators");
  return (
    <li className="px-3 py-2 leading-normal">
      <span className="block font-medium">{name === "" ? t("noName") : name}</span>
      <span className="block font-mono text-sm break-all text-muted">{email}</span>
    </li>
  );
}
