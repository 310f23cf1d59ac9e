"use client";

import { useTranslations } from "next-intl";
import { useState } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { useBrowserFacts } from "@/lib/client/browser-facts";
import { useSendSelfCheck } from "@/lib/client/self-checks";
import type { BrowserGuide } from "@/lib/domain/browser-guide";
import {
  otherLogin,
  type Seen,
  type SelfCheckFacts,
  type SelfCheckOutcome,
  type SelfCheckStep,
  stepsToWalk,
} from "@/lib/domain/self-check";
import { LoginPageButton } from "./login-page-button";
import { Obstacles } from "./obstacles";
import { Report } from "./report";
import { SeenQuestion } from "./seen-question";
import { StepList } from "./step-list";
import { TwoWays } from "./two-ways";

/** The login that is alive in this browser; `account` is null for an owner's. */
export type SignedInHere = {
  readonly name: string;
  readonly email: string;
  readonly account: { readonly code: string; readonly name: string } | null;
  /** The very person's whose link this is. */
  readonly own: boolean;
};

export interface SelfCheckProps {
  code: string;
  token: string | null;
  /** This page's own address. */
  path: string;
  directory: "utage" | "hosted";
  loginUrl: string;
  /** The same as the button opens it. */
  loginHref: string;
  /** This page outside LINE; null where it is there already. */
  outsideHref: string | null;
  byLink: boolean;
  personal: boolean;
  guide: BrowserGuide;
  apple: boolean;
  /** The maker's page on private windows. */
  help: string | null;
  /** Such as `LINE / iPhone`; empty when not known. */
  browser: string;
  signedIn: SignedInHere | null;
  initialSeen: Seen | null;
}

/**
 * A short walk: open the right page, say what is to be seen, take the steps that remain in this browser, report. Everything
 * that helps without scripts stands in the page as it arrives.
 */
export function SelfCheck(props: SelfCheckProps) {
  const t = useTranslations("selfCheck");
  const walk = useWalk(props);
  const { facts, isReady, solved } = walk;
  if (solved) return <Solved loginUrl={props.loginUrl} />;
  return (
    <>
      <Obstacles facts={facts} {...props} />
      <LoginPageButton {...props} primary={facts.loginHere !== true} onOpen={() => walk.take("open-login-page")} />
      {facts.seen === null ? (
        <>
          <SeenQuestion onChoose={walk.choose} />
          {otherLogin(facts) === false ? null : <TwoWays {...props} guide={facts.guide} />}
        </>
      ) : (
        <StepList
          {...props}
          {...{ facts, isReady }}
          onTake={walk.take}
          onSolved={walk.solve}
          onChange={() => walk.choose(null)}
        />
      )}
      <Report
        {...props}
        {...{ facts, isReady }}
        isNext={facts.seen !== null && stepsToWalk(facts).every((step) => facts.tried.includes(step))}
      />
      <p className="text-sm text-muted">{t(`privacy.${props.personal ? "personal" : "open"}`)}</p>
    </>
  );
}

/** What was found out and done so far. Behind a personal link every answer is passed on, so that the owner sees it without a report. */
function useWalk({ code, token, personal, directory, signedIn, guide, apple, initialSeen }: SelfCheckProps) {
  const [seen, setSeen] = useState(initialSeen);
  const [tried, setTried] = useState<readonly SelfCheckStep[]>([]);
  const [solved, setSolved] = useState(false);
  const { mutate } = useSendSelfCheck();
  const browser = useBrowserFacts({ guide, apple });
  const { cookies, privateWindow } = browser;
  const loginHere = directory === "hosted" ? signedIn !== null && !signedIn.own : null;
  const facts: SelfCheckFacts = { guide: browser.guide, seen, loginHere, cookies, privateWindow, tried };

  const tell = (outcome: SelfCheckOutcome, now: { seen: Seen | null }) => {
    if (!personal) return;
    mutate({ ...{ code, token, outcome, cookies, privateWindow }, ...now, tried: [...tried], report: null });
  };
  return {
    facts,
    /** Scripts run: what needs them may be offered. */
    isReady: cookies !== null,
    solved,
    choose: (next: Seen | null) => {
      setSeen(next);
      if (next !== null) tell("looked", { seen: next });
    },
    take: (step: SelfCheckStep) => setTried((before) => (before.includes(step) ? before : [...before, step])),
    solve: () => {
      setSolved(true);
      tell("solved", { seen });
    },
  };
}

function Solved({ loginUrl }: { loginUrl: string }) {
  const t = useTranslations("selfCheck");
  return (
    <Notice tone="success" role="status" title={t("solved.title")}>
      <p>{t("solved.body")}</p>
      <p className="font-mono text-[0.9375rem] break-all">{loginUrl}</p>
      <CopyButton value={loginUrl} label={t("open.copy")} size="sm" className="justify-self-start" />
    </Notice>
  );
}
