import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import { diagnose } from "@/lib/domain/login/diagnose";
import { causesFound, countPreflight } from "@/lib/domain/login/preflight";
import { prisma } from "@/lib/server/db";
import { loadLoginFacts } from "@/lib/server/diagnoses/load-login-facts";
import { loadAccountToList } from "@/lib/server/health/load-account-facts";
import { listPeople } from "@/lib/server/preflight/list-people";
import { judge } from "@/lib/server/preflight/preflight-account";
import { operatorBucket } from "@/lib/server/sign-in-throttle";
import type { AttemptResult } from "@/prisma/generated/enums";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, type TestOperator } from "../factories/operator";
import { createOwner, type TestOwner } from "../factories/owner";

const now = new Date("2026-11-22T03:00:00Z");
const MINUTE_MS = 60_000;
const DAY_MINUTES = 24 * 60;
const ago = (minutes: number) => new Date(now.getTime() - minutes * MINUTE_MS);

// Few addresses, so that they meet: equal ones in two spellings, and look-alikes.
const ADDRESSES = ["taro@gmail.com", "TARO@gmail.com", "ta.ro@gmail.com", "hanako@example.jp", "hanako+1@example.jp"];
const RESULTS: readonly AttemptResult[] = [
  ...(["success", "wrong_login_page", "other_session", "deleted_operator", "inactive_contract"] as const),
  ...(["wrong_password", "wrong_password", "wrong_password"] as const),
];

/** Around the limits of the rules: a day and 30 days for tries, a day for failures, 90 calendar days of Tokyo for lists. */
const tryMinutes = fc.oneof(
  fc.constantFrom(0, DAY_MINUTES, DAY_MINUTES + 1, 30 * DAY_MINUTES, 30 * DAY_MINUTES - 1),
  fc.nat(31 * DAY_MINUTES),
);
const listMinutes = fc.constantFrom(0, 90 * DAY_MINUTES, 90 * DAY_MINUTES + 12 * 60, 90 * DAY_MINUTES + 12 * 60 + 1);

const operators = fc.array(
  fc.record({
    email: fc.constantFrom(...ADDRESSES),
    passwordSet: fc.boolean(),
    deletedMinutes: fc.option(fc.nat(1000), { freq: 2 }),
    confirmedMinutes: fc.option(listMinutes),
  }),
  { minLength: 1, maxLength: 7 },
);
const tries = fc.array(
  fc.record({ of: fc.nat(6), result: fc.constantFrom(...RESULTS), minutes: tryMinutes, elsewhere: fc.nat(9) }),
  { maxLength: 14 },
);
const locks = fc.array(
  fc.record({
    of: fc.nat(6),
    failures: fc.nat(9),
    minutes: fc.constantFrom(0, DAY_MINUTES, DAY_MINUTES + 1, 300 * DAY_MINUTES),
    blockedMinutes: fc.constantFrom(-5, 0, 5),
  }),
  { maxLength: 3 },
);
/** Reports of people who cannot sign in; the last one of somebody is open, or settled. */
const reports = fc.uniqueArray(fc.record({ of: fc.nat(6), settled: fc.boolean() }), {
  ...{ selector: ({ of }) => of, maxLength: 3 },
});
/** What people told behind their personal links. */
const checks = fc.array(
  fc.record({
    of: fc.nat(6),
    outcome: fc.constantFrom("looked" as const, "solved" as const, "reported" as const),
    seen: fc.constantFrom(null, "refused" as const, "other_page" as const),
    otherLogin: fc.constantFrom(null, true, false),
    tried: fc.subarray(["open-login-page", "use-private-window", "reset-password"]),
    minutes: tryMinutes,
  }),
  { maxLength: 5 },
);
const situations = fc.record({
  directory: fc.constantFrom("hosted", "hosted", "utage"),
  lastListMinutes: fc.option(listMinutes),
  contractStatus: fc.constantFrom("active", "past_due", "force_cancelled", "unknown"),
  ...{ operators, tries, locks, reports, checks },
});
type Situation = typeof situations extends fc.Arbitrary<infer T> ? T : never;

let owner: TestOwner;
let elsewhere: TestAccount;

beforeAll(async () => {
  owner = await createOwner();
  elsewhere = await createAccount({ owner });
});

type Person = TestOperator & { readonly deletedAt: Date | null };

async function arrange({ directory, contractStatus, lastListMinutes, ...rows }: Situation) {
  const account = await createAccount({ owner, directory, contractStatus });
  const people: Person[] = [];
  for (const { email, passwordSet, deletedMinutes, confirmedMinutes } of rows.operators) {
    const deletedAt = deletedMinutes === null ? null : ago(deletedMinutes);
    const lastConfirmedAt = confirmedMinutes === null ? null : ago(confirmedMinutes);
    const passwordHash = passwordSet ? "$argon2id$never-compared" : null;
    const operator = await createOperator({ account, email, passwordHash, deletedAt, lastConfirmedAt });
    people.push({ ...operator, deletedAt });
  }
  if (lastListMinutes !== null) {
    const list = { accountId: account.id, createdByName: "山田", byteSize: 1, complete: true, status: "done" } as const;
    await prisma().import.create({ data: { ...list, finishedAt: ago(lastListMinutes) }, select: { id: true } });
  }
  await prisma().loginCase.createMany({
    // Nobody has two open ones.
    skipDuplicates: true,
    data: rows.reports.map(({ of, settled }) => ({
      ...{
        accountId: account.id,
        operatorId: people[of % people.length]?.id ?? null,
        name: "",
        origin: "self_check" as const,
      },
      ...{ openedAt: ago(5), openedByName: "", closedAt: settled ? ago(1) : null },
    })),
  });
  await prisma().selfCheck.createMany({
    data: rows.checks.map(({ of, minutes, ...told }) => ({
      ...{ id: crypto.randomUUID(), accountId: account.id, operatorId: people[of % people.length]?.id ?? null },
      ...{ ...told, guide: "chrome", browser: "Chrome", createdAt: ago(minutes) },
    })),
  });
  // On UTAGE nobody signs in here, so there is nothing to keep.
  if (directory === "hosted") await keepTries(account, people, rows);
  return { account, people };
}

type Kept = Pick<Situation, "tries" | "locks">;

async function keepTries(account: TestAccount, people: readonly Person[], { tries, locks }: Kept) {
  const whose = (index: number) => people[index % people.length];
  await prisma().loginAttempt.createMany({
    data: tries.map(({ of, result, minutes, elsewhere: other }) => ({
      accountId: other === 0 ? elsewhere.id : account.id,
      operatorId: whose(of)?.id ?? null,
      page: result === "wrong_login_page" ? ("contract_login" as const) : ("operator_page" as const),
      ...{ result, browser: "Chrome", createdAt: ago(minutes) },
    })),
  });
  for (const { of, failures, minutes, blockedMinutes } of locks) {
    const { id = null, emailKey = "" } = whose(of) ?? {};
    const row = { failures, lastFailureAt: ago(minutes), blockedUntil: ago(-blockedMinutes) };
    const bucket = operatorBucket(account.id, emailKey);
    await prisma().signInThrottle.upsert({
      where: { bucket },
      create: { bucket, accountId: account.id, operatorId: id, ...row },
      update: row,
      select: { bucket: true },
    });
  }
}

/** Who is to be judged: everybody active, and of an address that only deleted ones have the last, who tries or asks. */
async function whoIsJudged(account: TestAccount, people: readonly Person[]): Promise<Person[]> {
  const active = people.filter(({ deletedAt }) => deletedAt === null);
  const departed = people
    .filter(({ emailKey }) => !active.some((other) => other.emailKey === emailKey))
    .toSorted((a, b) => Number(b.deletedAt) - Number(a.deletedAt) || (a.id < b.id ? -1 : 1));
  const last = departed.filter((person, at) => departed.findIndex((p) => p.emailKey === person.emailKey) === at);
  const judged = [...active];
  for (const person of last) {
    const holders = people.filter(({ emailKey }) => emailKey === person.emailKey).map(({ id }) => id);
    const kept = await prisma().loginAttempt.findMany({
      where: { accountId: account.id, operatorId: { in: holders }, createdAt: { gt: ago(30 * DAY_MINUTES) } },
      select: { result: true, createdAt: true },
    });
    const newest = (wanted: AttemptResult) =>
      Math.max(0, ...kept.filter(({ result }) => result === wanted).map(({ createdAt }) => createdAt.getTime()));
    const asked = await prisma().loginCase.count({
      where: { accountId: account.id, operatorId: { in: holders }, origin: "self_check", closedAt: null },
    });
    if (asked > 0 || newest("deleted_operator") > newest("success")) judged.push(person);
  }
  return judged;
}

it("judges everybody as the diagnosis judges each of them, whatever the roster", { timeout: 600_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(situations, async (situation) => {
      const { account, people } = await arrange(situation);
      const expected = new Map<string, string[]>();
      const states: string[] = [];
      for (const { id } of await whoIsJudged(account, people)) {
        const loaded = await loadLoginFacts(account, { operatorId: id }, now);
        if (loaded === null) throw new Error("everybody has facts");
        const { verdicts } = diagnose({ ...loaded.facts, loginPage: null }, now);
        states.push(...verdicts.map(({ slug, state }) => `${slug} ${state}`));
        const found = verdicts.filter(({ state }) => state === "blocking" || state === "suspected");
        expected.set(
          id,
          found.map(({ slug, state, evidence }) => `${slug} ${state} ${evidence[0]?.code}`),
        );
      }

      const known = await loadAccountToList(account.id, { limit: 100 }, now);
      const groups = judge(known, now);
      const { items } = await listPeople(
        known,
        groups.map(({ packed }) => packed),
        100,
      );
      const told = items.map(({ id, packed }) => {
        const group = groups.find((judged) => judged.packed === packed);
        return [id, group && causesFound(group).map(({ slug, state, code }) => `${slug} ${state} ${code}`)] as const;
      });
      expect(new Map(told)).toEqual(expected);

      const { operators: judged, byCause } = countPreflight(groups);
      expect(judged).toBe(expected.size);
      for (const { slug, ...counts } of byCause) {
        for (const state of ["blocking", "suspected", "clear", "unknown"] as const) {
          expect([slug, state, counts[state]]).toEqual([
            slug,
            state,
            states.filter((s) => s === `${slug} ${state}`).length,
          ]);
        }
      }
    }),
    { numRuns: 100 },
  );
});
