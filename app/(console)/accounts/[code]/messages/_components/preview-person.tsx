import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { ProblemMessage } from "@/components/problem-message";
import { SearchField } from "@/components/ui/search-field";
import { Sheet } from "@/components/ui/sheet";
import { SkeletonList } from "@/components/ui/skeleton";
import { TextLink } from "@/components/ui/text-link";
import { useFoundOperators } from "@/lib/client/diagnoses";
import type { AppLocale } from "@/lib/i18n/config";

export interface PreviewPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

interface PreviewPersonSheetProps {
  code: string;
  locale: AppLocale;
  person: PreviewPerson | null;
  query: string;
}

/** For whom previews are filled: a made-up person, or a real one with what the diagnosis says about them. */
export function PreviewPersonSheet({ code, locale, person, query }: PreviewPersonSheetProps) {
  const t = useTranslations("messageTemplates.person");
  const router = useRouter();
  const hrefOf = (parameters: Record<string, string>) =>
    `/accounts/${code}/messages?${new URLSearchParams({ language: locale, ...parameters })}`;
  const search = (next: string) => router.push(hrefOf(next === "" ? {} : { query: next }), { scroll: false });
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <p>
        {person === null ? t("example") : t("chosen", { name: person.name || person.email })}
        {person === null ? null : (
          <TextLink href={hrefOf({})} scroll={false} className="ml-3">
            {t("back")}
          </TextLink>
        )}
      </p>
      <SearchField value={query} onSearch={search} label={t("search")} placeholder={t("search")} />
      {query === "" ? null : <FoundPeople code={code} query={query} hrefOf={(id) => hrefOf({ operator: id })} />}
    </Sheet>
  );
}

function FoundPeople({ code, query, hrefOf }: { code: string; query: string; hrefOf: (id: string) => string }) {
  const t = useTranslations("messageTemplates.person");
  const { data, error, isPlaceholderData } = useFoundOperators(code, query);
  if (error) return <ProblemMessage error={error} />;
  if (data === undefined || isPlaceholderData) return <SkeletonList rows={3} />;
  if (data.items.length === 0) return <p role="status">{t("nobody")}</p>;
  const more = (data.total ?? 0) - data.items.length;
  return (
    <>
      <ul className="divide-y divide-border border-y border-border">
        {data.items.map(({ id, name, email }) => (
          <li key={id} className="grid py-2.5">
            <TextLink href={hrefOf(id)} scroll={false} className="justify-self-start">
              {name === "" ? t("noName") : name}
            </TextLink>
            <span className="font-mono text-sm break-all text-muted">{email}</span>
          </li>
        ))}
      </ul>
      {more > 0 ? <p className="text-[0.9375rem] text-muted">{t("more", { count: more })}</p> : null}
    </>
  );
}
