import "server-only";
import { RESET_SECONDS } from "@/lib/domain/password-reset";
import type { AppLocale } from "@/lib/i18n/config";
import type { Actor } from "../audit/record-audit-event";
import { recordAuditEventSql } from "../audit/record-audit-event-sql";
import { startBatchWork } from "../batches/start-batch-work";
import { runBulkWork } from "../bulk-works/run-bulk-work";
import { requireAccess } from "../contracts/require-access";
import { AppError } from "../errors";
import { forAccount } from "../for-account";
import type { SelectedOperator } from "../operators/lock-selected-operators";
import { lockSelectedOperators, type OperatorSelection } from "../operators/lock-selected-operators";
import type { AccountScope } from "../permissions";
import { type MadeReset, makeResets } from "./make-resets";
import { resetLink } from "./reset-link";

/** Who asks, when, and the language of the mail. */
export type ResetRequest = {
  readonly delivery: "mail" | "copy";
  readonly actor: Actor;
  readonly locale: AppLocale;
  readonly now: Date;
  readonly requestId: string;
};

type Issued = { readonly id: string; readonly state: "sent"; readonly expiresAt: Date; readonly url?: string };

/**
 * A new link with which an operator sets a password, mailed to them or for the owner to hand over; older ones end. The
 * owner could use a copied one too, so it stands in the audit log and the operator is told by mail. Throws `not_hosted`,
 * `contract_ended`, as the link would open nothing, and `not_found` for who is no active operator of the account.
 */
export async function issuePasswordReset(
  account: AccountScope["account"],
  operatorId: string,
  request: ResetRequest,
): Promise<Issued> {
  if (account.directory !== "hosted") throw new AppError("not_hosted");
  return forAccount(account.id).sql(async (db) => {
    await requireAccess(db, request.now);
    const [operator] = await lockSelectedOperators(db, { operatorIds: [operatorId] });
    if (!operator || operator.deleted) throw new AppError("not_found");
    const { actor, delivery, now, requestId } = request;
    const [made] = await makeResets(db, [operator], { ...request, byName: actor.name });
    if (!made) throw new AppError("internal");
    await recordAuditEventSql(db, {
      actor,
      action: delivery === "copy" ? "reset_link_copied" : "reset_mailed",
      subject: { type: "operator", id: operatorId, name: operator.name },
      requestId,
    });
    const issued = { id: made.id, state: "sent" as const, expiresAt: expiryOf(now) };
    return delivery === "copy" ? { ...issued, url: resetLink(account.code, made.token) } : issued;
  });
}

type IssuedInBulk = {
  readonly expiresAt: Date;
  readonly count: number;
  /** Selected operators who are deleted, and ids nobody has. */
  readonly skipped: number;
  readonly links: {
    readonly operatorId: string;
    readonly name: string;
    readonly email: string;
    readonly url: string;
  }[];
};

/**
 * The same for many operators, all or none of them; `links` is empty unless they are to be copied. Throws `not_hosted`,
 * `contract_ended`, `stale_count`, `import_in_progress` while a list is being merged, and `work_cancelled`.
 */
export async function issuePasswordResets(
  account: AccountScope["account"],
  selection: OperatorSelection,
  request: ResetRequest,
): Promise<IssuedInBulk> {
  if (account.directory !== "hosted") throw new AppError("not_hosted");
  const { actor, delivery, now, requestId } = request;
  return runBulkWork(account.id, { kind: "password_resets", by: actor.name }, async (db, progress) => {
    await startBatchWork(db);
    await requireAccess(db, now);
    const selected = await lockSelectedOperators(db, selection);
    const active = selected.filter(({ deleted }) => !deleted);
    await progress.begin(active.length);
    const made: MadeReset[] = [];
    await progress.inChunks(active, async (some) => {
      made.push(...(await makeResets(db, some, { ...request, byName: actor.name })));
    });
    if (active.length > 0) {
      await recordAuditEventSql(db, {
        actor,
        action: delivery === "copy" ? "reset_links_copied" : "resets_mailed",
        subject: { type: "account", id: account.id },
        after: { count: active.length },
        requestId,
      });
    }
    const asked = "operatorIds" in selection ? new Set(selection.operatorIds).size : selected.length;
    const tokens = new Map(made.map(({ operatorId, token }) => [operatorId, token]));
    const linkTo = ({ id, name, email }: SelectedOperator) => {
      return { operatorId: id, name, email, url: resetLink(account.code, tokens.get(id) ?? "") };
    };
    const links = delivery === "copy" ? active.map(linkTo) : [];
    return { expiresAt: expiryOf(now), count: active.length, skipped: asked - active.length, links };
  });
}

function expiryOf(now: Date): Date {
  return new Date(now.getTime() + RESET_SECONDS * 1000);
}
