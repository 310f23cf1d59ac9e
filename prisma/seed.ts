import { createReadStream } from "node:fs";
import { fileURLToPath } from "node:url";
import { normalizeEmail } from "@/lib/domain/email";
import { createAccount } from "@/lib/server/accounts/create-account";
import type { Actor } from "@/lib/server/audit/record-audit-event";
import { changeContract } from "@/lib/server/contracts/change-contract";
import { closeDatabase, prisma } from "@/lib/server/db";
import { runImport } from "@/lib/server/imports/run-import";
import { startImport } from "@/lib/server/imports/start-import";
import { closeJobQueue } from "@/lib/server/jobs/queue";
import { hashPassword, verifyPassword } from "@/lib/server/password-hash";

// The demonstration: one owner, three contracts, everything brought in the way an owner brings it in, so that history,
// refused rows and the audit log are there to see. What exists already is left alone.

const OWNER = { name: "山田 花子", email: "owner@example.jp" };
const DAY_MS = 24 * 60 * 60 * 1000;
const lists = new URL("../tests/fixtures/lists/", import.meta.url);

type Owner = Extract<Actor, { kind: "owner" }>;

async function findOrAddOwner(password: string): Promise<Owner> {
  const email = normalizeEmail(OWNER.email);
  if (!email.ok) throw new Error("the demonstration's own address is not valid");
  const known = await prisma().owner.findUnique({
    where: { emailKey: email.key },
    select: { id: true, name: true, passwordHash: true },
  });
  if (known && (await verifyPassword(known.passwordHash, password))) {
    return { kind: "owner", id: known.id, name: known.name };
  }
  // The password printed at the end has to be the one that opens the door, also after somebody changed it.
  const passwordHash = await hashPassword(password);
  const owner = await prisma().owner.upsert({
    where: { emailKey: email.key },
    create: { ...OWNER, emailKey: email.key, passwordHash },
    update: { passwordHash, credentialVersion: { increment: 1 } },
    select: { id: true, name: true },
  });
  return { kind: "owner", ...owner };
}

async function findOrAddContract(
  owner: Owner,
  name: string,
  place: { directory: "hosted" } | { directory: "utage"; loginPageUrl: string },
  fill: (accountId: string) => Promise<void>,
): Promise<void> {
  const existing = await prisma().account.findFirst({ where: { ownerId: owner.id, name }, select: { id: true } });
  if (existing) return;
  console.log(`Adding ${name} …`);
  const { id } = await createAccount({ owner, input: { name, ...place }, now: new Date() });
  await fill(id);
}

/** Brings in one list, handed in `daysAgo`, and works on it to its end. */
async function bringIn(
  owner: Owner,
  accountId: string,
  fileName: string,
  options: { complete: boolean; daysAgo: number },
) {
  const path = fileURLToPath(new URL(fileName, lists));
  const { id } = await startImport({
    accountId,
    upload: { fileName, contentType: "text/csv", bytes: createReadStream(path), digest: () => "" },
    choices: { complete: options.complete, confirmMissing: false, encoding: null, columns: null },
    actor: owner,
    now: new Date(Date.now() - options.daysAgo * DAY_MS),
  });
  await runImport(id);
}

async function seed(password: string): Promise<void> {
  const owner = await findOrAddOwner(password);
  await findOrAddContract(owner, "サンプル株式会社", { directory: "hosted" }, (account) =>
    bringIn(owner, account, "operators-utf8-bom.csv", { complete: true, daysAgo: 0 }),
  );
  await findOrAddContract(
    owner,
    "サンプル運用代行",
    { directory: "utage", loginPageUrl: "https://utage-system.com/operator/Sa3mPleKx7Qz/login" },
    async (account) => {
      await bringIn(owner, account, "operators-utf8-bom.csv", { complete: true, daysAgo: 14 });
      await bringIn(owner, account, "operators-two-weeks-later.csv", { complete: true, daysAgo: 0 });
    },
  );
  await findOrAddContract(
    owner,
    "サンプル旧店舗",
    { directory: "utage", loginPageUrl: "https://utage-system.com/operator/Sa3mPle0LdSh/login" },
    async (account) => {
      await bringIn(owner, account, "operators-two-weeks-later.csv", { complete: true, daysAgo: 30 });
      await changeContract({ accountId: account, actor: owner, input: { status: "force_cancelled" }, now: new Date() });
    },
  );
}

// biome-ignore lint/style/noProcessEnv: handed over by the demo script for this one run; it is no setting of the app.
const password = process.env["KENSHIN_DEMO_PASSWORD"];
if (!password) {
  console.error("KENSHIN_DEMO_PASSWORD is not set; npm run demo sets it.");
  process.exitCode = 1;
} else {
  try {
    await seed(password);
    console.log(`owner: ${OWNER.email}`);
    console.log(`password: ${password}`);
  } finally {
    await closeJobQueue();
    await closeDatabase();
  }
}
