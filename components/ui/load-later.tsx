"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { Notice } from "./notice";

/**
 * A component that is loaded when it is shown for the first time. Where that fails, because the connection is gone or
 * Kenshin is a newer one than the page, it says so in its place; thrown on, it would take the page and what was typed along.
 * Not by Suspense: React holds back for 300 ms what arrives after a fallback, and here somebody waits for it.
 */
export function loadLater<Props extends object>(load: Load<Props>): ComponentType<Props> {
  return (props) => <Later load={load} props={props} />;
}

type Load<Props> = () => Promise<ComponentType<Props>>;

function Later<Props extends object>({ load, props }: { load: Load<Props>; props: Props }) {
  const [Loaded, setLoaded] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    let isGone = false;
    load()
      .catch((): ComponentType<Props> => NotLoaded)
      .then((component) => {
        if (!isGone) setLoaded(() => component);
      });
    return () => {
      isGone = true;
    };
  }, [load]);
  return Loaded === null ? null : <Loaded {...props} />;
}

function NotLoaded() {
  const t = useTranslations("errors");
  return (
    <Notice tone="danger" role="alert">
      <p>{t("not_loaded")}</p>
    </Notice>
  );
}
