import { createApiClient } from "./api-client";
import { readCsrfToken } from "./csrf";

const auth = createApiClient("/api/auth");

/**
 * Ends the login and opens a login page as a new document, so that nothing of the old one stays in memory. Throws an
 * ApiError when the server did not confirm it: the login is still alive then.
 */
export async function signOut(to = "/login"): Promise<void> {
  const csrfToken = await auth.get("/csrf", { schema: async () => ({ parse: readCsrfToken }) });
  await auth.post("/signout", {
    schema: async () => ({ parse: () => undefined }),
    body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
    contentType: "application/x-www-form-urlencoded",
  });
  window.location.assign(to);
}
