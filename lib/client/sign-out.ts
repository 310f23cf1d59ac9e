import { createApiClient } from "./api-client";
import { readCsrfToken } from "./csrf";
import { tellTabs } from "./login-tabs";

const auth = createApiClient("/api/auth");

/**
 * Ends the login and opens a login page as a new document, so that nothing of the old one stays in memory; the other tabs
 * are told. Throws an ApiError when the server did not confirm it: the login is still alive then.
 */
export async function signOut(to = "/login"): Promise<void> {
  const csrfToken = await auth.get("/csrf", { schema: async () => ({ parse: readCsrfToken }) });
  await auth.post("/signout", {
    schema: async () => ({ parse: () => undefined }),
    body: new URLSearchParams({ csrfToken, json: "true" }).toString(),
    contentType: "application/x-www-form-urlencoded",
  });
  tellTabs(null);
  window.location.assign(to);
}
