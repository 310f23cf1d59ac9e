"use client";

import { useTranslations } from "next-intl";
import { type ComponentType, useEffect, useState } from "react";
import { LoadingMark } from "./loading-mark";
import { Notice } from "./notice";

/**
 * A component that is loaded when it is shown for the first time. Where that fails, because the connection is gone or
 * Kenshin is a newer one than the page, it says so in its place; thrown on, it would take the page and what was typed along.
 * Not by Suspense: React holds back for 300 ms what arrives after a fallback, and here somebody waits for it.
 * @param quietly nobody asked for it, so that nothing says that it is on its way
 */
export function loadLater<Props extends object>(load: Load<Props>, { quietly = false } = {}): ComponentType<Props> {
  return (props) => <Later load={load} props={props} quietly={quietly} />;
}

type Load<Props> = () => Promise<ComponentType<Props>>;

interface LaterProps<Props> {
  load: Load<Props>;
  props: Props;
  quietly: boolean;
}

function Later<Props extends object>({ load, props, quietly }: LaterProps<Props>) {
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
  if (Loaded !== null) return <Loaded {...props} />;
  return quietly ? null : <LoadingMark />;
}

function NotLoaded() {
  const t = useTranslations("errors");
  return (
    <Notice tone="danger" role="alert">
      <p>{t("not_loaded")}</p>
    </Notice>
  );
}
