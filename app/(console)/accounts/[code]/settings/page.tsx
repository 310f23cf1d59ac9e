import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { ClientMessages } from "@/components/client-messages";
import { DefinitionList } from "@/components/ui/definition-list";
import { PageHeader } from "@/components/ui/page-header";
import { Sheet } from "@/components/ui/sheet";
import { formatDate } from "@/lib/i18n/formats";
import { requirePageAccount } from "@/lib/server/page-access";
import { SettingsForm } from "./_components/settings-form";

interface SettingsPageProps {
  params: Promise<{ code: string }>;
}

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("settings");
  return { title: t("title") };
}

export default async function SettingsPage({ params }: SettingsPageProps) {
  const { account } = await requirePageAccount("account:read", (await params).code);
  const t = await getTranslations("settings");
  const directories = await getTranslations("health.directories");
  const { code, name, directory, customDomain, createdAt } = account;
  const facts = [
    { key: "code", term: t("code"), description: <span className="font-mono">{code}</span> },
    { key: "directory", term: t("directory"), description: directories(directory) },
    { key: "createdAt", term: t("createdAt"), description: formatDate(createdAt) },
  ];
  return (
    <>
      <PageHeader title={t("title")} lead={t(`lead.${directory}`)} />
      <div className="grid gap-6">
        <ClientMessages namespaces={["settings"]}>
          <SettingsForm code={code} directory={directory} name={name} customDomain={customDomain ?? ""} />
        </ClientMessages>
        <Sheet title={t("facts")}>
          <DefinitionList items={facts} />
        </Sheet>
      </div>
    </>
  );
}
