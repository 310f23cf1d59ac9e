"use client";

import { isServer, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ApiError } from "./api-error";

// Asking again helps when the network or the server failed, not when the answer was "no".
function shouldRetry(failures: number, error: Error): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500) return false;
  return failures < 2;
}

function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // Pages arrive with their data in the cache; without a stale time the browser would fetch it all again at once.
      // Without a network everything is tried all the same: who presses a button is told that it failed, instead of
      // waiting for a network that may come back when nobody looks any more.
      queries: { staleTime: 30_000, retry: shouldRetry, networkMode: "always", refetchOnReconnect: true },
      mutations: { retry: false, networkMode: "always" },
    },
  });
}

let browserClient: QueryClient | undefined;

// One client in the browser, even when React suspends the first render; one for each request on the server.
function getQueryClient(): QueryClient {
  if (isServer) return createQueryClient();
  browserClient ??= createQueryClient();
  return browserClient;
}

export function QueryProvider({ children }: { children: ReactNode }) {
  return <QueryClientProvider client={getQueryClient()}>{children}</QueryClientProvider>;
}
