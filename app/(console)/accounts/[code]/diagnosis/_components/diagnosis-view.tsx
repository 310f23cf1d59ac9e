"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { SearchField } from "@/components/ui/search-field";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextLink } from "@/components/ui/text-link";
import type { CaseFilters } from "@/lib/client/cases";
import { useFoundOperators } from "@/lib/client/diagnoses";
import type { AccountRef } from "@/lib/schemas/account";
import type { OperatorListDto } from "@/lib/schemas/operator";
import { AssignCase } from "./assign-case";
import { CaseList } from "./case-list";
import { questionOf } from "./question-of";
import { Verdict } from "./verdict";

interface DiagnosisViewProps {
  account: AccountRef;
  /** What is searched for and whom somebody chose; both stand in the address, so that a verdict can be shared. */
  query: string;
  operatorId: string | undefined;
  /** A case of which only a name is known. */
  caseId: string | undefined;
  /** What is shown of the cases while nobody is searched for. */
  cases: CaseFilters;
}

/** One box, a name or an address, and which of the six causes it is; until then, who is not proven repaired. */
export function DiagnosisView({ account, query, operatorId, caseId, cases }: DiagnosisViewProps) {
  const t = useTranslations("diagnosis");
  const router = useRouter();
  const path = `/accounts/${account.code}/diagnosis`;
  // Who it is that a report is about has a search of its own.
  const isAssigned = caseId !== undefined && query === "" && operatorId === undefined;
  const search = (next: string) => router.push(next === "" ? path : `${path}?query=${encodeURIComponent(next)}`);
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <div className="grid gap-6">
        {isAssigned ? null : (
          <SearchField
            value={query}
            onSearch={search}
            label={t("search")}
            placeholder={t("search")}
            submitLabel={t("find")}
          />
        )}
        {operatorId === undefined ? (
          <Asked account={account} query={query} path={path} caseId={caseId} cases={cases} />
        ) : (
          <Verdict key={operatorId} account={account} question={{ operatorId }} />
        )}
      </div>
    </>
  );
}

function Asked({ account, query, path, caseId, cases }: Omit<DiagnosisViewProps, "operatorId"> & { path: string }) {
  if (query !== "") return <Found account={account} query={query} path={path} />;
  if (caseId !== undefined) return <AssignCase code={account.code} id={caseId} />;
  return <CaseList code={account.code} filters={cases} />;
}

function Found({ account, query, path }: { account: AccountRef; query: string; path: string }) {
  const t = useTranslations("diagnosis");
  const { data, error, isPlaceholderData } = useFoundOperators(account.code, query);
  if (error) return <ProblemMessage error={error} />;
  if (data === undefined || isPlaceholderData) return <SkeletonList rows={3} />;
  const question = questionOf(data, query);
  if (question) return <Verdict key={JSON.stringify(question)} account={account} question={question} />;
  if (data.items.length === 0) {
    return (
      <Notice role="status">
        <p>{t("nobodyNamed")}</p>
      </Notice>
    );
  }
  const lead = /[@＠]/.test(query) ? t("foundLike", { address: query }) : t("foundLead");
  const hrefOf = (id: string) => `${path}?query=${encodeURIComponent(query)}&operator=${id}`;
  return <Choices list={data} lead={lead} hrefOf={hrefOf} />;
}

interface ChoicesProps {
  list: OperatorListDto;
  lead: string;
  hrefOf: (id: string) => string;
}

function Choices({ list, lead, hrefOf }: ChoicesProps) {
  const t = useTranslations("diagnosis");
  const more = (list.total ?? 0) - list.items.length;
  return (
    <Sheet title={t("found")} lead={lead}>
      <ul className="divide-y divide-border border-y border-border">
        {list.items.map(({ id, name, email, status }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2.5">
            <span className="grid min-w-0">
              <TextLink href={hrefOf(id)} className="justify-self-start font-medium">
                {name === "" ? t("noName") : name}
              </TextLink>
              <span className="font-mono text-sm break-all text-muted">{email}</span>
            </span>
            {status === "deleted" ? <StatusBadge>{t("statuses.deleted")}</StatusBadge> : null}
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-[0.9375rem] text-muted">{t("more", { count: more })}</p> : null}
    </Sheet>
  );
}
