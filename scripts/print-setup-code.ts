import { closeDatabase } from "../lib/server/db";
import { issueSetupCode } from "../lib/server/owners/issue-setup-code";
import { setupLink } from "../lib/server/owners/owner-links";

// Run at every start, before the app answers: a new code replaces the older one, and with an owner there is none.
try {
  const issued = await issueSetupCode(new Date());
  if (issued) console.log(`setup: ${setupLink(issued.code)}`);
} finally {
  await closeDatabase();
}
