import type { CauseHealthDto, HealthDto } from "@/lib/schemas/health";

/** What to do about one row: a page where it is done, a sentence for what only people can do, or nothing. */
export type SheetRemedy =
  | { readonly kind: "link"; readonly path: `/${string}`; readonly text: LinkText }
  | { readonly kind: "advice"; readonly text: "privateWindow" | "forgotPassword" }
  | { readonly kind: "none" };

type LinkText =
  | "shareLoginPage"
  | "cleanUpDuplicates"
  | "reviewDuplicates"
  | "importList"
  | "importAgain"
  | "showOperators"
  | "reviewDeleted"
  | "enterContract"
  | "reviewContract"
  | "showCases";

type Directory = "utage" | "hosted";

const NONE: SheetRemedy = { kind: "none" };
const link = (path: `/${string}`, text: LinkText): SheetRemedy => ({ kind: "link", path, text });
const IMPORT_LIST = link("/imports", "importList");
const IMPORT_AGAIN = link("/imports", "importAgain");

/** The fix of one row of the sheet. */
export function remedyOf(row: CauseHealthDto, health: HealthDto, directory: Directory): SheetRemedy {
  switch (row.slug) {
    case "wrong-login-page":
      return link("/login-page", "shareLoginPage");
    case "other-session":
      if (row.grade === "C") return link("/diagnosis", "showCases");
      return { kind: "advice", text: "privateWindow" };
    case "duplicate-email":
      if (row.grade === "D") return link("/duplicate-emails", "cleanUpDuplicates");
      if (row.grade === null) return IMPORT_LIST;
      if (row.grade !== "B") return NONE;
      // Without look-alikes the B stands for a list that is old.
      return health.totals.possibleGroups > 0 ? link("/duplicate-emails", "reviewDuplicates") : IMPORT_AGAIN;
    case "wrong-password":
      if (directory === "utage") return { kind: "advice", text: "forgotPassword" };
      return row.grade === "D" ? link("/operators", "showOperators") : NONE;
    case "deleted-operator":
      if (row.grade === null) return IMPORT_LIST;
      if (row.grade === "B") return IMPORT_AGAIN;
      return row.count > 0 ? link("/deleted-operators", "reviewDeleted") : NONE;
    case "inactive-contract":
      if (row.grade === "A" || row.grade === null) return NONE;
      return link("/contract", row.grade === "C" ? "enterContract" : "reviewContract");
  }
}

/** The one thing to do first: the fix of the worst row that has one and is not waived; null when nothing is wrong. */
export function firstRemedy(health: HealthDto, directory: Directory): Extract<SheetRemedy, { kind: "link" }> | null {
  if (health.grade === null || health.grade === "A") return null;
  for (const row of health.causes) {
    const remedy = remedyOf(row, health, directory);
    if (row.grade === health.grade && row.waiver === null && remedy.kind === "link") return remedy;
  }
  return null;
}
