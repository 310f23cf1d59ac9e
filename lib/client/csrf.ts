import { textOf } from "./json-value";

/** The token in an answer of next-auth's `/csrf`, which its other routes ask for; throws where there is none. */
export function readCsrfToken(body: unknown): string {
  const token = textOf(body, "csrfToken");
  if (token === undefined) throw new Error("no csrf token in the answer");
  return token;
}
