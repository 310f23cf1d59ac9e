"use client";

import { History } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { formatDate } from "@/lib/i18n/formats";
import type { AccountRef } from "@/lib/schemas/account";
import type { DuplicateGroupDto } from "@/lib/schemas/duplicate-email";
import type { OperatorDto } from "@/lib/schemas/operator";

interface DuplicateGroupProps {
  account: AccountRef;
  group: DuplicateGroupDto;
  chosenId: string | undefined;
  onChoose: (operatorId: string) => void;
  onClean: () => void;
}

/** One address and those who hold it: who is to stay can be chosen, and this group be cleaned by itself. */
export function DuplicateGroup({ account, group, chosenId, onChoose, onClean }: DuplicateGroupProps) {
  const t = useTranslations("duplicates");
  const { emailKey, members, recommendedSurvivorId } = group;
  const selected = members.some((member) => member.id === chosenId) ? chosenId : recommendedSurvivorId;
  return (
    <li className="grid gap-3 px-4 py-5 sm:px-6" aria-label={emailKey}>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <h3 className="min-w-0 font-mono text-base break-all">{emailKey}</h3>
        <div className="flex flex-wrap items-center gap-2">
          {group.openTodos > 0 ? <StatusBadge tone="info">{t("group.toDo")}</StatusBadge> : null}
          <StatusBadge tone={group.confidence === "same" ? "danger" : "warning"}>
            {t("group.members", { count: members.length })}
          </StatusBadge>
        </div>
      </div>
      {group.cameBackAt ? (
        <p className="flex items-start gap-2 text-[0.9375rem] text-warning [&_svg]:mt-1 [&_svg]:size-4 [&_svg]:shrink-0">
          <History aria-hidden />
          <span>
            {t.rich("group.cameBack", {
              date: formatDate(group.cameBackAt),
              link: (text) => <TextLink href={`/accounts/${account.code}/imports`}>{text}</TextLink>,
            })}
          </span>
        </p>
      ) : null}
      <RadioGroup
        label={t("group.survivor", { email: emailKey })}
        hideLabel
        value={selected}
        onChange={onChoose}
        options={members.map((member) => ({
          value: member.id,
          label: <MemberName member={member} reason={member.id === recommendedSurvivorId ? group.reason : undefined} />,
          hint: <MemberFacts member={member} directory={account.directory} />,
        }))}
      />
      <div>
        <Button size="sm" aria-label={t("group.cleanOf", { email: emailKey })} onClick={onClean}>
          {t("group.clean")}
        </Button>
      </div>
    </li>
  );
}

function MemberName({ member, reason }: { member: OperatorDto; reason: DuplicateGroupDto["reason"] | undefined }) {
  const t = useTranslations("duplicates");
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      <span className="font-medium">{member.name === "" ? t("noName") : member.name}</span>
      <span className="font-mono text-sm break-all text-muted">{member.email}</span>
      {reason ? (
        <StatusBadge tone="success" wraps>
          {t("group.recommended", { reason: t(`reasons.${reason}`) })}
        </StatusBadge>
      ) : null}
    </span>
  );
}

function MemberFacts({ member, directory }: { member: OperatorDto; directory: AccountRef["directory"] }) {
  const t = useTranslations("duplicates.facts");
  const facts = [
    t("registeredOn", { date: member.registeredOn === null ? t("unknown") : formatDate(member.registeredOn) }),
    t("lastLoginAt", { date: member.lastLoginAt === null ? t("noRecord") : formatDate(member.lastLoginAt) }),
    t("permissions", { count: member.permissions.length }),
  ];
  if (directory === "utage" && member.lastConfirmedAt !== null) {
    facts.push(t("lastConfirmedAt", { date: formatDate(member.lastConfirmedAt) }));
  }
  return (
    <span className="flex flex-wrap gap-x-4 tabular-nums">
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
    </span>
  );
}
