// The web peers need a machine and minutes of their own, so they run with --full only.

/**
 * A web peer with as many rows in its database, ready to be asked: `{ list, cookie, stop }`, or `{ missing }` with the
 * reason why there is none.
 */
export async function webPeer(name, { full }) {
  if (!full) return { missing: "web peers run with --full" };
  return { missing: REASONS[name] };
}

const REASONS = {
  payload: "not set up yet",
  directus: "not set up yet",
  "better-auth": "not set up yet",
};
