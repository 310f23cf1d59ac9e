import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { PublicShell } from "@/components/public-shell";
import { hasOwner } from "@/lib/server/owners/first-owner";
import { LanguageSwitch } from "../_components/language-switch";
import { SetupForm } from "./_components/setup-form";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("setup"))("title") };
}

/** The first owner; only while there is none. */
export default async function SetupPage() {
  if (await hasOwner()) redirect("/login");
  const t = await getTranslations("setup");
  return (
    <PublicShell title={t("title")} lead={t("lead")} footer={<LanguageSwitch />}>
      <SetupForm />
    </PublicShell>
  );
}
