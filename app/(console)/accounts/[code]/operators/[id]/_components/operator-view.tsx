"use client";

import { useTranslations } from "next-intl";
import { DefinitionList } from "@/components/ui/definition-list";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { StatusBadge } from "@/components/ui/status-badge";
import { formatDate, formatDateTime } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { OperatorDto } from "@/lib/schemas/operator";
import { SelfChecks } from "../../../_components/self-checks";
import { LockNotice } from "./lock-notice";
import { LoginAttempts } from "./login-attempts";
import { OperatorActions } from "./operator-actions";
import { OperatorSessions } from "./operator-sessions";

interface OperatorViewProps {
  account: AccountRef;
  operator: OperatorDto;
}

/** One operator: who it is, whether a lock keeps them out, where they are signed in, and every try to sign in. */
export function OperatorView({ account, operator }: OperatorViewProps) {
  const t = useTranslations("operatorPage");
  const { code } = account;
  const isActive = operator.status === "active";
  return (
    <>
      <PageHeader
        title={operator.name === "" ? operator.email : operator.name}
        lead={<span className="font-mono break-all">{operator.email}</span>}
        back={{ href: `/accounts/${code}/operators`, label: t("back") }}
        actions={<OperatorActions account={account} operator={operator} />}
      />
      <div className="grid gap-6">
        {account.directory === "hosted" && isActive ? <LockNotice code={code} id={operator.id} /> : null}
        <Facts account={account} operator={operator} />
        <SelfChecks code={code} id={operator.id} />
        {account.directory === "utage" ? (
          <Notice title={t("utageTitle")}>
            <p>{t("utageBody")}</p>
          </Notice>
        ) : (
          <>
            {isActive ? <OperatorSessions code={code} id={operator.id} /> : null}
            <LoginAttempts code={code} id={operator.id} />
          </>
        )}
      </div>
    </>
  );
}

function Facts({ account, operator }: OperatorViewProps) {
  const t = useTranslations("operatorPage");
  const none = <span className="text-muted">{t("none")}</span>;
  const { permissions, registeredOn, lastLoginAt, lastConfirmedAt, passwordSet, deletedAt, deletedReason } = operator;
  const items = [
    {
      key: "status",
      term: t("status"),
      description: (
        <StatusBadge tone={deletedAt === null ? "success" : "danger"}>{t(`statuses.${operator.status}`)}</StatusBadge>
      ),
    },
    ...(deletedAt === null
      ? []
      : [
          {
            key: "deleted",
            term: t("deleted"),
            description: t("deletedHow", {
              at: formatDateTime(deletedAt),
              reason: t(`reasons.${deletedReason ?? "manual"}`),
              by: operator.deletedBy ?? t("none"),
            }),
          },
        ]),
    {
      key: "permissions",
      term: t("permissions"),
      description: permissions.length === 0 ? none : permissions.join(t("separator")),
    },
    { key: "registered", term: t("registeredOn"), description: registeredOn ? formatDate(registeredOn) : none },
    { key: "lastLogin", term: t("lastLoginAt"), description: lastLoginAt ? formatDateTime(lastLoginAt) : none },
    account.directory === "utage"
      ? {
          key: "confirmed",
          term: t("lastConfirmedAt"),
          description: lastConfirmedAt ? formatDate(lastConfirmedAt) : none,
        }
      : { key: "password", term: t("password"), description: t(passwordSet ? "passwordSet" : "passwordUnset") },
  ];
  return (
    <Sheet title={t("facts")}>
      <DefinitionList items={items} />
    </Sheet>
  );
}
