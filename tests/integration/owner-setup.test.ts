import { beforeEach, describe, expect, it } from "vitest";
import { POST as setPassword } from "@/app/api/v1/owner-passwords/route";
import { POST as setUp } from "@/app/api/v1/setup/route";
import { FREE_TRIES } from "@/lib/domain/login/lock";
import { prisma } from "@/lib/server/db";
import { addOwner } from "@/lib/server/owners/add-owner";
import { issueOwnerReset } from "@/lib/server/owners/issue-owner-reset";
import { issueSetupCode } from "@/lib/server/owners/issue-setup-code";
import { readOwnerLink } from "@/lib/server/owners/set-owner-password";
import { verifyOwnerPassword } from "@/lib/server/owners/verify-owner-password";
import { sessionFromCookies } from "@/lib/server/session";
import { throttleBucket } from "@/lib/server/sign-in-throttle";
import { callApi } from "../factories/call-api";
import { createOwner, signedInCookie } from "../factories/owner";
import { stretchWait } from "../factories/throttle";
import { emptyDatabase } from "../setup/empty-database";

const PASSWORD = "とてもながい合言葉をここに書きます";
const NEXT_PASSWORD = "別のとてもながい合言葉をここに書きます";
const SYSTEM = { kind: "system", name: "kenshin" } as const;
const HOUR = 60 * 60 * 1000;

beforeEach(emptyDatabase);

const soon = (milliseconds: number) => new Date(Date.now() + milliseconds);
const newCode = async (now = new Date()) => (await issueSetupCode(now))?.code ?? "";
const person = (code: string) => ({ code, name: "山田 花子", email: "Hanako@example.jp", password: PASSWORD });
const sendSetup = (body: unknown, headers = {}) => callApi(setUp, "POST", "/setup", { body, headers });
const sendPassword = (token: string, password: string) =>
  callApi(setPassword, "POST", "/owner-passwords", { body: { token, password } });

describe("setting up the first owner", () => {
  it("makes an owner who can sign in, in the language of the page, and closes the door behind", async () => {
    const code = await newCode();
    const answer = await sendSetup(person(code), { cookie: "kenshin_locale=en" });
    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({ id: expect.any(String), name: "山田 花子", email: "Hanako@example.jp" });
    expect(await verifyOwnerPassword("hanako@example.jp", PASSWORD)).toMatchObject({ id: answer.body.id });
    expect(await prisma().owner.findFirst({ select: { locale: true } })).toEqual({ locale: "en" });
    expect((await sendSetup(person(code))).body).toMatchObject({ status: 409, code: "already_set_up" });
    expect(await issueSetupCode(new Date())).toBeNull();
  });

  it("S9: of 20 at once exactly one becomes the owner", async () => {
    const code = await newCode();
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) => sendSetup({ ...person(code), email: `owner-${index}@example.jp` })),
    );
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 201)).toHaveLength(1);
    expect(new Set(answers.filter(({ status }) => status !== 201).map(({ body }) => body.code))).toEqual(
      new Set(["already_set_up"]),
    );
    expect(await prisma().owner.count()).toBe(1);
    expect(await prisma().auditEvent.count({ where: { action: "owner_added" } })).toBe(1);
  });

  it("a newer code takes the older one's place, also when they are made at once", async () => {
    const older = await newCode();
    const newer = await newCode();
    expect((await sendSetup(person(older))).body).toMatchObject({ status: 400, code: "invalid_code" });
    await Promise.all(Array.from({ length: 8 }, () => newCode()));
    expect(await prisma().oneTimeCode.count({ where: { expiresAt: { gt: new Date() } } })).toBe(1);
    expect((await sendSetup(person(newer))).status).toBe(400);
  });

  it("S10: codes are 256 random bits, kept as a hash only, and last a day", async () => {
    const code = await newCode();
    expect(Buffer.from(code, "base64url")).toHaveLength(32);
    const rows = await prisma().oneTimeCode.findMany();
    expect(JSON.stringify(rows)).not.toContain(code);
    const [row] = rows;
    expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBe(24 * HOUR);
    const expired = await newCode(soon(-25 * HOUR));
    expect((await sendSetup(person(expired))).body).toMatchObject({ code: "invalid_code" });
  });

  it("a code that was refused for what stood beside it can be used again", async () => {
    const code = await newCode();
    const weak = await sendSetup({ ...person(code), password: "short" });
    expect(weak.body).toMatchObject({ status: 400, code: "weak_password" });
    expect(weak.body.errors).toEqual([{ path: "password", code: "too_short", message: expect.any(String) }]);
    expect((await sendSetup({ ...person(code), email: "a@b@example.jp" })).body).toMatchObject({
      code: "invalid_email",
    });
    expect((await sendSetup(person(code))).status).toBe(201);
  });

  it("without the code nothing is said about the rest", async () => {
    await newCode();
    for (const code of ["", "x".repeat(43), "x".repeat(43).padEnd(200, "y"), "\0"]) {
      const answer = await sendSetup({ ...person(code), password: "short", email: "none" });
      expect(answer.body).toMatchObject({ status: 400, code: "invalid_code" });
    }
  });

  it("S20: says in the reader's language what is wrong with a password", async () => {
    const code = await newCode();
    const details = [];
    for (const password of ["short", "administrator1234", "あいうあいうあいうあいうあいう", "hanako@example.jp"]) {
      const answer = await sendSetup({ ...person(code), password }, { "accept-language": "en" });
      expect(answer.body.code).toBe("weak_password");
      details.push(answer.body.detail);
    }
    expect(new Set(details).size).toBe(4);
    const japanese = await sendSetup({ ...person(code), password: "short" }, { "accept-language": "ja" });
    expect(japanese.body.detail).toContain("15文字以上");
  });

  it("S12: a body of another shape is 400, and nobody becomes an owner", async () => {
    const code = await newCode();
    const good = person(code);
    const bodies = [
      { ...good, code: [code] },
      { ...good, email: { contains: "@" } },
      { ...good, password: [PASSWORD] },
      { ...good, name: "" },
      { ...good, name: "a\0b" },
      { ...good, credentialVersion: 7 },
      { ...good, password: "長".repeat(10_001) },
      [good],
      null,
      "{",
    ];
    for (const body of bodies) expect((await sendSetup(body)).status).toBe(400);
    expect(await prisma().owner.count()).toBe(0);
  });

  it("S18: is refused from elsewhere", async () => {
    const code = await newCode();
    expect((await sendSetup(person(code), { origin: "http://evil.example" })).body.code).toBe("bad_origin");
    expect(await prisma().owner.count()).toBe(0);
  });
});

describe("a link that sets an owner's password", () => {
  it("adds an owner without a password, who sets one with it, once", async () => {
    const added = await addOwner({ email: "Jiro@example.jp", name: "佐藤 次郎" }, SYSTEM, new Date());
    expect(await verifyOwnerPassword("jiro@example.jp", "")).toBeNull();
    expect(await readOwnerLink(added.code, new Date())).toEqual({
      state: "usable",
      owner: { name: "佐藤 次郎", email: "Jiro@example.jp" },
    });
    const answer = await sendPassword(added.code, PASSWORD);
    expect([answer.status, answer.body]).toEqual([200, { email: "Jiro@example.jp" }]);
    expect(await verifyOwnerPassword("jiro@example.jp", PASSWORD)).toMatchObject({ id: added.id });
    expect(await readOwnerLink(added.code, new Date())).toEqual({ state: "used", owner: null });
    expect((await sendPassword(added.code, NEXT_PASSWORD)).body).toMatchObject({ status: 400, code: "invalid_code" });
  });

  it("an address is added once, however it is written and however often at once", async () => {
    const spellings = ["saburo@example.jp", "SABURO@example.jp", "ｓａｂｕｒｏ@example.jp", " saburo@example.jp "];
    const results = await Promise.allSettled(spellings.map((email) => addOwner({ email }, SYSTEM, new Date())));
    expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await prisma().owner.findMany({ select: { name: true, emailKey: true } })).toEqual([
      { name: "saburo", emailKey: "saburo@example.jp" },
    ]);
    await expect(addOwner({ email: "no address" }, SYSTEM, new Date())).rejects.toMatchObject({
      code: "invalid_email",
    });
  });

  it("S9: one link used 50 times at once sets one password", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const { code } = await issueOwnerReset(owner.email, new Date());
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, index) => sendPassword(code, `${NEXT_PASSWORD} ${index}`)),
    );
    const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(winners).toHaveLength(1);
    expect(answers.filter(({ body }) => body.code === "invalid_code")).toHaveLength(49);
    expect(await verifyOwnerPassword(owner.email, `${NEXT_PASSWORD} ${winners[0]}`)).toMatchObject({ id: owner.id });
    expect(await prisma().owner.findFirst({ select: { credentialVersion: true } })).toEqual({ credentialVersion: 2 });
  });

  it("S10: lasts an hour, and a newer link ends the older one", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const first = await issueOwnerReset(owner.email, new Date());
    expect(first.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(HOUR);
    expect(await readOwnerLink(first.code, soon(HOUR + 1))).toEqual({ state: "over", owner: null });
    const second = await issueOwnerReset(owner.email, new Date());
    expect(await readOwnerLink(first.code, new Date())).toMatchObject({ state: "over" });
    expect((await sendPassword(first.code, NEXT_PASSWORD)).status).toBe(400);
    await Promise.all(Array.from({ length: 8 }, () => issueOwnerReset(owner.email, new Date())));
    expect(await prisma().oneTimeCode.count({ where: { expiresAt: { gt: new Date() } } })).toBe(1);
    expect((await sendPassword(second.code, NEXT_PASSWORD)).status).toBe(400);
    await expect(issueOwnerReset("nobody@example.jp", new Date())).rejects.toMatchObject({ code: "not_found" });
  });

  it("S10: a code of one purpose or owner does nothing for another", async () => {
    const setupCode = await newCode();
    const owner = await createOwner({ password: PASSWORD });
    expect((await sendPassword(setupCode, NEXT_PASSWORD)).body.code).toBe("invalid_code");
    const { code } = await issueOwnerReset(owner.email, new Date());
    for (const token of [code.slice(0, -1), `${code}x`, code + code, ` ${code}`, code.toLowerCase(), "", "\0"]) {
      expect((await sendPassword(token, NEXT_PASSWORD)).body).toMatchObject({ status: 400, code: "invalid_code" });
    }
    await prisma().owner.delete({ where: { id: owner.id } });
    expect((await sendPassword(code, NEXT_PASSWORD)).body.code).toBe("invalid_code");
  });

  it("S16: ends every login of the owner and of nobody else", async () => {
    const [owner, other] = [await createOwner({ password: PASSWORD }), await createOwner()];
    const cookies = [await signedInCookie(owner), await signedInCookie(owner)];
    const stranger = await signedInCookie(other);
    const { code } = await issueOwnerReset(owner.email, new Date());
    expect((await sendPassword(code, "weak")).body.code).toBe("weak_password");
    expect(await sessionFromCookies(cookies[0])).not.toBeNull();
    expect((await sendPassword(code, NEXT_PASSWORD)).status).toBe(200);
    for (const cookie of cookies) expect(await sessionFromCookies(cookie)).toBeNull();
    expect(await sessionFromCookies(stranger)).not.toBeNull();
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).toBeNull();
  });

  it("S13: who has to wait after wrong passwords can still reset, and is let in at once", async () => {
    const owner = await createOwner({ password: PASSWORD });
    for (let count = 0; count < FREE_TRIES; count += 1) await verifyOwnerPassword(owner.email, "wrong");
    await stretchWait(throttleBucket("owner", owner.email));
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).toBeNull();
    const { code } = await issueOwnerReset(owner.email, new Date());
    expect((await sendPassword(code, NEXT_PASSWORD)).status).toBe(200);
    expect(await verifyOwnerPassword(owner.email, NEXT_PASSWORD)).toMatchObject({ id: owner.id });
  });

  it("S54: leaves a line in the audit log that holds no secret", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const { code } = await issueOwnerReset(owner.email, new Date());
    await sendPassword(code, NEXT_PASSWORD);
    const events = await prisma().auditEvent.findMany();
    expect(events.map(({ action, subjectId }) => [action, subjectId])).toEqual([["owner_password_changed", owner.id]]);
    for (const secret of [code, NEXT_PASSWORD, "argon2"]) expect(JSON.stringify(events)).not.toContain(secret);
  });
});
