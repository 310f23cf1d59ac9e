"use client";

import { useSetOperatorPassword } from "@/lib/client/password-resets";
import { NewPasswordForm } from "../../../../../_components/new-password-form";

interface OperatorPasswordFormProps {
  code: string;
  token: string;
  email: string;
}

export function OperatorPasswordForm({ code, token, email }: OperatorPasswordFormProps) {
  const { mutate, error, isPending, isSuccess } = useSetOperatorPassword();
  const setPassword = {
    mutate: (password: string, then: Parameters<typeof mutate>[1]) => mutate({ code, token, password }, then),
    ...{ error, isPending, isSuccess },
  };
  return <NewPasswordForm email={email} setPassword={setPassword} doneHref={`/operator/${code}/login?done=password`} />;
}
