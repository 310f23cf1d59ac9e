"use client";

import { CircleUserRound, LogOut, UserRound } from "lucide-react";
import { useTranslations } from "next-intl";
import { Menu } from "@/components/ui/menu";
import { useToast } from "@/components/ui/toast";
import { signOut } from "@/lib/client/sign-out";

interface ProfileMenuProps {
  name: string;
  email: string;
}

export function ProfileMenu({ name, email }: ProfileMenuProps) {
  const t = useTranslations("console");
  const toast = useToast();
  const leave = () => {
    signOut().catch(() => toast.danger(t("logOutFailed")));
  };
  return (
    <Menu
      heading={
        <>
          <p className="font-bold">{name}</p>
          <p className="text-muted">{email}</p>
        </>
      }
      entries={() => [
        { key: "profile", label: t("profile"), icon: <UserRound aria-hidden />, href: "/profile" },
        { key: "leave", label: t("logOut"), icon: <LogOut aria-hidden />, onSelect: leave },
      ]}
      trigger={
        <button
          type="button"
          aria-label={t("profileMenu", { name })}
          className="flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-6 px-2 hover:bg-sunken"
        >
          <CircleUserRound aria-hidden className="size-6 shrink-0" />
          <span className="max-w-40 truncate text-[0.9375rem] max-md:hidden">{name}</span>
        </button>
      }
    />
  );
}
