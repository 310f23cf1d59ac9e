import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { RadioGroup } from "@/components/ui/radio-group";
import { SEEN, type Seen } from "@/lib/domain/self-check";
import { SeenPicture } from "./seen-picture";

/** What is on the screen, in three pictures. Without scripts the form asks for the page again, with the answer in its address. */
export function SeenQuestion({ onChoose }: { onChoose: (seen: Seen) => void }) {
  const t = useTranslations("selfCheck.seen");
  const [chosen, setChosen] = useState<Seen>();
  const [missing, setMissing] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(chosen === undefined);
    if (chosen !== undefined) onChoose(chosen);
  };
  const options = SEEN.map((seen) => ({
    value: seen,
    label: (
      <span className="flex items-start gap-3">
        <SeenPicture seen={seen} />
        <span className="grid">
          <span className="font-medium leading-snug [word-break:auto-phrase]">{t(seen)}</span>
          <span className="text-sm text-muted">{t(`hints.${seen}`)}</span>
        </span>
      </span>
    ),
  }));
  return (
    <section className="grid gap-3 border-t border-border pt-6">
      <h2 className="text-lg">{t("title")}</h2>
      <form method="get" onSubmit={submit} className="grid gap-4">
        <RadioGroup
          label={t("question")}
          name="seen"
          layout="cards"
          options={options}
          {...(chosen === undefined ? {} : { value: chosen })}
          onChange={(next) => {
            setChosen(next);
            setMissing(false);
          }}
          error={missing ? t("missing") : undefined}
        />
        <Button type="submit">{t("next")}</Button>
      </form>
    </section>
  );
}
