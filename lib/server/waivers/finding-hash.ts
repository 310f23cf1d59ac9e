import "server-only";
import { createHash } from "node:crypto";
import { contractFindings } from "@/lib/domain/contract";
import type { HealthRow } from "@/lib/domain/health";
import { affectedByCause } from "@/lib/domain/login/affected";
import { waivableFacts } from "@/lib/domain/waiver";
import type { AccountFacts } from "../health/load-account-facts";
import { judge } from "../preflight/preflight-account";

/** Hashes the facts behind a row of the sheet: equal while the same finding is about the same people. */
export function findingHash({ slug, finding }: HealthRow, known: AccountFacts, now: Date): string {
  return createHash("sha256")
    .update(waivableFacts(finding, aboutOf(slug, known, now)))
    .digest("base64url");
}

function aboutOf(slug: HealthRow["slug"], known: AccountFacts, now: Date): string {
  switch (slug) {
    case "inactive-contract":
      return contractFacts(known, now);
    case "other-session":
      // What is found there are reports, not people: somebody may report who is known by name alone.
      return known.openReports;
    default:
      return affectedByCause(judge(known, now))[slug].fingerprint;
  }
}

/** The sheet names one finding of the contract; behind it there may be more. Days left are no facts: dates are. */
function contractFacts({ facts: { contract } }: AccountFacts, now: Date): string {
  const { status, findings } = contractFindings(contract, now);
  return JSON.stringify([status, ...findings.map((finding) => ({ ...finding, daysLeft: 0, daysOld: 0 }))]);
}
