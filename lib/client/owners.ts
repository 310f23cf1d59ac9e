"use client";

import { useMutation } from "@tanstack/react-query";
import type { OwnerPasswordInput, SetupInput } from "@/lib/schemas/owner";
import { apiClient } from "./api-client";
import { onDemand } from "./schemas-on-demand";

const { ownerPasswordResult, setupResult } = onDemand(() => import("@/lib/schemas/owner"));

/** Makes the first owner. */
export function useSetUp() {
  return useMutation({
    mutationFn: (body: SetupInput) => apiClient.post("/setup", { schema: setupResult, body }),
  });
}

/** Sets an owner's password by a one-time link. */
export function useSetOwnerPassword() {
  return useMutation({
    mutationFn: (body: OwnerPasswordInput) => apiClient.post("/owner-passwords", { schema: ownerPasswordResult, body }),
  });
}
