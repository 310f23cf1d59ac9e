import { dehydrate, HydrationBoundary, QueryClient, type QueryKey } from "@tanstack/react-query";
import type { ReactNode } from "react";

interface HydratedProps {
  /** What the server has read already, under the keys that the page's hooks ask for; as the API would answer it. */
  entries: readonly { key: QueryKey; data: unknown }[];
  children: ReactNode;
}

/** Hands the data of a server page to the hooks of its client components, so that the first paint is complete. */
export function Hydrated({ entries, children }: HydratedProps) {
  const client = new QueryClient();
  for (const { key, data } of entries) client.setQueryData(key, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
