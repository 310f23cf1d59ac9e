"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { ProblemMessage } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SearchField } from "@/components/ui/search-field";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import { useAssignCase, useCase } from "@/lib/client/cases";
import { useFoundOperators } from "@/lib/client/diagnoses";
import { formatDateTime } from "@/lib/i18n/formats";
import type { LoginCaseDto } from "@/lib/schemas/login-case";
import { SelfCheckList } from "../../_components/self-checks";
import { CloseCase } from "./close-case";

interface AssignCaseProps {
  code: string;
  id: string;
}

/** A report that gave only a name: the owner says who it is, and the verdict opens. */
export function AssignCase({ code, id }: AssignCaseProps) {
  const { data, error } = useCase(code, id);
  if (error) return <ProblemMessage error={error} />;
  if (data === undefined) return <SkeletonList rows={3} />;
  return <WhoIsIt key={id} code={code} item={data} />;
}

function WhoIsIt({ code, item }: { code: string; item: LoginCaseDto }) {
  const t = useTranslations("diagnosis.cases.assign");
  const router = useRouter();
  const path = `/accounts/${code}/diagnosis`;
  const [query, setQuery] = useState(item.name);
  const assign = useAssignCase(code, item.id);
  const choose = (operatorId: string) =>
    assign.mutate(operatorId, {
      onSuccess: () => router.replace(`${path}?operator=${operatorId}`),
    });
  return (
    <Sheet
      title={t("title", { name: item.name })}
      lead={t("lead", { name: item.name, at: formatDateTime(item.openedAt) })}
      actions={<CloseCase code={code} id={item.id} onClosed={() => router.replace(path)} />}
    >
      <SelfCheckList code={code} of="cases" id={item.id} />
      <SearchField value={query} onSearch={setQuery} label={t("search")} placeholder={t("search")} />
      <ProblemMessage error={assign.error} />
      {query === "" ? null : (
        <FoundPeople
          code={code}
          query={query}
          chosen={assign.isPending ? assign.variables : undefined}
          onChoose={choose}
        />
      )}
      <p>
        <TextLink href={path}>{t("back")}</TextLink>
      </p>
    </Sheet>
  );
}

interface FoundPeopleProps {
  code: string;
  query: string;
  /** Who was said to be it, while that is being kept. */
  chosen: string | undefined;
  onChoose: (operatorId: string) => void;
}

function FoundPeople({ code, query, chosen, onChoose }: FoundPeopleProps) {
  const t = useTranslations("diagnosis");
  const { data, error, isPlaceholderData } = useFoundOperators(code, query);
  if (error) return <ProblemMessage error={error} />;
  // Nobody of an older search may be taken for an answer to this one.
  if (data === undefined || isPlaceholderData) return <SkeletonList rows={3} />;
  const more = (data.total ?? 0) - data.items.length;
  return (
    <>
      {data.items.length === 0 ? (
        <Notice role="status">
          <p>{t("cases.assign.nobody")}</p>
        </Notice>
      ) : null}
      <ul className="divide-y divide-border border-y border-border empty:hidden">
        {data.items.map(({ id, name, email, status }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 py-2.5">
            <span className="grid min-w-0">
              <span className="flex flex-wrap items-center gap-x-3">
                <span className="font-medium">{name === "" ? t("noName") : name}</span>
                {status === "deleted" ? <StatusBadge tone="danger">{t("cases.assign.deleted")}</StatusBadge> : null}
              </span>
              <span className="font-mono text-sm break-all text-muted">{email}</span>
            </span>
            <Button
              size="sm"
              aria-label={t("cases.assign.chooseOf", { name: name === "" ? email : name })}
              pending={chosen === id}
              onClick={() => onChoose(id)}
            >
              {t("cases.assign.choose")}
            </Button>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-[0.9375rem] text-muted">{t("more", { count: more })}</p> : null}
    </>
  );
}
