import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { from as copyFrom } from "pg-copy-streams";
import { normalizeEmail, possibleKey } from "../../lib/domain/email.ts";
import { operatorSearchText } from "../../lib/domain/search-text.ts";
import { tokyoDay } from "../../lib/domain/tokyo-time.ts";
import { copyLine } from "../../lib/server/imports/copy-text.ts";
import { operators as people } from "./operators.mjs";

/** The one owner of every contract. */
export const OWNER_ID = "0190a000-0000-7000-8000-000000000000";

/** The id of a contract by its number, from 0. */
export function accountIdOf(contract) {
  return `0190b000-0000-7000-8000-${contract.toString(16).padStart(12, "0")}`;
}

export function accountCodeOf(contract) {
  return `bench${contract}`;
}

/**
 * Fills an empty database: one owner, and contracts whose operators sign in here, each with so many of the people of
 * `operators.mjs`. Statistics are up to date afterwards, as they are on a database that has been running.
 */
export async function seedOperators(client, sizes) {
  await client.query("INSERT INTO owners (id, name, email, email_key) VALUES ($1, '計測', $2, $2)", [
    OWNER_ID,
    "owner@example.jp",
  ]);
  // Examined today, as they are on a server that has been running: its daily check-up of thousands of contracts, a minute's
  // work, would stand beside what is measured.
  const today = tokyoDay(new Date());
  await copy(
    client,
    "accounts (id, owner_id, code, name, directory, last_examined_on)",
    sizes.map((_, contract) => accountLine(contract, today)),
  );
  await copy(
    client,
    "contracts (account_id, status)",
    sizes.map((_, contract) => copyLine([accountIdOf(contract), "active"])),
  );
  await behindIndexes(client, () => copy(client, `operators (${OPERATOR_COLUMNS})`, operatorLines(sizes)));
  await client.query("VACUUM ANALYZE");
}

/** Indexes are built behind the rows: ten times faster than along with them. */
async function behindIndexes(client, fill) {
  const { rows: indexes } = await client.query(
    "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'operators' AND indexname <> 'operators_pkey'",
  );
  for (const { indexname } of indexes) await client.query(`DROP INDEX "${indexname}"`);
  await fill();
  for (const { indexdef } of indexes) await client.query(indexdef);
}

export const OPERATOR_COLUMNS =
  "id, account_id, name, email, email_key, possible_key, search_text, permissions, registered_on, last_login_at";

/** Streams lines of COPY's text format into a table. */
export async function copy(client, table, lines) {
  await pipeline(Readable.from(inPieces(lines)), client.query(copyFrom(`COPY ${table} FROM STDIN`)));
}

function accountLine(contract, examinedOn) {
  return copyLine([accountIdOf(contract), OWNER_ID, accountCodeOf(contract), `契約 ${contract}`, "hosted", examinedOn]);
}

function* operatorLines(sizes) {
  let index = 0;
  for (const [contract, size] of sizes.entries()) {
    for (const person of people(size, contract + 1)) {
      const line = operatorLine(person, accountIdOf(contract), index++);
      if (line !== null) yield line;
    }
  }
}

/** A row for `OPERATOR_COLUMNS`; null for who has no address. */
export function operatorLine({ name, email, permissions, registeredOn }, accountId, index) {
  const normalized = normalizeEmail(email);
  if (!normalized.ok) return null;
  return copyLine([
    operatorIdOf(index),
    accountId,
    name,
    email,
    normalized.key,
    possibleKey(normalized.key),
    operatorSearchText(name, email),
    permissions,
    registeredOn,
    lastLoginOf(index),
  ]);
}

/** Two in three have signed in, spread over a year and a half. */
function lastLoginOf(index) {
  return index % 3 === 0 ? null : new Date(Date.UTC(2025, 3, 1) + ((index * 7919) % 47_000_000) * 1000).toISOString();
}

/** The operators of the first contract, for the databases of the web peers: the same people, ids and logins. */
export function* operatorsOfFirstContract(size) {
  let index = 0;
  for (const person of people(size, 1)) {
    const place = index++;
    if (normalizeEmail(person.email).ok) yield { ...person, id: operatorIdOf(place), lastLoginAt: lastLoginOf(place) };
  }
}

function operatorIdOf(index) {
  return `0190c000-0000-7000-8000-${index.toString(16).padStart(12, "0")}`;
}

function* inPieces(lines) {
  let piece = "";
  for (const line of lines) {
    piece += line;
    if (piece.length < 65_536) continue;
    yield piece;
    piece = "";
  }
  if (piece !== "") yield piece;
}
