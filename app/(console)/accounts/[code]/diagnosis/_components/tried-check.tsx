import { useTranslations } from "next-intl";
import { Checkbox } from "@/components/ui/checkbox";
import { type CauseSlug, PERSONS_CAUSES, type PersonsCause } from "@/lib/domain/login/verdict";
import type { AccountRef } from "@/lib/schemas/account";
import type { CauseVerdictDto } from "@/lib/schemas/diagnosis";

interface TriedCheckProps {
  directory: AccountRef["directory"];
  verdict: CauseVerdictDto;
  tried: readonly PersonsCause[];
  onChange: (tried: readonly PersonsCause[]) => void;
}

/** What nobody can see from here is ruled out by the person's trying it; the next cause then has its turn. */
export function TriedCheck({ directory, verdict, tried, onChange }: TriedCheckProps) {
  const t = useTranslations("diagnosis.tried");
  const cause = personsCause(verdict.slug, directory);
  if (cause === undefined) return null;
  const isTried = tried.includes(cause);
  if (!isTried && verdict.state !== "unknown") return null;
  const toggle = () => onChange(isTried ? tried.filter((one) => one !== cause) : [...tried, cause]);
  return <Checkbox label={t(cause)} checked={isTried} onChange={toggle} />;
}

/** A password that is kept here is known here, whatever somebody tried. */
function personsCause(slug: CauseSlug, directory: AccountRef["directory"]): PersonsCause | undefined {
  return PERSONS_CAUSES.find((one) => one === slug && !(one === "wrong-password" && directory === "hosted"));
}
