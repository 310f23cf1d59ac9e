import { readCsrfToken } from "./csrf";
import { textOf } from "./json-value";

export type SignInRefusal = "refused" | "otherSession" | "unavailable" | "badOrigin" | "network" | "malformed";
export type SignInResult =
  | { readonly ok: true; readonly url: string }
  | { readonly ok: false; readonly reason: SignInRefusal };

// What the server puts into `?error=`, and the codes of a problem document.
const REASONS: ReadonlyMap<string, SignInRefusal> = new Map([
  ["CredentialsSignin", "refused"],
  ["other_session", "otherSession"],
  ["unavailable", "unavailable"],
  ["database_unavailable", "unavailable"],
  ["bad_origin", "badOrigin"],
]);

type Credentials = {
  readonly email: string;
  readonly password: string;
  /** The contract whose operator signs in; without one an owner does. */
  readonly code?: string | undefined;
};

/** Signs somebody in through next-auth's own routes. Never throws; the password is sent as it is. */
export async function signIn({ email, password, code }: Credentials, callbackUrl: string): Promise<SignInResult> {
  const fields = code === undefined ? { email, password } : { code, email, password };
  try {
    const csrfToken = readCsrfToken(await (await fetch("/api/auth/csrf", { cache: "no-store" })).json());
    const response = await fetch(`/api/auth/callback/${code === undefined ? "owner" : "operator"}`, {
      method: "POST",
      body: new URLSearchParams({ csrfToken, ...fields, callbackUrl, json: "true" }),
    });
    const body: unknown = await response.json();
    return readAnswer(response.ok, body);
  } catch (error) {
    return { ok: false, reason: error instanceof TypeError ? "network" : "malformed" };
  }
}

function readAnswer(ok: boolean, body: unknown): SignInResult {
  const address = textOf(body, "url");
  if (address === undefined) return { ok: false, reason: refusalOf(textOf(body, "code")) };
  const url = new URL(address, window.location.href);
  const error = url.searchParams.get("error");
  // Without the csrf token next-auth answers 200 and the address of its own sign-in page.
  const signedIn = ok && error === null && url.origin === window.location.origin && !url.pathname.startsWith("/api/");
  return signedIn ? { ok: true, url: url.href } : { ok: false, reason: refusalOf(error) };
}

/** What a code of the server means to who signs in. */
export function refusalOf(code: string | null | undefined): SignInRefusal {
  return REASONS.get(code ?? "") ?? "malformed";
}
