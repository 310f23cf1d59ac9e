import { readFileSync } from "node:fs";
import { tokyoDay } from "@/lib/domain/tokyo-time";
import { runBulkWork } from "@/lib/server/bulk-works/run-bulk-work";
import { countCall } from "@/lib/server/call-count";
import { openCase } from "@/lib/server/cases/open-case";
import { changeContract } from "@/lib/server/contracts/change-contract";
import { applyCleanup } from "@/lib/server/duplicates/apply-cleanup";
import { planDuplicateCleanup } from "@/lib/server/duplicates/plan-cleanup";
import { claimKey, storeAnswer } from "@/lib/server/idempotency";
import { runImport } from "@/lib/server/imports/run-import";
import { startImport } from "@/lib/server/imports/start-import";
import { tryOperatorLogin } from "@/lib/server/login-attempts/try-operator-login";
import { changeMessageTemplate } from "@/lib/server/message-templates/change-message-template";
import { startOperatorSession } from "@/lib/server/operators/start-operator-session";
import { issueOwnerReset } from "@/lib/server/owners/issue-owner-reset";
import { issuePasswordReset } from "@/lib/server/password-resets/issue-password-reset";
import { seal } from "@/lib/server/seal";
import { receiveSelfCheck, type SentSelfCheck } from "@/lib/server/self-checks/receive-self-check";
import { openUpload } from "@/lib/server/upload";
import { addWaiver } from "@/lib/server/waivers/add-waiver";
import { createAccount, type TestAccount } from "./account";
import { createOperator, type TestOperator } from "./operator";
import { createOwner, signedInCookie } from "./owner";

const LIST = readFileSync(new URL("../fixtures/lists/operators-utf8-bom.csv", import.meta.url));
const LATER = readFileSync(new URL("../fixtures/lists/operators-two-weeks-later.csv", import.meta.url));
const ACTOR = { kind: "system", name: "試験" } as const;

/** What COPY writes with backslashes, and what ends the rows of a dump. */
const ODD_NAMES = ["\\.", "\\N", "a\tb", "一行目\n二行目\r\n", '{"json": "\\u0000"}', "𠮷野家 👩‍⚕️", "\\", ""];

export type FullHouse = {
  readonly hosted: TestAccount;
  readonly utage: TestAccount;
  /** A list that was stored and that nobody has worked on. */
  readonly waitingImport: string;
};

/** A contract of each kind with at least one row in every table, as use makes them. */
export async function createFullHouse(): Promise<FullHouse> {
  const owner = await createOwner({ password: "とてもながい合言葉をここに書きます" });
  await signedInCookie(owner);
  await issueOwnerReset(owner.email, new Date());
  const hosted = await createAccount({ owner });
  const utage = await createAccount({ owner, directory: "utage", name: "例\t\\." });
  for (const account of [hosted, utage]) await importAndCleanUp(account);
  await importList(hosted, LIST);
  await createOperator({ account: hosted, email: "renamed@example.jp" });
  await importList(hosted, Buffer.from("名前,メールアドレス\n新しい 名前,renamed@example.jp\n"));
  for (const name of ODD_NAMES) await createOperator({ account: hosted, name });
  await visitOperatorPage(hosted, await createOperator({ account: hosted }));
  await changeContract({ accountId: hosted.id, actor: ACTOR, input: { status: "past_due" }, now: new Date() });
  await openCase(
    {
      ...{ accountId: utage.id, operatorId: null, emailKey: null, name: "佐藤", origin: "owner" },
      ...{ states: null, loginUrl: null, tried: ["other-session"], openedByName: ACTOR.name },
    },
    new Date(),
  );
  await reportFromCheckPage(hosted);
  const text = { key: "wrong-password", channel: "any", locale: "ja", text: "{名前}さん\n\\.", version: 0 } as const;
  await changeMessageTemplate({ id: hosted.id, directory: "hosted" }, text, { actor: ACTOR, now: new Date() });
  await waivePasswords(hosted);
  await runBulkWork(hosted.id, { kind: "undo", by: ACTOR.name }, (_db, progress) => progress.begin(100_000));
  const claim = await claimKey(owner.id, "key-1");
  await storeAnswer(claim, "hash", true, { status: 201, contentType: "application/json", body: '{"id":"1"}' });
  return { hosted, utage, waitingImport: await storeList(utage, LATER) };
}

async function reportFromCheckPage({ code }: TestAccount): Promise<void> {
  await countCall([{ kind: "test", subject: code, calls: 1 }]);
  const now = new Date();
  const sent: SentSelfCheck = {
    ...{ id: crypto.randomUUID(), at: now.toISOString(), code, token: null, outcome: "reported", seen: "refused" },
    ...{ guide: "line", browser: "LINE / iPhone", login: null, cookies: true, privateWindow: null },
    ...{ tried: ["open-login-page"], report: { name: "佐藤\t\\.", note: "一行目\n二行目", videoUrl: null } },
  };
  await receiveSelfCheck(await seal(JSON.stringify(sent), 60), now);
}

async function waivePasswords({ id }: TestAccount): Promise<void> {
  const now = new Date();
  const finding = { slug: "wrong-password", reason: "来月\t\\.", until: tokyoDay(now) } as const;
  await addWaiver(id, finding, { actor: ACTOR, now, requestId: crypto.randomUUID() });
}

async function importAndCleanUp(account: TestAccount): Promise<void> {
  await importList(account, LIST);
  const now = new Date();
  const { id, fingerprint } = await planDuplicateCleanup(account, { strategy: "keep-one" }, ACTOR.name, now);
  await applyCleanup(account, { id, fingerprint, actor: ACTOR, now, requestId: crypto.randomUUID() });
}

async function importList(account: TestAccount, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  await runImport(await storeList(account, bytes));
}

async function storeList(account: TestAccount, body: Uint8Array<ArrayBuffer>): Promise<string> {
  const headers = { "content-type": "text/csv" };
  const upload = await openUpload(new Request("http://kenshin.test", { method: "POST", headers, body }));
  const choices = { complete: false, confirmMissing: false, encoding: null, columns: null };
  return (await startImport({ accountId: account.id, upload, choices, actor: ACTOR, now: new Date() })).id;
}

async function visitOperatorPage(account: TestAccount, operator: TestOperator): Promise<void> {
  const origin = { browser: "Chrome", network: "203.0.113.0/24" };
  const { code } = account;
  await tryOperatorLogin({ code, email: operator.email, password: "wrong", signedInAs: null, origin }, new Date());
  await startOperatorSession({ operatorId: operator.id, credentialVersion: 1 }, "Chrome", new Date());
  await issuePasswordReset({ ...account, customDomain: null, createdAt: new Date() }, operator.id, {
    ...{ delivery: "mail", actor: ACTOR, locale: "ja", now: new Date(), requestId: crypto.randomUUID() },
  });
}
