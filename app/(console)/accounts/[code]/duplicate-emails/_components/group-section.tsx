"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import type { useDuplicateGroups } from "@/lib/client/duplicate-emails";
import type { AccountRef } from "@/lib/schemas/account";
import { DuplicateGroup } from "./duplicate-group";

interface GroupSectionProps {
  account: AccountRef;
  confidence: "same" | "possible";
  list: ReturnType<typeof useDuplicateGroups>;
  count: number;
  operators?: number;
  survivors: Readonly<Record<string, string>>;
  onChoose: (emailKey: string, operatorId: string) => void;
  onClean: (emailKey: string) => void;
}

/** All groups of one kind. Nothing at all when there is none. */
export function GroupSection(props: GroupSectionProps) {
  const { account, confidence, list, count, operators = 0, survivors, onChoose, onClean } = props;
  const t = useTranslations("duplicates");
  const sameLead = account.directory === "utage" ? t("same.leadUtage") : t("same.lead");
  const groups = list.data?.pages.flatMap((page) => page.groups) ?? [];
  if (groups.length === 0 && !list.error) return null;
  return (
    <Sheet
      title={confidence === "same" ? t("same.title", { count, operators }) : t("possible.title", { count })}
      lead={confidence === "same" ? sameLead : t("possible.lead")}
      padding="flush"
    >
      <ProblemMessage error={list.error} className="m-4" />
      <ul className="divide-y divide-border">
        {groups.map((group) => (
          <DuplicateGroup
            key={`${group.confidence} ${group.emailKey}`}
            account={account}
            group={group}
            chosenId={survivors[group.emailKey]}
            onChoose={(operatorId) => onChoose(group.emailKey, operatorId)}
            onClean={() => onClean(group.emailKey)}
          />
        ))}
      </ul>
      {list.hasNextPage ? (
        <ShowMore onClick={() => void list.fetchNextPage()} pending={list.isFetchingNextPage} />
      ) : null}
    </Sheet>
  );
}
