import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { POST } from "@/app/api/v1/accounts/[code]/diagnoses/route";
import { storedEmailKey } from "@/lib/domain/email";
import { LOCK_SECONDS } from "@/lib/domain/login/lock";
import type { CauseSlug } from "@/lib/domain/login/verdict";
import type { DiagnosisDto } from "@/lib/schemas/diagnosis";
import { prisma } from "@/lib/server/db";
import { loadLoginFacts, type Subject } from "@/lib/server/diagnoses/load-login-facts";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { hashPassword } from "@/lib/server/password-hash";
import { createAccount, type TestAccount } from "../factories/account";
import { callApi } from "../factories/call-api";
import { createOperator, createOperators, type OperatorOptions } from "../factories/operator";
import { createOwner, signedInCookie, type TestOwner } from "../factories/owner";
import { statementsOf } from "../setup/statements";

const PASSWORD = "とても長い合言葉 correct horse";
let owner: TestOwner;
let cookie: string;
let account: TestAccount;
let passwordHash: string;

beforeAll(async () => {
  owner = await createOwner();
  cookie = await signedInCookie(owner);
  passwordHash = await hashPassword(PASSWORD);
});

beforeEach(async () => {
  account = await createAccount({ owner });
});

afterAll(closeJobQueue);

const ask = (body: unknown, code = account.code, headers = {}) =>
  callApi(POST, "POST", `/accounts/${code}/diagnoses`, { cookie, params: { code }, body, headers });

async function diagnosed(body: unknown, code = account.code): Promise<DiagnosisDto> {
  const answer = await ask(body, code);
  expect(answer.status).toBe(200);
  return answer.body as DiagnosisDto;
}

const LETTER = { blocking: "B", suspected: "S", clear: "C", unknown: "?" } as const;
const letters = ({ verdicts }: DiagnosisDto) => verdicts.map(({ state }) => LETTER[state]).join("");
const codesOf = ({ verdicts }: DiagnosisDto, slug: CauseSlug) =>
  verdicts.find((verdict) => verdict.slug === slug)?.evidence.map(({ code }) => code);

const operatorHere = (options: Partial<OperatorOptions> = {}) => createOperator({ account, passwordHash, ...options });

const logIn = (email: string, password = PASSWORD, signedInAs: string | null = null) =>
  tryOperatorLogin(
    { code: account.code, email, password, signedInAs, origin: { browser: "Chrome", network: null } },
    new Date(),
  );

describe("why somebody cannot sign in, on a contract that is kept here", () => {
  it("nothing found: what nobody can see from here stays unknown", async () => {
    const { id, email } = await operatorHere({ name: "佐藤 太郎" });
    const found = await diagnosed({ operatorId: id });
    expect(letters(found)).toBe("??CCCC");
    expect(found).toMatchObject({
      subject: { operatorId: id, name: "佐藤 太郎", email, status: "active", near: [] },
      nextStep: { slug: "wrong-login-page", state: "unknown" },
      operatorUrl: `http://kenshin.test/operator/${account.code}/login`,
    });
    expect(found.verdicts.every(({ evidence }) => evidence.every(({ text }) => text !== ""))).toBe(true);
    expect(found.message).toContain("佐藤 太郎さん");
    expect(found.message).toContain(`http://kenshin.test/operator/${account.code}/login`);
    expect(found.message).toContain(email);
    expect(letters(await diagnosed({ email: email.toUpperCase().replace("@", "＠") }))).toBe("??CCCC");
  });

  it("① the page that somebody says they use, and one seen in a try", async () => {
    const { id, email } = await operatorHere();
    const contractPage = await diagnosed({ operatorId: id, loginUrl: "http://kenshin.test/login" });
    expect(letters(contractPage)).toBe("B?CCCC");
    const right = await diagnosed({ operatorId: id, loginUrl: `http://kenshin.test/operator/${account.code}/login` });
    expect(letters(right)).toBe("C?CCCC");
    const other = await createAccount({ owner });
    await tryOperatorLogin(
      { code: other.code, email, password: PASSWORD, signedInAs: null, origin: { browser: "", network: null } },
      new Date(),
    );
    const seen = await diagnosed({ operatorId: id });
    expect([letters(seen), codesOf(seen, "wrong-login-page")]).toEqual(["S?CCCC", ["wrong_page_seen"]]);
    expect((await logIn(email)).ok).toBe(true);
    expect(letters(await diagnosed({ operatorId: id }))).toBe("?CCCCC");
  });

  it("② a refusal saw another login in that browser; a success since saw none", async () => {
    const { id, email } = await operatorHere();
    await logIn(email, PASSWORD, "鈴木 一郎");
    const refused = await diagnosed({ operatorId: id });
    expect([letters(refused), refused.nextStep.slug]).toEqual(["?BCCCC", "other-session"]);
    expect((await logIn(email)).ok).toBe(true);
    expect(codesOf(await diagnosed({ operatorId: id }), "other-session")).toEqual(["no_other_login"]);
  });

  it("③ an address held twice, and one that only looks alike", async () => {
    const first = await operatorHere({ email: "taro@gmail.com" });
    const second = await operatorHere({ email: "Taro@Gmail.com" });
    for (const { id } of [first, second]) {
      const found = await diagnosed({ operatorId: id });
      expect([letters(found), found.nextStep.slug, found.subject.operatorId]).toEqual([
        "??BCCC",
        "duplicate-email",
        id,
      ]);
      expect(found.message).toContain("重なっていました");
    }
    const alike = await operatorHere({ email: "ta.ro@gmail.com" });
    expect(letters(await diagnosed({ operatorId: alike.id }))).toBe("??SCCC");
  });

  it("④ never set, failing, locked", async () => {
    const unset = await createOperator({ account });
    expect(codesOf(await diagnosed({ operatorId: unset.id }), "wrong-password")).toEqual(["password_never_set"]);
    const { id, email } = await operatorHere();
    await logIn(email, "まちがった長い合言葉です");
    expect(letters(await diagnosed({ operatorId: id }))).toBe("??CSCC");
    const blockedUntil = new Date(Date.now() + 600_000);
    await prisma().signInThrottle.updateMany({ where: { operatorId: id }, data: { blockedUntil } });
    const locked = await diagnosed({ operatorId: id });
    expect(letters(locked)).toBe("??CBCC");
    expect(locked.nextStep).toEqual({ slug: "wrong-password", state: "blocking", remedy: "unlock" });
  });

  it("④ a wrong password counts no longer than the door counts it", async () => {
    const { id, email } = await operatorHere();
    await logIn(email, "まちがった長い合言葉です");
    const failedAgo = async (seconds: number) => {
      const at = new Date(Date.now() - seconds * 1000);
      await prisma().signInThrottle.updateMany({
        where: { operatorId: id },
        data: { lastFailureAt: at, blockedUntil: at },
      });
      return letters(await diagnosed({ operatorId: id }));
    };
    expect(await failedAgo(LOCK_SECONDS - 60)).toBe("??CSCC");
    expect(await failedAgo(LOCK_SECONDS + 60)).toBe("??CCCC");
    expect(await failedAgo(300 * 86_400)).toBe("??CCCC");
  });

  it("⑤ deleted, unless somebody active has the address now", async () => {
    const gone = await operatorHere({ email: "hanako@example.jp", deletedAt: new Date(), deletedReason: "cleanup" });
    const deleted = await diagnosed({ email: "hanako@example.jp" });
    expect([letters(deleted), deleted.subject]).toEqual([
      "??C?BC",
      expect.objectContaining({ operatorId: gone.id, status: "deleted", near: [] }),
    ]);
    await operatorHere({ email: "hanako@example.jp" });
    expect(letters(await diagnosed({ email: "hanako@example.jp" }))).toBe("??CCCC");
  });

  it("⑥ the contract; a second cause behind it is seen at once", async () => {
    const ended = await createAccount({ owner, contractStatus: "force_cancelled" });
    const { id } = await createOperator({ account: ended });
    const found = await diagnosed({ operatorId: id }, ended.code);
    expect(letters(found)).toBe("??CBCB");
    expect(found.message).toContain("契約の手続き");
  });

  it("nobody has the address: near ones are shown, of deleted people too, and of no other contract", async () => {
    const near = await operatorHere({ email: "taro.sato@example.jp" });
    const elsewhere = await operatorHere({ email: "taro.saito@example.com", deletedAt: new Date() });
    await operatorHere({ email: "hanako@example.jp" });
    await createOperator({ account: await createAccount({ owner }), email: "taro.saito@example.jp" });
    const found = await diagnosed({ email: "taro.saito@example.jp" });
    expect(found.subject).toMatchObject({ operatorId: null, status: "nobody" });
    expect(found.subject.near).toMatchObject([
      { operatorId: near.id, nearness: "one_letter", status: "active" },
      { operatorId: elsewhere.id, nearness: "other_domain", status: "deleted" },
    ]);
    expect(letters(found)).toBe("??C?CC");
  });
});

it("evidence says when, and from where: which browser, or who did it", async () => {
  const textOf = ({ verdicts }: DiagnosisDto, slug: CauseSlug) =>
    verdicts.find((verdict) => verdict.slug === slug)?.evidence[0]?.text;
  const { id, email } = await operatorHere();
  await logIn(email, "まちがった長い合言葉です");
  await logIn(email, PASSWORD, "鈴木 一郎");
  const seen = await diagnosed({ operatorId: id });
  const AT = "\\d{4}/\\d\\d/\\d\\d \\d\\d:\\d\\d";
  expect(textOf(seen, "other-session")).toMatch(new RegExp(`^${AT}に、.*断りました（Chrome）。$`));
  expect(textOf(seen, "wrong-password")).toMatch(new RegExp(`最後は${AT}です（Chrome）。$`));
  const gone = await operatorHere({ deletedAt: new Date(), deletedBy: "山田 花子" });
  const deleted = await diagnosed({ operatorId: gone.id });
  expect(textOf(deleted, "deleted-operator")).toMatch(new RegExp(`^${AT}に、山田 花子さんが削除しました`));
});

describe("what the person is told", () => {
  const messagesOf = ({ verdicts }: DiagnosisDto) =>
    verdicts.filter(({ messages }) => messages.length > 0).map(({ cause }) => cause);

  it("is ready for mail, LINE and Chatwork, with the right page, for all causes and for each; never a password", async () => {
    const { id } = await createOperator({ account, name: "佐藤 太郎" });
    const found = await diagnosed({ operatorId: id });
    expect(messagesOf(found)).toEqual([1, 2, 4]);
    for (const messages of [found.messages, ...found.verdicts.map((verdict) => verdict.messages)]) {
      if (messages.length === 0) continue;
      expect(messages.map(({ channel }) => channel)).toEqual(["mail", "line", "chatwork"]);
      expect(messages[0]?.text).toMatch(/^件名：/);
      expect(messages[2]?.text).toMatch(/^佐藤 太郎さん\n\[info\]\[title\].*\[\/title\][^[]*\[\/info\]$/s);
      for (const { text } of messages) expect(text).toContain(`/operator/${account.code}/login`);
    }
    expect(found.messages[1]?.text).toMatch(/1\. .*2\. .*3\. /s);
    expect(found.message).toBe(found.messages[1]?.text);
  });

  it("is nothing about a cause that is ruled out, and nothing of a deletion or unpaid fees on a mere suspicion", async () => {
    const utage = await createAccount({ owner, directory: "utage", contractStatus: "past_due" });
    const { id } = await createOperator({ account: utage, lastConfirmedAt: new Date("2026-01-01") });
    const found = await diagnosed(
      { operatorId: id, loginUrl: `https://utage-system.com/operator/${utage.code}/login` },
      utage.code,
    );
    expect([letters(found), messagesOf(found)]).toEqual(["C????S", [2, 4]]);
  });

  it("asks for the address where nobody has it", async () => {
    const found = await diagnosed({ email: "nobody@example.jp" });
    expect(found.message).toContain("入力しているメールアドレスをお知らせください");
    expect(found.message).not.toContain("nobody@example.jp");
    expect(found.message).not.toContain("さん\n");
  });

  it("cannot call anybody in Chatwork, whatever a name holds", async () => {
    const { id } = await operatorHere({ name: "[toall] 佐藤 {ログインURL}" });
    const chatwork = (await diagnosed({ operatorId: id })).messages[2]?.text;
    expect(chatwork).toContain("［toall］ 佐藤 {ログインURL}さん");
  });
});

describe("what the person has tried without getting in", () => {
  it("rules out what nobody can see from here: on UTAGE the way to the support, on a hosted contract no password", async () => {
    const confirmed = { statusConfirmedAt: new Date() };
    const utage = await createAccount({ owner, directory: "utage" });
    await prisma().contract.update({ where: { accountId: utage.id }, data: confirmed, select: { accountId: true } });
    const { id } = await createOperator({ account: utage, lastConfirmedAt: new Date() });
    const tried = ["wrong-login-page", "other-session", "wrong-password"];
    const found = await diagnosed({ operatorId: id, tried }, utage.code);
    expect([letters(found), found.nextStep.slug]).toEqual(["CCCCCC", "contact-support"]);
    expect(found.verdicts[3]?.evidence).toEqual([{ code: "tried", text: expect.stringContaining("再設定しましたが") }]);
    const unset = await createOperator({ account });
    expect(letters(await diagnosed({ operatorId: unset.id, tried }))).toBe("CCCBCC");
  });

  it.each([{ tried: ["duplicate-email"] }, { tried: "other-session" }, { tried: Array(9).fill("other-session") }])(
    "S12: refuses %j",
    async (tried) => {
      const { id } = await operatorHere();
      expect(await ask({ operatorId: id, ...tried })).toMatchObject({ status: 400, body: { code: "invalid_request" } });
    },
  );
});

it("diagnosis and door agree: who has nothing that blocks comes in, whoever is refused has the cause", async () => {
  const situations: readonly [Partial<OperatorOptions>, number][] = [
    [{}, 1],
    [{}, 2],
    [{ passwordHash: null }, 1],
    [{ deletedAt: new Date() }, 1],
    [{ passwordHash: null }, 2],
  ];
  for (const contractStatus of ["active", "past_due", "cancelled", "unknown", "trial"] as const) {
    account = await createAccount({ owner, contractStatus });
    for (const [index, [options, times]] of situations.entries()) {
      const email = `agree-${index}@example.jp`;
      for (let count = 0; count < times; count += 1) await operatorHere({ ...options, email });
      const { verdicts } = await diagnosed({ email });
      const blocking = verdicts.filter(({ state }) => state === "blocking").map(({ slug }) => slug);
      const { ok } = await logIn(email);
      expect([contractStatus, index, ok]).toEqual([contractStatus, index, blocking.length === 0]);
      const { result } = await prisma().loginAttempt.findFirstOrThrow({
        where: { accountId: account.id },
        orderBy: { id: "desc" },
        select: { result: true },
      });
      if (!ok) expect(blocking).toContain(result.replaceAll("_", "-"));
    }
  }
});

it("diagnosis and door agree on a lock that began while nobody had the address", async () => {
  const email = "back-again@example.jp";
  for (let failures = 0; failures < 8; failures += 1) await logIn(email, "まちがった長い合言葉です");
  const blockedUntil = new Date(Date.now() + 600_000);
  await prisma().signInThrottle.updateMany({ where: { failures: { gte: 5 } }, data: { blockedUntil } });
  const { id } = await operatorHere({ email });
  for (const question of [{ operatorId: id }, { email }]) {
    expect(codesOf(await diagnosed(question), "wrong-password")).toEqual(["locked"]);
  }
  expect((await logIn(email)).ok).toBe(false);
});

describe("why somebody cannot sign in, on UTAGE", () => {
  it("says what the list and the contract show, and of the rest that it cannot be known", async () => {
    const utage = await createAccount({ owner, directory: "utage", code: "aB3dE6gH9jK2" });
    const confirmed = { statusConfirmedAt: new Date() };
    await prisma().contract.update({ where: { accountId: utage.id }, data: confirmed, select: { accountId: true } });
    const listed = { account: utage, lastConfirmedAt: new Date() };
    const { id } = await createOperator(listed);
    expect(letters(await diagnosed({ operatorId: id }, utage.code))).toBe("??C?CC");
    const [twice] = [
      await createOperator({ ...listed, email: "twice@example.jp" }),
      await createOperator({ ...listed, email: "TWICE@example.jp" }),
    ];
    const found = await diagnosed({ operatorId: twice.id }, utage.code);
    expect(letters(found)).toBe("??S?CC");
    expect(found.operatorUrl).toBe("https://utage-system.com/operator/aB3dE6gH9jK2/login");
    const old = await createOperator({ account: utage, lastConfirmedAt: new Date("2026-01-01") });
    expect(letters(await diagnosed({ operatorId: old.id }, utage.code))).toBe("??????".replace(/\?$/, "C"));
  });
});

describe("what is asked", () => {
  it("S3: is answered about one's own operators alone", async () => {
    const foreign = await createOperator({ account: await createAccount({ owner: await createOwner() }) });
    expect(await ask({ operatorId: foreign.id })).toMatchObject({ status: 404, body: { code: "not_found" } });
    expect((await diagnosed({ email: foreign.email })).subject.status).toBe("nobody");
  });

  it.each([
    [{}, "invalid_request"],
    [{ operatorId: "x" }, "invalid_request"],
    [{ operatorId: crypto.randomUUID(), email: "a@example.jp" }, "invalid_request"],
    [{ email: ["a@example.jp"] }, "invalid_request"],
    [{ email: "a@example.jp", loginUrl: {} }, "invalid_request"],
    [{ email: "two@@example.jp" }, "invalid_email"],
    [{ email: "\0" }, "invalid_email"],
  ])("S12: %j is refused", async (body, code) => {
    expect(await ask(body)).toMatchObject({ status: 400, body: { code } });
  });

  it("any text may stand for the page they use", async () => {
    const { id } = await operatorHere();
    for (const loginUrl of ["", "//evil", "\0", "ｈｔｔｐ：／／", "x".repeat(4096)]) {
      expect((await ask({ operatorId: id, loginUrl })).status).toBe(200);
    }
  });

  it("is answered in the language asked for", async () => {
    const { id } = await operatorHere();
    const { body } = await ask({ operatorId: id }, account.code, { cookie: `${cookie}; kenshin_locale=en` });
    expect((body as DiagnosisDto).message).toContain("Open the operator login page");
  });

  it.each(["hosted", "utage"] as const)(
    "takes as many statements for one among thousands as for one alone: one, and an operator's address before it (%s)",
    async (directory) => {
      const large = await createAccount({ owner, directory });
      const { id, email, emailKey } = await createOperator({ account: large, passwordHash });
      const countAll = () => statementsOf(() => diagnosed({ operatorId: id }, large.code));
      const whole = await countAll();
      await createOperators(large, 3000);
      expect(await countAll()).toBe(whole);
      await createOperator({ account: large, email });
      const load = (subject: Subject) =>
        statementsOf(() => loadLoginFacts({ id: large.id, directory }, subject, new Date()));
      expect(await load({ emailKey: storedEmailKey(emailKey) })).toBe(1);
      expect(await load({ operatorId: id })).toBe(2);
    },
  );
});
