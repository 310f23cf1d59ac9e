import { type Grade, type GradeLetter, gradeDuplicates, gradeLoginPage, worstGrade } from "@/lib/domain/grade";
import type { LoginPageVerdict } from "@/lib/domain/login-page";

type LoginPage = Pick<LoginPageVerdict, "correct" | "advice">;

/** The grade of a list: cause 3, and cause 1 when a login page was given. Facts a file cannot hold are not judged. */
export function gradeFindings(
  totals: { readonly duplicateGroups: number; readonly possibleGroups: number },
  loginPage: LoginPage | null,
): GradeLetter {
  const duplicates = gradeDuplicates({
    sameGroups: totals.duplicateGroups,
    possibleGroups: totals.possibleGroups,
    daysOld: null,
  });
  // Duplicates can always be judged, so the worst of both is never "not examined".
  return worstGrade([duplicates, gradePage(loginPage)]) ?? "A";
}

function gradePage(loginPage: LoginPage | null): Grade {
  if (loginPage === null) return null;
  // A custom domain may be the contract's own; a file cannot say so, only its owner can.
  if (loginPage.advice === "domain_not_known") return "C";
  return gradeLoginPage({ wrongPageUsers: loginPage.correct ? 0 : 1 });
}
