"use client";

import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { SkeletonList } from "@/components/ui/skeleton";
import { StatusBadge } from "@/components/ui/status-badge";
import { TextField } from "@/components/ui/text-field";
import { TextLink } from "@/components/ui/text-link";
import { useDiagnosis } from "@/lib/client/diagnoses";
import { useMessageChannel } from "@/lib/client/message-channel";
import type { AccountRef } from "@/lib/schemas/account";
import type { DiagnosisDto, DiagnosisInput } from "@/lib/schemas/diagnosis";
import { SelfChecks } from "../../_components/self-checks";
import { CaseStrip } from "./case-strip";
import { CauseList } from "./cause-list";
import { ContactSupport, SUPPORT_ID } from "./contact-support";
import { MessagesToSend } from "./messages-to-send";
import { ReadProblem } from "./read-problem";
import { useTried } from "./use-tried";

interface VerdictProps {
  account: AccountRef;
  question: DiagnosisInput;
}

/** Who was asked about, what to do first, all six causes, and what to send; asked anew after every fix. */
export function Verdict({ account, question }: VerdictProps) {
  // Until something is pasted or ticked here, what the open case remembers is judged; nothing takes that back.
  const [loginUrl, setLoginUrl] = useState<string>();
  const [tried, keepTried] = useTried();
  const [channel, chooseChannel] = useMessageChannel();
  const asked: DiagnosisInput = {
    ...question,
    ...(loginUrl === undefined ? {} : { loginUrl }),
    ...(tried === undefined ? {} : { tried: [...tried] }),
  };
  const { data, error, isFetching, refetch } = useDiagnosis(account.code, asked);
  const problem = <ReadProblem error={error} isFetching={isFetching} refetch={refetch} />;
  if (data === undefined) return error ? problem : <SkeletonList rows={6} />;
  return (
    <div className="grid gap-6" aria-live="polite">
      {problem}
      <Who diagnosis={data} code={account.code} />
      <CaseStrip account={account} question={asked} caseId={data.caseId} />
      {/* Of an address that nobody has only a fact about everybody is a next step; the first is to find the right address. */}
      {data.subject.status === "nobody" && data.nextStep.state !== "blocking" ? null : (
        <NextStep diagnosis={data} directory={account.directory} />
      )}
      <LoginUrl remembered={data.loginUrl ?? ""} onCheck={setLoginUrl} />
      <CauseList
        account={account}
        diagnosis={data}
        channel={channel}
        tried={tried ?? data.tried}
        onTried={keepTried}
        onFixed={() => refetch()}
      />
      {data.subject.operatorId === null ? null : <SelfChecks code={account.code} id={data.subject.operatorId} />}
      <MessagesToSend code={account.code} diagnosis={data} channel={channel} onChannelChange={chooseChannel} />
      {data.subject.status === "nobody" ? null : <ContactSupport account={account} diagnosis={data} />}
    </div>
  );
}

function Who({ diagnosis: { subject }, code }: { diagnosis: DiagnosisDto; code: string }) {
  const t = useTranslations("diagnosis");
  const { operatorId, name, email, status, near } = subject;
  if (operatorId !== null) {
    return (
      <section className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <h2 className="text-xl">
          <TextLink href={`/accounts/${code}/operators/${operatorId}`}>{name === "" ? t("noName") : name}</TextLink>
        </h2>
        <span className="font-mono text-[0.9375rem] break-all text-muted">{email}</span>
        <StatusBadge tone={status === "active" ? "success" : "danger"}>
          {t(`statuses.${operatorStatus(status)}`)}
        </StatusBadge>
      </section>
    );
  }
  return (
    <Notice tone="warning" title={t("nobody")}>
      <p>{t("nobodyBody", { email })}</p>
      {near.length === 0 ? null : (
        <div className="grid gap-1">
          <p className="font-bold">{t("near")}</p>
          <ul className="grid gap-1">
            {near.map((person) => (
              <li key={person.operatorId} className="flex flex-wrap items-center gap-x-3 gap-y-1">
                <TextLink
                  href={`/accounts/${code}/diagnosis?operator=${person.operatorId}`}
                  className="font-mono break-all"
                >
                  {person.email}
                </TextLink>
                <span>{person.name}</span>
                <StatusBadge>{t(`nearness.${person.nearness}`)}</StatusBadge>
                {person.status === "deleted" ? <StatusBadge tone="danger">{t("statuses.deleted")}</StatusBadge> : null}
              </li>
            ))}
          </ul>
        </div>
      )}
    </Notice>
  );
}

function operatorStatus(status: DiagnosisDto["subject"]["status"]): "active" | "deleted" {
  return status === "deleted" ? "deleted" : "active";
}

const TONES = { blocking: "danger", suspected: "warning", unknown: "info", clear: "success" } as const;

/** The first cause that blocks, or may, or has not been checked. */
function NextStep({ diagnosis, directory }: { diagnosis: DiagnosisDto; directory: AccountRef["directory"] }) {
  const t = useTranslations("diagnosis");
  const causes = useTranslations("health.causes");
  const { slug, state } = diagnosis.nextStep;
  if (slug === "contact-support") {
    return (
      <Notice tone="success" title={t("nextStep")}>
        <p>{t(`noStep.${directory}`)}</p>
        <p>
          <TextLink href={`#${SUPPORT_ID}`}>{t(`toSupport.${directory}`)}</TextLink>
        </p>
      </Notice>
    );
  }
  const verdict = diagnosis.verdicts.find((one) => one.slug === slug);
  return (
    <Notice
      tone={TONES[state]}
      title={`${t("nextStep")}${t("colon")}${causes(`${slug}.mark`)} ${causes(`${slug}.name`)}`}
    >
      {verdict?.evidence.map(({ code, text }) => (
        <p key={code}>{text}</p>
      ))}
    </Notice>
  );
}

function LoginUrl({ remembered, onCheck }: { remembered: string; onCheck: (url: string) => void }) {
  const t = useTranslations("diagnosis.url");
  const [url, setUrl] = useState(remembered);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCheck(url.trim());
  };
  return (
    <form onSubmit={submit} className="flex flex-wrap items-end gap-3" noValidate>
      <TextField
        label={t("label")}
        hint={t("hint")}
        className="min-w-0 flex-1 basis-72"
        type="url"
        inputMode="url"
        autoComplete="off"
        spellCheck={false}
        maxLength={4096}
        value={url}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit" className="max-sm:w-full">
        {t("check")}
      </Button>
    </form>
  );
}
