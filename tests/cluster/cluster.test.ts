import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { LAST_TRY } from "@/lib/domain/login/lock";
import { closeDatabase, pool } from "@/lib/server/db";
import { createAccount, type TestAccount } from "../factories/account";
import { createOperator, createOperators } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { Browser } from "./browser";
import { type Cluster, type Instance, startCluster } from "./cluster";
import { requestsPerSecond } from "./load";

const PASSWORD = "とてもながい合言葉をここに書きます";
const ROWS = 100_000;

let cluster: Cluster;
let owner: TestOwner;
let account: TestAccount;
let browser: Browser;

beforeAll(async () => {
  cluster = await startCluster();
  owner = await createOwner({ password: PASSWORD });
  account = await createAccount({ owner });
  browser = new Browser(cluster.address, await signedInCookie(owner));
});

afterAll(async () => {
  await closeDatabase();
  await cluster?.stop();
});

const api = (path: string, code = account.code) => `/api/v1/accounts/${code}${path}`;
/** The two in turn, one after the other. */
const inTurn = (index: number) => (index % 2 === 0 ? cluster.one : cluster.two).address;

async function rowsOf<Row extends object>(statement: string, values: readonly unknown[] = []): Promise<Row[]> {
  return (await pool().query<Row>(statement, [...values])).rows;
}

type ImportAnswer = { id: string; status: string; progress: number; added: number; rejectedCount: number };

async function startImport(address: string, code: string): Promise<string> {
  const rows = Array.from({ length: ROWS }, (_, row) => `佐藤 ${row},person-${row}@example.jp,2026/04/01`);
  const body = new TextEncoder().encode(["名前,メールアドレス,登録日", ...rows].join("\n"));
  const headers = { "content-type": "text/csv" };
  const answer = await browser.ask(address, api("/imports", code), { method: "POST", body, headers });
  expect([answer.status, answer.text]).toEqual([202, expect.any(String)]);
  return (answer.body as ImportAnswer).id;
}

const readImport = async (address: string, code: string, id: string) =>
  (await browser.ask(address, api(`/imports/${id}`, code))).body as ImportAnswer;

/** The instance that works on an import: the lock of the import is one of its connections'. */
async function holderOf(importId: string): Promise<Instance | undefined> {
  const [row] = await rowsOf<{ name: string }>(
    `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
     where l.locktype = 'advisory' and l.granted
       and ((l.classid::bigint << 32) | l.objid::bigint) = hashtextextended($1, 0)`,
    [`kenshin.import:${importId}`],
  );
  return [cluster.one, cluster.two].find(({ name }) => name === row?.name);
}

/** Asks through nginx without a pause until it is told to stop; gives how often each status came. */
function keepAsking(path: string): () => Promise<Record<string, number>> {
  const statuses: Record<string, number> = {};
  let going = true;
  const asking = (async () => {
    while (going) {
      const status = await browser.ask(cluster.address, path).then(
        (answer) => answer.status,
        (error: unknown) => String(error),
      );
      statuses[status] = (statuses[status] ?? 0) + 1;
    }
  })();
  return async () => {
    going = false;
    await asking;
    return statuses;
  };
}

async function bothAnswer(): Promise<void> {
  const seen = async () => {
    const answers = await Promise.all(Array.from({ length: 4 }, () => browser.ask(cluster.address, "/api/health")));
    return new Set(answers.map(({ status, headers }) => `${status} ${headers.get("x-instance")}`));
  };
  const expected = new Set([cluster.one, cluster.two].map(({ port }) => `200 127.0.0.1:${port}`));
  await expect.poll(seen, { timeout: 30_000 }).toEqual(expected);
}

describe("two instances on one database", () => {
  it("nginx asks both", bothAnswer);

  it("signed in on one, at work on the other, signed out everywhere", async () => {
    const person = new Browser(cluster.address);
    const { email } = owner;
    expect(await person.signIn(cluster.one.address, "owner", { email, password: PASSWORD })).toBe(200);
    const body = { name: "林 蓮", email: "ren@example.jp" };
    const added = await person.ask(cluster.two.address, api("/operators"), { method: "POST", body });
    expect(added.status).toBe(201);
    for (let turn = 0; turn < 4; turn += 1) {
      const list = await person.ask(cluster.address, api("/operators?query=ren@example.jp"));
      expect([list.status, (list.body as { items: unknown[] }).items.length]).toEqual([200, 1]);
    }
    const stolen = new Browser(cluster.address, person.cookie);
    await person.signOut(cluster.two.address);
    expect((await stolen.ask(cluster.one.address, api("/operators"))).status).toBe(401);
    expect((await stolen.ask(cluster.two.address, api("/operators"))).status).toBe(401);
  });

  it("S18: either refuses what does not come from the address people open", async () => {
    for (const { address } of [cluster.one, cluster.two]) {
      const foreign = new Browser(address, browser.cookie);
      const body = { name: "林", email: "foreign@example.jp" };
      const answer = await foreign.ask(address, api("/operators"), { method: "POST", body });
      expect([answer.status, answer.body]).toEqual([403, expect.objectContaining({ code: "bad_origin" })]);
    }
  });

  it("S14: knows who called nginx, whatever the caller wrote into X-Forwarded-For", async () => {
    const operator = await createOperator({ account });
    const fields = { code: account.code, email: operator.email, password: "wrong" };
    const headers = { "x-forwarded-for": "203.0.113.9" };
    await new Browser(cluster.address).signIn(cluster.address, "operator", fields, headers);
    const attempts = await rowsOf("select network from login_attempts where operator_id = $1", [operator.id]);
    expect(attempts).toEqual([{ network: "127.0.0.0/24" }]);
  });
});

describe("locks and limits are everybody's", () => {
  it("S13: wrong passwords count together, and who is locked on one is locked on the other", async () => {
    const operator = await createOperator({ account, email: "locked@example.jp" });
    const attempt = (address: string, password: string) =>
      new Browser(cluster.address).signIn(address, "operator", { code: account.code, email: operator.email, password });
    for (let turn = 0; turn < 4; turn += 1) expect(await attempt(inTurn(turn), "wrong")).toBe(401);
    const counted = () => rowsOf("select failures from sign_in_throttles where operator_id = $1", [operator.id]);
    expect(await counted()).toEqual([{ failures: 4 }]);

    const almost = "update sign_in_throttles set failures = $1, blocked_until = now() where operator_id = $2";
    await pool().query(almost, [LAST_TRY - 1, operator.id]);
    expect(await attempt(cluster.one.address, "wrong")).toBe(401);
    expect(await attempt(cluster.two.address, "wrong")).toBe(401);
    expect(await counted()).toEqual([{ failures: LAST_TRY }]);
    for (const { address } of [cluster.one, cluster.two]) {
      const { body } = await browser.ask(address, api("/locks"));
      expect(body).toMatchObject({ items: [expect.objectContaining({ id: operator.id, failures: LAST_TRY })] });
    }
  });

  it("S9: a reset link that is used on both at once, many times, sets one password", async () => {
    const operator = await createOperator({ account, email: "reset@example.jp" });
    const body = { operatorId: operator.id, delivery: "copy" };
    const issued = await browser.ask(cluster.one.address, api("/password-resets"), { method: "POST", body });
    expect(issued.status).toBe(201);
    const token = (issued.body as { url: string }).url.split("/").at(-1);
    const use = (turn: number) =>
      new Browser(cluster.address).ask(inTurn(turn), "/api/v1/operator-passwords", {
        method: "POST",
        body: { code: account.code, token, password: `合言葉はとても長いほうがよい ${turn}` },
      });
    const answers = await Promise.all(Array.from({ length: 20 }, (_, turn) => use(turn)));
    const winners = answers.flatMap(({ status }, turn) => (status === 200 ? [turn] : []));
    expect(winners).toHaveLength(1);
    const signIn = (turn: number) =>
      new Browser(cluster.address).signIn(inTurn(turn + 1), "operator", {
        ...{ code: account.code, email: operator.email, password: `合言葉はとても長いほうがよい ${turn}` },
      });
    const [winner = 0] = winners;
    expect([await signIn(winner), await signIn((winner + 1) % 20)]).toEqual([200, 401]);
  });

  it("S52: an Idempotency-Key holds on both: one operator is made, and both give the same answer", async () => {
    const call = (turn: number) =>
      browser.ask(inTurn(turn), api("/operators"), {
        ...{ method: "POST", body: { name: "一度", email: "once@example.jp" } },
        headers: { "idempotency-key": "once" },
      });
    const atOnce = await Promise.all(Array.from({ length: 10 }, (_, turn) => call(turn)));
    expect(atOnce.filter(({ status }) => status !== 201 && status !== 409)).toEqual([]);
    const later = [await call(0), await call(1)];
    const created = [...atOnce, ...later].filter(({ status }) => status === 201);
    expect(new Set(created.map(({ text }) => text)).size).toBe(1);
    expect(later.map(({ headers }) => headers.get("idempotency-replayed"))).toEqual(["true", "true"]);
    expect(await rowsOf("select from operators where email_key = 'once@example.jp'")).toHaveLength(1);
  });
});

describe("imports", () => {
  it("started on one, seen on the other, with its progress", async () => {
    const { code } = await createAccount({ owner });
    const id = await startImport(cluster.one.address, code);
    const seen: number[] = [];
    const look = async () => {
      const { status, progress } = await readImport(cluster.two.address, code, id);
      seen.push(progress);
      return status;
    };
    await expect.poll(look, { timeout: 120_000, interval: 100 }).toBe("done");
    expect(seen.toSorted((one, other) => one - other)).toEqual(seen);
    expect(seen.filter((progress) => progress > 0 && progress < 100)).not.toEqual([]);
    expect(await readImport(cluster.one.address, code, id)).toMatchObject({ status: "done", added: ROWS });
  });

  it("S51: whoever works on it loses power: the other one finishes it, once, and nginx keeps answering", async () => {
    const home = await createAccount({ owner });
    const id = await startImport(cluster.address, home.code);
    const isUnderWay = async () => (await readImport(cluster.address, home.code, id)).progress > 0;
    await expect.poll(isUnderWay, { timeout: 60_000, interval: 50 }).toBe(true);
    const worker = (await holderOf(id)) ?? expect.unreachable("nobody works on it");
    const other = worker === cluster.one ? cluster.two : cluster.one;

    const stopAsking = keepAsking(api("/operators?limit=1"));
    await worker.kill();
    const killedAt = performance.now();
    const look = async () => (await readImport(other.address, home.code, id)).status;
    await expect.poll(look, { timeout: 150_000, interval: 200 }).toBe("done");
    process.stdout.write(`the other instance was done ${Math.round(performance.now() - killedAt)} ms after the kill\n`);
    const statuses = await stopAsking();
    expect(Object.keys(statuses)).toEqual(["200"]);
    process.stdout.write(`nginx answered ${statuses["200"]} times meanwhile\n`);

    expect(await readImport(other.address, home.code, id)).toMatchObject({ status: "done", added: ROWS });
    const operators = "select count(*)::int as count, count(distinct email_key)::int as addresses from operators";
    expect(await rowsOf(`${operators} where account_id = $1`, [home.id])).toEqual([{ count: ROWS, addresses: ROWS }]);
    expect(await rowsOf("select attempts from imports where id = $1", [id])).toEqual([{ attempts: 2 }]);

    await worker.start();
    await bothAnswer();
  });
});

describe("changing instances", () => {
  it("one after the other is stopped and started again, and nobody notices", async () => {
    const stopAsking = keepAsking(api("/operators?limit=1"));
    for (const instance of [cluster.one, cluster.two]) {
      await instance.stop();
      await instance.start();
      await bothAnswer();
    }
    const statuses = await stopAsking();
    expect(Object.keys(statuses)).toEqual(["200"]);
  });

  it("both give the same answer to the same question; how many a second, one and two (P14)", async () => {
    const home = await createAccount({ owner });
    await createOperators(home, 1_000);
    const path = api("/operators?limit=50", home.code);
    const answers = await Promise.all([0, 1].map((turn) => browser.ask(inTurn(turn), path)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[0]?.text).toBe(answers[1]?.text);
    const figures: Record<"one" | "two", number[]> = { one: [], two: [] };
    for (let round = 0; round < 3; round += 1) {
      figures.one.push(await requestsPerSecond(`${cluster.single}${path}`, browser.cookie));
      figures.two.push(await requestsPerSecond(`${cluster.address}${path}`, browser.cookie));
    }
    process.stdout.write(`requests a second, signed-in list of 50: ${JSON.stringify(figures)}\n`);
  });
});
