"use client";

import { useSetOwnerPassword } from "@/lib/client/owners";
import { NewPasswordForm } from "../../../_components/new-password-form";

export function OwnerPasswordForm({ token, email }: { token: string; email: string }) {
  const { mutate, error, isPending, isSuccess } = useSetOwnerPassword();
  const setPassword = {
    mutate: (password: string, then: Parameters<typeof mutate>[1]) => mutate({ token, password }, then),
    ...{ error, isPending, isSuccess },
  };
  return <NewPasswordForm email={email} setPassword={setPassword} doneHref="/login?done=password" />;
}
