"use client";

import { CircleCheck } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useDuplicateGroups } from "@/lib/client/duplicate-emails";
import type { AccountRef } from "@/lib/schemas/account";
import type { DuplicateGroupDto } from "@/lib/schemas/duplicate-email";
import { CleanupHistory } from "./cleanup-history";
import { CleanupOutcome, type Outcome } from "./cleanup-outcome";
import { CleanupReview, type ReviewRequest } from "./cleanup-review";
import { GroupSection } from "./group-section";
import { TodoSection } from "./todo-section";

interface DuplicatesViewProps {
  account: AccountRef;
  /** The address whose clean-up is opened at once: somebody comes from a diagnosis. */
  clean: string | undefined;
}

export function DuplicatesView({ account, clean }: DuplicatesViewProps) {
  const t = useTranslations("duplicates");
  const same = useDuplicateGroups(account.code, "same");
  const possible = useDuplicateGroups(account.code, "possible");
  const [survivors, setSurvivors] = useState<Readonly<Record<string, string>>>({});
  const [request, setRequest] = useState<ReviewRequest | null>(
    clean === undefined ? null : { emailKeys: [clean], survivors: {} },
  );
  const [outcome, setOutcome] = useState<Outcome | null>(null);
  const router = useRouter();
  const closeReview = () => {
    setRequest(null);
    // The link has done its work: a reload, or Back, must not open the clean-up again.
    if (clean !== undefined) router.replace(`/accounts/${account.code}/duplicate-emails`, { scroll: false });
  };

  const totals = same.data?.pages[0]?.totals;
  const groups = totals?.sameGroups ?? 0;
  const choose = (emailKey: string, operatorId: string) => setSurvivors({ ...survivors, [emailKey]: operatorId });
  // A choice counts for the group it was made in, and only while that operator is one of the group.
  const chosenOf = (keys?: readonly string[]) => {
    const shown = [same, possible].flatMap((list) => list.data?.pages.flatMap((page) => page.groups) ?? []);
    const valid = shown.filter(
      (group) =>
        (keys ? keys.includes(group.emailKey) : group.confidence === "same" && isToPlan(group)) &&
        group.members.some((member) => member.id === survivors[group.emailKey]),
    );
    return Object.fromEntries(valid.map((group) => [group.emailKey, survivors[group.emailKey] ?? ""]));
  };
  const review = (keys?: readonly string[]) => {
    setOutcome(null);
    setRequest({ ...(keys ? { emailKeys: keys } : {}), survivors: chosenOf(keys) });
  };
  const toPlan = totals?.sameGroupsToPlan ?? 0;
  const section = { account, survivors, onChoose: choose, onClean: (emailKey: string) => review([emailKey]) };
  return (
    <>
      <PageHeader
        title={t("title")}
        lead={t("lead")}
        actions={
          groups > 0 && toPlan > 0 ? (
            <Button variant="primary" onClick={() => review()}>
              {t("cleanAll", { count: toPlan })}
            </Button>
          ) : null
        }
      />
      <div className="grid gap-8">
        <CleanupOutcome account={account} outcome={outcome} onOutcome={setOutcome} />
        {account.directory === "utage" ? <TodoSection account={account} /> : null}
        {groups === 0 && (totals?.possibleGroups ?? 0) === 0 ? (
          <EmptyState icon={<CircleCheck aria-hidden />} title={t("nothing.title")}>
            {t("nothing.body")}
          </EmptyState>
        ) : null}
        <GroupSection
          confidence="same"
          list={same}
          count={groups}
          operators={totals?.sameOperators ?? 0}
          {...section}
        />
        <GroupSection confidence="possible" list={possible} count={totals?.possibleGroups ?? 0} {...section} />
        <CleanupHistory account={account} onOutcome={setOutcome} />
      </div>
      <CleanupReview
        account={account}
        request={request}
        onClose={closeReview}
        onApplied={(applied) => {
          closeReview();
          setSurvivors({});
          setOutcome(applied);
        }}
      />
    </>
  );
}

/** Whether a clean-up of everything covers the group: two or more of it are not on the list of what to delete. */
function isToPlan({ members, openTodos }: DuplicateGroupDto): boolean {
  return members.length - openTodos > 1;
}
