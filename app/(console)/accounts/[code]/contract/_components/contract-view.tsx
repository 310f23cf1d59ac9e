"use client";

import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonList } from "@/components/ui/skeleton";
import { useContract } from "@/lib/client/contracts";
import { ContractForecast } from "./contract-forecast";
import { ContractForm } from "./contract-form";
import { ContractHistory } from "./contract-history";
import { ContractNow } from "./contract-now";
import { forecastQuestion } from "./forecast-question";

interface ContractViewProps {
  code: string;
  directory: "utage" | "hosted";
}

/** ⑥: how the contract stands today, what a person says about it, and what was said before. */
export function ContractView({ code, directory }: ContractViewProps) {
  const t = useTranslations("contract");
  const { data, error } = useContract(code);
  const question = data ? forecastQuestion(data) : null;
  return (
    <>
      <PageHeader title={t("title")} lead={t("lead")} />
      <ProblemMessage error={error} className="mb-4" />
      {data === undefined && !error ? <SkeletonList /> : null}
      {data ? (
        <div className="grid gap-6">
          <ContractNow contract={data} code={code} />
          {question ? <ContractForecast code={code} directory={directory} question={question} /> : null}
          <ContractForm contract={data} code={code} directory={directory} />
          <ContractHistory code={code} />
        </div>
      ) : null}
    </>
  );
}
