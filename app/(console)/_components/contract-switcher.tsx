"use client";

import { ChevronsUpDown, LayoutList } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu, type MenuEntry } from "@/components/ui/menu";

interface ContractSwitcherProps {
  current: { code: string; name: string };
  accounts: readonly { code: string; name: string }[];
}

export function ContractSwitcher({ current, accounts }: ContractSwitcherProps) {
  const t = useTranslations("console");
  const entries = (): MenuEntry[] => [
    ...accounts.map((account) => ({
      key: account.code,
      label: account.name,
      href: `/accounts/${account.code}`,
      current: account.code === current.code,
    })),
    { key: "line", separator: true },
    { key: "all", label: t("allContracts"), icon: <LayoutList aria-hidden />, href: "/accounts" },
  ];
  return (
    <Menu
      align="start"
      entries={entries}
      trigger={
        <button
          type="button"
          aria-label={t("switchContract", { name: current.name })}
          className="flex min-h-11 max-w-full items-center gap-2 rounded-6 px-2 text-left font-bold hover:bg-sunken"
        >
          <span className="truncate">{current.name}</span>
          <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-muted" />
        </button>
      }
    />
  );
}
