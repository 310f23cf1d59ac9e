"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import { classNames } from "@/components/ui/class-names";
import { loadLater } from "@/components/ui/load-later";
import { useToast } from "@/components/ui/toast";
import { useBulkWorks } from "@/lib/client/bulk-works";
import type { BulkWorkDto } from "@/lib/schemas/bulk-work";

// Most pages are opened while nothing is under way.
const BulkWork = loadLater(() => import("./bulk-work").then((module) => module.BulkWork), { quietly: true });

interface BulkWorksProps {
  code: string;
  className?: string;
}

/** How far work on many operators is: on every page of the contract, so that whoever left or reloaded finds it again. */
export function BulkWorks({ code, className }: BulkWorksProps) {
  const t = useTranslations("shell.bulkWorks");
  const toast = useToast();
  const router = useRouter();
  const tellEnd = useCallback(
    ({ status }: BulkWorkDto) => {
      if (status === "running") return;
      toast.info(t(`ended.${status}`));
      router.refresh();
    },
    [t, toast, router],
  );
  const works = useBulkWorks(code, tellEnd);
  if (works.length === 0) return null;
  return (
    <section aria-label={t("label")} className={classNames("grid gap-3", className)}>
      {works.map((work) => (
        <BulkWork key={work.id} code={code} work={work} />
      ))}
    </section>
  );
}
