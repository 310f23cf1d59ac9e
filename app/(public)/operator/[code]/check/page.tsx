import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CheckPage, type CheckPageSearch } from "./_components/check-page";

type SelfCheckPageProps = { params: Promise<{ code: string }>; searchParams: Promise<CheckPageSearch> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("selfCheck"))("title") };
}

/** Helps an operator who cannot sign in. The same for every code: it names no contract and tells nobody who exists (S15). */
export default async function SelfCheckPage({ params, searchParams }: SelfCheckPageProps) {
  return <CheckPage code={(await params).code} token={null} search={await searchParams} />;
}
