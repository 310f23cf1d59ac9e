import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CheckPage, type CheckPageSearch } from "../_components/check-page";

type LinkedSelfCheckPageProps = {
  params: Promise<{ code: string; token: string }>;
  searchParams: Promise<CheckPageSearch>;
};

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("selfCheck"))("title") };
}

/** The same page behind a link that says whose it is. Whoever holds the link sees it, so it greets nobody by name. */
export default async function LinkedSelfCheckPage({ params, searchParams }: LinkedSelfCheckPageProps) {
  const { code, token } = await params;
  return <CheckPage code={code} token={token} search={await searchParams} />;
}
