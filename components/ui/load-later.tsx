"use client";

import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import type { ComponentType } from "react";
import { Notice } from "./notice";

/**
 * A component that is loaded when it is shown for the first time. Where that fails, because the connection is gone or
 * Kenshin is a newer one than the page, it says so in its place; thrown on, it would take the page and what was typed along.
 */
export function loadLater<Props>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  return dynamic<Props>(() => load().catch(() => NotLoaded), { ssr: false });
}

function NotLoaded() {
  const t = useTranslations("errors");
  return (
    <Notice tone="danger" role="alert">
      <p>{t("not_loaded")}</p>
    </Notice>
  );
}
