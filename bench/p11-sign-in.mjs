import assert from "node:assert/strict";
import { Algorithm, hash, verify } from "@node-rs/argon2";
import { withApps } from "./harness/app.mjs";
import { compare, timed } from "./harness/compare.mjs";
import { withClient, withDatabases } from "./harness/database.mjs";
import { get, load } from "./harness/load.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf, OWNER_ID } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

const PASSWORD = "a password of twenty letters";
const AT_ONCE = 8;
const SIGN_INS = 64;
/** The product's own parameters (lib/server/password-hash.ts): OWASP's 19 MiB, two passes, one lane. */
const HASH = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** P11: an owner's sign-in through the door, and what a storm of them does to those who are in. */
export async function run({ rows, full }) {
  return withDatabases(async ({ seeded, copyOf }) => {
    const url = await copyOf(await seeded([rows, rows / 10]));
    const passwordHash = await hash(PASSWORD, HASH);
    await withClient(url, (client) =>
      client.query("UPDATE owners SET password_hash = $1 WHERE id = $2", [passwordHash, OWNER_ID]),
    );
    return withApps([url], async ([app]) => {
      const list = `${app.address}/api/v1/accounts/${accountCodeOf(0)}/operators?limit=50&sort=name`;
      assert.equal(await signIn(app.address, PASSWORD), true);
      assert.equal(await signIn(app.address, "another password of many letters"), false);

      const signingIn = async () => ({ rate: await rateOf(() => signIn(app.address, PASSWORD)) });
      const hashing = async () => ({ rate: await rateOf(() => verify(passwordHash, PASSWORD)) });
      const bare = await compare({ ours: signingIn, peer: hashing });
      const quiet = () => load([list], { ...app, connections: 4 });
      const stormy = async () => {
        const storm = new AbortController();
        const signers = Array.from({ length: AT_ONCE }, () =>
          untilAborted(storm.signal, () => signIn(app.address, PASSWORD)),
        );
        const measured = await quiet();
        storm.abort();
        await Promise.all(signers);
        return measured;
      };
      const storm = await compare({ ours: stormy, peer: quiet });
      const lines = [
        ratio({
          work: "sign-in of an owner, 8 at once",
          against: "bare argon2id",
          measure: "rate",
          sides: bare,
          target: { atLeast: 0.9 },
        }),
        ratio({
          work: "operators as JSON while 8 sign in again and again",
          against: "itself while nobody does",
          measure: "p95",
          sides: storm,
          target: { atMost: 2 },
        }),
      ];
      const peer = await webPeer("better-auth", { full });
      lines.push(
        withoutPeer({ work: "reset request", against: "Better Auth", target: { atLeast: 3 }, why: peer.missing }),
      );
      await get(list, app);
      return lines;
    });
  });
}

/** Whether the door opened. A login is ended again at once, as one browser holds one. */
async function signIn(address, password) {
  const headers = { origin: address };
  const first = await fetch(`${address}/api/auth/csrf`, { headers });
  const { csrfToken } = await first.json();
  const answer = await fetch(`${address}/api/auth/callback/owner`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, cookie: cookiesOf(first), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      csrfToken,
      email: "owner@example.jp",
      password,
      callbackUrl: "/accounts",
      json: "true",
    }),
  });
  await answer.arrayBuffer();
  return cookiesOf(answer).includes("kenshin.session=");
}

function cookiesOf(answer) {
  return answer.headers
    .getSetCookie()
    .map((line) => line.split(";")[0])
    .join("; ");
}

/** How often a second some work is done, several at once. */
async function rateOf(work) {
  let left = SIGN_INS;
  const one = async () => {
    while (left-- > 0) assert.equal(await work(), true);
  };
  const time = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, one)));
  return (SIGN_INS * 1000) / time;
}

async function untilAborted(signal, work) {
  while (!signal.aborted) await work();
}
