"use client";

import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { useProblemText } from "@/components/problem-message";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Menu } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useExportOperators } from "@/lib/client/export-operators";
import { type OperatorListView, operatorFilterOf } from "@/lib/client/operator-list-view";

/** Saves what the list shows, all pages of it, in the encoding the owner chooses. */
export function ExportMenu({ code, view }: { code: string; view: OperatorListView }) {
  const t = useTranslations("operators.export");
  const run = useExportOperators(code);
  const toast = useToast();
  const problemText = useProblemText();
  const unmappable = run.error instanceof ApiError && run.error.code === "unmappable_characters" ? run.error : null;
  const start = (choice: { encoding: "utf-8" | "shift_jis"; unmappable?: "escape" }) =>
    run.mutate(
      { ...operatorFilterOf(view), sort: view.sort, ...choice },
      {
        onSuccess: () => toast.success(t("done")),
        onError: (error) => {
          if (error instanceof ApiError && error.code === "unmappable_characters") return;
          toast.danger(t("failed"), { description: problemText(error).text });
        },
      },
    );
  return (
    <>
      <Menu
        trigger={
          <Button icon={<Download aria-hidden />} pending={run.isPending}>
            {t("button")}
          </Button>
        }
        entries={() => [
          { key: "utf-8", label: <Choice kind="utf8" />, onSelect: () => start({ encoding: "utf-8" }) },
          { key: "shift_jis", label: <Choice kind="shiftJis" />, onSelect: () => start({ encoding: "shift_jis" }) },
        ]}
      />
      <Dialog
        open={unmappable !== null}
        onOpenChange={() => run.reset()}
        title={t("unmappableTitle")}
        lead={t("unmappableLead")}
        actions={
          <>
            <Button onClick={() => start({ encoding: "shift_jis", unmappable: "escape" })}>{t("escape")}</Button>
            <Button variant="primary" onClick={() => start({ encoding: "utf-8" })}>
              {t("asUtf8")}
            </Button>
          </>
        }
      >
        {unmappable ? <Unmappable error={unmappable} /> : null}
      </Dialog>
    </>
  );
}

function Choice({ kind }: { kind: "utf8" | "shiftJis" }) {
  const t = useTranslations("operators.export");
  return (
    <span className="grid">
      <span>{t(kind)}</span>
      <span className="text-sm text-muted">{t(`${kind}Hint`)}</span>
    </span>
  );
}

/** Rows as a spreadsheet counts them, the header being row 1. */
function Unmappable({ error }: { error: ApiError }) {
  const t = useTranslations("operators.export");
  return (
    <section
      aria-label={t("unmappableList")}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard (WCAG 2.1.1).
      tabIndex={0}
      className="max-h-60 overflow-y-auto rounded-6 border border-border"
    >
      <ul className="divide-y divide-border">
        {error.errors.map((entry) => (
          <li key={`${entry.path} ${entry.message}`} className="px-3 py-2">
            {t("unmappableRow", { row: Number(entry.path.split(".")[1] ?? 0), character: entry.message })}
          </li>
        ))}
      </ul>
    </section>
  );
}
