import { judgeReport, type Report } from "@/lib/server/cases/judge-report";
import { openCase } from "@/lib/server/cases/open-case";

/** A report that became a case, without the self-check that carried it. Gives the case's id. */
export async function openReportedCase(report: Report, now: Date): Promise<string> {
  return openCase(await judgeReport(report, now), now);
}
