import assert from "node:assert/strict";
import { Algorithm, hash, verify } from "@node-rs/argon2";
import { waitUntil } from "../scripts/lib/processes.mjs";
import { withApps } from "./harness/app.mjs";
import { compare, timed } from "./harness/compare.mjs";
import { withClient, withDatabases } from "./harness/database.mjs";
import { get, load, loadOf, post } from "./harness/load.mjs";
import { ratio, withoutPeer } from "./harness/result.mjs";
import { accountCodeOf, operatorsOfFirstContract } from "./harness/seed.mjs";
import { webPeer } from "./peers/web-peers.mjs";

const PASSWORD = "a password of twenty letters";
const WRONG_PASSWORD = "another password of many letters";
const SIGN_IN = "sign-in, 8 people at once";
const AT_ONCE = 8;
const SIGN_INS = 64;
const RESETS = 200;
/** Within which the links of so many requests have to be there. */
const LINKS_MS = 60_000;
/** The product's own parameters (lib/server/password-hash.ts): OWASP's 19 MiB, two passes, one lane. */
const HASH = { algorithm: Algorithm.Argon2id, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** P11: an owner's sign-in through the door, and what a storm of them does to those who are in. */
export async function run({ rows, full }) {
  return withDatabases(async (databases) => {
    const url = await databases.copyOf(await databases.seeded([rows, rows / 10]));
    const passwordHash = await hash(PASSWORD, HASH);
    await withClient(url, (client) => addOwners(client, passwordHash));
    const work = async ([app]) => {
      const list = `${app.address}/api/v1/accounts/${accountCodeOf(0)}/operators?limit=50&sort=name`;
      assert.equal(await signIn(app.address, { email: ownerOf(0), password: PASSWORD }), true);
      assert.equal(await signIn(app.address, { email: ownerOf(0), password: WRONG_PASSWORD }), false);

      const signInAs = (place) => signIn(app.address, { email: ownerOf(place), password: PASSWORD });
      const signingIn = async () => ({ rate: await rateOf(signInAs) });
      const hashing = async () => ({ rate: await rateOf(() => verify(passwordHash, PASSWORD)) });
      const bare = await compare({ ours: signingIn, peer: hashing });
      const quiet = () => load([list], { ...app, connections: 4 });
      const stormy = async () => {
        const storm = new AbortController();
        const signers = Array.from({ length: AT_ONCE }, (_, place) =>
          untilAborted(storm.signal, () => signInAs(place)),
        );
        const measured = await quiet();
        storm.abort();
        await Promise.all(signers);
        return measured;
      };
      const storm = await compare({ ours: stormy, peer: quiet });
      const lines = [
        ratio({
          work: SIGN_IN,
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
      const beside = await besideBetterAuth({ app, signingIn, peer: { full, databases, rows, passwordHash } });
      await get(list, app);
      return [...lines, ...beside];
    };
    // Behind one proxy, which says where each request comes from: a network may ask for so many links and no more.
    return withApps([url], work, { KENSHIN_TRUSTED_PROXIES: "1" });
  });
}

/** One owner for each that signs in: tries of one at the same moment would count as guesses. */
async function addOwners(client, passwordHash) {
  const emails = Array.from({ length: AT_ONCE }, (_, place) => ownerOf(place));
  await client.query(
    "INSERT INTO owners (name, email, email_key, password_hash) SELECT email, email, email, $2 FROM unnest($1::text[]) AS email",
    [emails, passwordHash],
  );
}

function ownerOf(place) {
  return `owner${place}@example.jp`;
}

/** The reset request, and sign-in with the same hash, at both doors. */
async function besideBetterAuth({ app, signingIn, peer: asked }) {
  const reset = { work: "reset request, a different person each", against: "Better Auth", target: { atLeast: 3 } };
  const peer = await webPeer("better-auth", asked);
  if (peer.missing !== undefined) return [withoutPeer({ ...reset, why: peer.missing })];
  try {
    const emails = emailsHeldOnce(asked.rows);
    const resets = await withClient(app.databaseUrl, (ours) =>
      withClient(peer.databaseUrl, (theirs) =>
        compare({
          ours: () => askForLinks(ours, "password_resets", emails, forgottenAt(app.address)),
          peer: () => askForLinks(theirs, "verification", emails, forgottenAtBetterAuth(peer.address)),
        }),
      ),
    );
    const signInAs = (place, password) => signInAtBetterAuth(peer.address, { email: emails.all[place], password });
    assert.equal(await signInAs(0, PASSWORD), true);
    assert.equal(await signInAs(0, WRONG_PASSWORD), false);
    const signIns = await compare({
      ours: signingIn,
      peer: async () => ({ rate: await rateOf((place) => signInAs(place, PASSWORD)) }),
    });
    return [
      ratio({ ...reset, work: `${reset.work}: answered`, measure: "rate", sides: resets }),
      ratio({ ...reset, work: `${reset.work}: until the link is made`, measure: "links", sides: resets }),
      ratio({ work: SIGN_IN, against: "Better Auth with the same hash", measure: "rate", sides: signIns }),
    ];
  } finally {
    await peer.stop();
  }
}

function forgottenAt(address) {
  const code = accountCodeOf(0);
  let people = 0;
  return (email, agent) => {
    const headers = { "x-forwarded-for": homeOf(people++) };
    return post(`${address}/api/v1/operator-passwords/forgot`, { code, email }, { agent, headers });
  };
}

/** An address in a network of one's own. */
function homeOf(person) {
  return `10.${Math.floor(person / 256)}.${person % 256}.1`;
}

function forgottenAtBetterAuth(address) {
  return (email, agent) => post(`${address}/api/auth/request-password-reset`, { email }, { agent });
}

/**
 * Asks for a number of links and waits until each is made, a row of `table`: one side makes it before it answers, the other
 * in a job afterwards. Answers requests answered a second, and links made a second.
 */
async function askForLinks(client, table, emails, ask) {
  const made = async () => (await client.query(`SELECT count(*)::int AS links FROM ${table}`)).rows[0].links;
  const wanted = (await made()) + RESETS;
  const start = performance.now();
  const { rate } = await loadOf((_, agent) => ask(emails.next(), agent), { requests: RESETS });
  assert.ok(await waitUntil(async () => (await made()) >= wanted, LINKS_MS, 20), `not every link is in ${table}`);
  return { rate, links: (RESETS * 1000) / (performance.now() - start) };
}

/** Addresses that one person alone holds: who shares one gets no link from Kenshin, which would be less work. */
function emailsHeldOnce(rows) {
  const holders = new Map();
  for (const { email } of operatorsOfFirstContract(rows)) {
    const key = email.toLowerCase();
    holders.set(key, (holders.get(key) ?? 0) + 1);
  }
  const all = [...holders.keys()].filter((key) => holders.get(key) === 1);
  let asked = 0;
  return { all, next: () => all[asked++ % all.length] };
}

async function signInAtBetterAuth(address, credentials) {
  const answer = await fetch(`${address}/api/auth/sign-in/email`, {
    method: "POST",
    headers: { origin: address, "content-type": "application/json" },
    body: JSON.stringify(credentials),
  });
  await answer.arrayBuffer();
  return cookiesOf(answer).includes("session_token=");
}

/** Whether the door opened. A login is ended again at once, as one browser holds one. */
async function signIn(address, { email, password }) {
  const headers = { origin: address };
  const first = await fetch(`${address}/api/auth/csrf`, { headers });
  const { csrfToken } = await first.json();
  const answer = await fetch(`${address}/api/auth/callback/owner`, {
    method: "POST",
    redirect: "manual",
    headers: { ...headers, cookie: cookiesOf(first), "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({
      csrfToken,
      email,
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

/** How often a second some work is done, several at once, each in its place. */
async function rateOf(work) {
  let left = SIGN_INS;
  const one = async (_, place) => {
    while (left-- > 0) assert.equal(await work(place), true);
  };
  const time = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, one)));
  return (SIGN_INS * 1000) / time;
}

async function untilAborted(signal, work) {
  while (!signal.aborted) await work();
}
