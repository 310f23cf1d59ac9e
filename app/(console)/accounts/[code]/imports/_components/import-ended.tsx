"use client";

import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { Notice } from "@/components/ui/notice";
import { SUPERSEDED } from "@/lib/domain/import/superseded";
import type { ImportDto } from "@/lib/schemas/import";
import { useAdvice } from "./advice";
import { ImportCounts } from "./import-counts";
import { LOOK_AT_LIST } from "./use-draft-import";
import { useFailureText } from "./use-failure-text";

/** How an import ended, in a sentence, and where to go from here. */
export function ImportEnded({ code, data, ownList }: { code: string; data: ImportDto; ownList: boolean }) {
  const t = useTranslations("imports");
  const path = `/accounts/${code}`;
  if (data.status === "done") {
    const nothingNew = data.added + data.updated + data.missing === 0 && data.unchanged > 0;
    return (
      <>
        <Notice tone="success" title={t("done.title")}>
          {nothingNew ? <p>{t("done.nothingNew")}</p> : null}
        </Notice>
        <ImportCounts data={data} />
        <div className="grid gap-3 sm:flex">
          <ButtonLink variant="primary" href={path}>
            {t("one.sheet")}
          </ButtonLink>
          <ButtonLink href={`${path}/imports`}>{t("one.another")}</ButtonLink>
        </div>
      </>
    );
  }
  const isSuperseded = data.failure?.code === SUPERSEDED;
  return (
    <>
      {data.status === "failed" ? (
        <FailureNotice data={data} />
      ) : (
        <Notice title={t(isSuperseded ? "superseded.title" : "cancelled.title")}>
          {isSuperseded ? <p>{t("superseded.body")}</p> : null}
          <p>{t("cancelled.body")}</p>
        </Notice>
      )}
      <ButtonLink
        className="justify-self-start max-sm:w-full"
        variant="primary"
        href={`${path}/imports${ownList ? LOOK_AT_LIST : ""}`}
      >
        {ownList ? t("failed.backToDraft") : t("failed.again")}
      </ButtonLink>
    </>
  );
}

function FailureNotice({ data }: { data: ImportDto }) {
  const t = useTranslations("imports.failed");
  const failureText = useFailureText();
  const adviceFor = useAdvice();
  const advice = data.failure ? adviceFor(data.failure.code) : undefined;
  return (
    <Notice tone="danger" title={t("title")}>
      <p>{failureText(data.failure)}</p>
      {advice ? <p>{advice}</p> : null}
      <p>{t("unchanged")}</p>
    </Notice>
  );
}
