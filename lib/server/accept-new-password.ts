import "server-only";
import { passwordWeakness } from "@/lib/domain/password";
import { AppError } from "./errors";
import { hashPassword } from "./password-hash";

/**
 * The hash of a password that may be kept (S20). Throws `weak_password`, naming the weakness at the field `field`.
 */
export async function acceptNewPassword(password: string, address: string, field: string): Promise<string> {
  const weakness = passwordWeakness(password, address);
  if (weakness) {
    throw new AppError("weak_password", {
      params: { weakness },
      errors: [{ path: field, code: weakness, message: "This password is too easy to guess." }],
    });
  }
  return hashPassword(password);
}
