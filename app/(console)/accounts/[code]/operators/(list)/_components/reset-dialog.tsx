"use client";

import type { OperatorListView } from "@/lib/client/operator-list-view";
import type { AccountRef } from "@/lib/schemas/account";
import { ResetLinkDialog } from "../../../_components/reset-link-dialog";
import { ResetMessageDialog } from "../../../_components/reset-message-dialog";
import { BulkResetDialog } from "./bulk-reset-dialog";
import type { SelectionTarget } from "./use-operator-selection";

interface ResetDialogProps {
  account: AccountRef;
  view: OperatorListView;
  target: SelectionTarget;
  /** How many the list has now. */
  total: number | undefined;
  onClose: () => void;
}

/** A new password for one or many: by link here, or, where UTAGE has the passwords, by a message that says how. */
export function ResetDialog({ account, view, target, total, onClose }: ResetDialogProps) {
  const { code, directory } = account;
  const only = target.kind === "chosen" && target.operators.length === 1 ? target.operators[0] : undefined;
  if (directory === "utage") return <ResetMessageDialog code={code} name={only?.name ?? null} onClose={onClose} />;
  if (only) return <ResetLinkDialog code={code} operator={only} onClose={onClose} />;
  return <BulkResetDialog code={code} view={view} target={target} total={total} onClose={onClose} />;
}
