"use client";

import NextLink from "next/link";
import { type ComponentProps, useState } from "react";

export type LinkProps = ComponentProps<typeof NextLink>;

/**
 * A link that fetches its page ahead when somebody is about to go there, by pointer or by keyboard. Next's own fetches
 * every page that comes into sight: a list of fifty people would ask the server for fifty of them.
 */
export function Link({ prefetch, onPointerEnter, onFocus, ...rest }: LinkProps) {
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
    />
  );
}
