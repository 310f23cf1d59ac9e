"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { ShowMore } from "@/components/ui/pagination";
import { Sheet } from "@/components/ui/sheet";
import { TextLink } from "@/components/ui/text-link";
import { useToast } from "@/components/ui/toast";
import { useLockedOperators, useUnlockOperator } from "@/lib/client/operator-access";
import { formatDateTime } from "@/lib/i18n/formats";
import type { LockedOperatorDto } from "@/lib/schemas/operator-access";

/** Who has to wait after wrong passwords, with the button that ends it. Nothing while nobody waits. */
export function LockedOperators({ code }: { code: string }) {
  const t = useTranslations("passwordResets.locks");
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useLockedOperators(code);
  const locked = data?.pages.flatMap(({ items }) => items) ?? [];
  if (error) return <ProblemMessage error={error} className="mb-6" />;
  if (locked.length === 0) return null;
  return (
    <Sheet title={t("title")} lead={t("lead")} className="mb-6">
      <ul className="divide-y divide-border border-y border-border">
        {locked.map((operator) => (
          <LockedOperator key={operator.id} code={code} operator={operator} />
        ))}
      </ul>
      {hasNextPage ? <ShowMore onClick={() => fetchNextPage()} pending={isFetchingNextPage} /> : null}
    </Sheet>
  );
}

function LockedOperator({ code, operator }: { code: string; operator: LockedOperatorDto }) {
  const t = useTranslations("passwordResets.locks");
  const unlock = useUnlockOperator(code, operator.id);
  const toast = useToast();
  const name = operator.name === "" ? operator.email : operator.name;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 py-3">
      <div className="grid min-w-0 gap-0.5">
        <TextLink href={`/accounts/${code}/operators/${operator.id}`} className="justify-self-start">
          {name}
        </TextLink>
        <p className="text-sm text-muted tabular-nums">
          {t("until", { count: operator.failures, until: formatDateTime(operator.lockedUntil) })}
        </p>
        <ProblemMessage error={unlock.error} />
      </div>
      <Button
        size="sm"
        pending={unlock.isPending}
        aria-label={t("unlockWhom", { name })}
        onClick={() => unlock.mutate(undefined, { onSuccess: () => toast.success(t("done", { name })) })}
      >
        {t("unlock")}
      </Button>
    </li>
  );
}
