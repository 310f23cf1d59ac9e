import {
  ArrowLeftRight,
  ClipboardCheck,
  CopyMinus,
  FileInput,
  FileText,
  History,
  KeyRound,
  type LucideIcon,
  Mail,
  MessageSquareText,
  MonitorSmartphone,
  Settings,
  Stethoscope,
  UserRoundX,
  UsersRound,
} from "lucide-react";
import { getTranslations } from "next-intl/server";
import type { NavigationGroup, NavigationLink } from "@/components/side-navigation";
import { countOpenCases } from "@/lib/server/cases/list-cases";
import { OpenCaseCount } from "./open-case-count";

/** The pages of one contract. `path` is what follows its address; the sheet itself has none. */
const GROUPS = [
  {
    key: "overview",
    pages: [
      { key: "sheet", path: "", icon: ClipboardCheck },
      { key: "checkUps", path: "/check-ups", icon: ArrowLeftRight },
      { key: "diagnosis", path: "/diagnosis", icon: Stethoscope },
      { key: "operators", path: "/operators", icon: UsersRound },
      { key: "imports", path: "/imports", icon: FileInput },
    ],
  },
  {
    key: "causes",
    pages: [
      { key: "loginPage", path: "/login-page", icon: MonitorSmartphone },
      { key: "duplicateEmails", path: "/duplicate-emails", icon: CopyMinus },
      { key: "passwordResets", path: "/password-resets", icon: KeyRound },
      { key: "deletedOperators", path: "/deleted-operators", icon: UserRoundX },
      { key: "contract", path: "/contract", icon: FileText },
    ],
  },
  {
    key: "records",
    pages: [
      { key: "messages", path: "/messages", icon: MessageSquareText },
      { key: "mails", path: "/mails", icon: Mail },
      { key: "auditLog", path: "/audit-log", icon: History },
      { key: "settings", path: "/settings", icon: Settings },
    ],
  },
] as const satisfies readonly { key: string; pages: readonly { key: string; path: string; icon: LucideIcon }[] }[];

export async function accountNavigation({
  id,
  code,
}: {
  readonly id: string;
  readonly code: string;
}): Promise<NavigationGroup[]> {
  const [t, openCases] = await Promise.all([getTranslations("console"), countOpenCases(id)]);
  return GROUPS.map((group) => ({
    key: group.key,
    heading: group.key === "overview" ? undefined : t(`groups.${group.key}`),
    links: group.pages.map(({ key, path, icon: Icon }): NavigationLink => {
      return {
        ...{ href: `/accounts/${code}${path}`, label: t(`pages.${key}`), icon: <Icon key={key} aria-hidden /> },
        badge: key === "diagnosis" ? <OpenCaseCount key={key} code={code} counted={openCases} /> : undefined,
      };
    }),
  }));
}
