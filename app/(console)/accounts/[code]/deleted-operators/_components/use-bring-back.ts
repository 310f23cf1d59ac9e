"use client";

import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useToast } from "@/components/ui/toast";
import { ApiError } from "@/lib/client/api-error";
import { useBringBack, type WayBack } from "@/lib/client/deleted-operators";
import type { DeletedOperatorDto } from "@/lib/schemas/operator";

/** Brings one operator back; when the address is held by now, says by whom and asks again. */
export function useBringBackOperator(code: string, operator: DeletedOperatorDto, way: WayBack, onClose: () => void) {
  const t = useTranslations("deletedOperators");
  const toast = useToast();
  const router = useRouter();
  const bringBack = useBringBack(code);
  const { error } = bringBack;
  const inUse = error instanceof ApiError && error.code === "email_in_use" ? error : null;
  return {
    pending: bringBack.isPending,
    /** Name and address of the operator who holds the address. */
    holder: inUse?.fieldError("email")?.message ?? null,
    error: inUse ? null : error,
    run: () =>
      bringBack.mutate(
        { id: operator.id, way, force: inUse !== null },
        {
          onSuccess: (saved) => {
            onClose();
            toast.success(t(way === "restore" ? "restored" : "recreated", { name: saved.name || saved.email }));
            router.refresh();
          },
        },
      ),
  };
}
