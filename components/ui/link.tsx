"use client";

import NextLink, { useLinkStatus } from "next/link";
import { type ComponentProps, useState } from "react";
import { createPortal } from "react-dom";
import { LoadingMark } from "./loading-mark";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link that fetches its page ahead when somebody is about to go there, by pointer or by keyboard. Next's own fetches
 * every page that comes into sight: a list of fifty people would ask the server for fifty of them. While the page that was
 * asked for is on its way, the one that is there stays, under a mark at the top of the window.
 */
export function Link({ prefetch, onPointerEnter, onFocus, children, ...rest }: LinkProps) {
  const [meant, setMeant] = useState(false);
  return (
    <NextLink
      {...rest}
      prefetch={prefetch ?? (meant ? null : false)}
      onPointerEnter={(event) => {
        setMeant(true);
        onPointerEnter?.(event);
      }}
      onFocus={(event) => {
        setMeant(true);
        onFocus?.(event);
      }}
    >
      {children}
      {/* Who was pointed at or focused may be followed; the other links of a list need not listen. */}
      {meant && <MarkWhileOnItsWay />}
    </NextLink>
  );
}

function MarkWhileOnItsWay() {
  // Out of the link: its name is not that it loads.
  return useLinkStatus().pending && createPortal(<LoadingMark />, document.body);
}
