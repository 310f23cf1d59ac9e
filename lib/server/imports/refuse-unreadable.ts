import "server-only";
import { AppError } from "../errors";
import { ListError } from "./reading/list-error";

/** Turns a list that cannot be read into the refusal a client is told; codes and facts stay the same. */
export async function refuseUnreadable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof ListError) throw new AppError(error.code, { params: error.params, cause: error });
    throw error;
  }
}
