import { describe, expect, it } from "vitest";
import { POST as changePassword } from "@/app/api/v1/profile/password/route";
import { GET as readProfile, PATCH as updateProfile } from "@/app/api/v1/profile/route";
import { DELETE as endSession } from "@/app/api/v1/profile/sessions/[id]/route";
import { POST as endOthers } from "@/app/api/v1/profile/sessions/end-others/route";
import { GET as listSessions } from "@/app/api/v1/profile/sessions/route";
import { FREE_TRIES } from "@/lib/domain/login/lock";
import { prisma } from "@/lib/server/db";
import { issueOwnerReset } from "@/lib/server/owners/issue-owner-reset";
import { readOwnerLink } from "@/lib/server/owners/set-owner-password";
import { verifyOwnerPassword } from "@/lib/server/owners/verify-owner-password";
import { sessionFromCookies } from "@/lib/server/session";
import { throttleBucket } from "@/lib/server/sign-in-throttle";
import { callApi } from "../factories/call-api";
import { createOwner, signedInCookie } from "../factories/owner";
import { stretchWait } from "../factories/throttle";

const PASSWORD = "とてもながい合言葉をここに書きます";
const NEXT_PASSWORD = "別のとてもながい合言葉をここに書きます";
const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";

const sendPassword = (cookie: string, currentPassword: string, newPassword: string) =>
  callApi(changePassword, "POST", "/profile/password", { cookie, body: { currentPassword, newPassword } });
const sessionsOf = async (cookie: string, query = "") =>
  callApi(listSessions, "GET", `/profile/sessions${query}`, { cookie });
const end = (cookie: string, id: string) =>
  callApi(endSession, "DELETE", `/profile/sessions/${id}`, { cookie, params: { id } });
const idOf = async (cookie: string) => (await sessionFromCookies(cookie))?.sessionId ?? "";

describe("the profile", () => {
  it("S1: is for who is signed in: every call without a login is 401", async () => {
    const calls = [
      callApi(readProfile, "GET", "/profile"),
      callApi(updateProfile, "PATCH", "/profile", { body: { name: "x" } }),
      sendPassword("", PASSWORD, NEXT_PASSWORD),
      sessionsOf(""),
      end("", crypto.randomUUID()),
      callApi(endOthers, "POST", "/profile/sessions/end-others"),
    ];
    for (const { status, body } of await Promise.all(calls))
      expect([status, body.code]).toEqual([401, "unauthenticated"]);
  });

  it("is read and changed field by field, with what it was kept in the audit log", async () => {
    const owner = await createOwner({ name: "山田" });
    const cookie = await signedInCookie(owner);
    const before = await callApi(readProfile, "GET", "/profile", { cookie });
    const expected = { id: owner.id, name: "山田", email: owner.email, locale: "ja", theme: "system" };
    expect([before.status, before.body]).toEqual([200, expected]);
    const after = await callApi(updateProfile, "PATCH", "/profile", {
      cookie,
      body: { name: " 佐藤 ", theme: "dark" },
    });
    expect([after.status, after.body]).toEqual([200, { ...expected, name: "佐藤", theme: "dark" }]);
    await callApi(updateProfile, "PATCH", "/profile", { cookie, body: { name: "佐藤" } });
    const events = await prisma().auditEvent.findMany({ where: { actorId: owner.id } });
    expect(events.map(({ action, before, after }) => ({ action, before, after }))).toEqual([
      {
        action: "owner_profile_changed",
        before: { name: "山田", theme: "system" },
        after: { name: "佐藤", theme: "dark" },
      },
    ]);
  });

  it("S12, S37: takes only the fields it names, in their shape", async () => {
    const owner = await createOwner();
    const cookie = await signedInCookie(owner);
    const bodies = [
      { email: "new@example.jp" },
      { name: "x", credentialVersion: 9 },
      { name: ["x"] },
      { name: "" },
      { name: "　" },
      { name: "長".repeat(101) },
      { name: "a\nb" },
      { locale: "fr" },
      { theme: { set: "dark" } },
      {},
      [],
      "{",
    ];
    for (const body of bodies) {
      const answer = await callApi(updateProfile, "PATCH", "/profile", { cookie, body });
      expect([JSON.stringify(body), answer.status]).toEqual([JSON.stringify(body), 400]);
    }
    expect((await callApi(readProfile, "GET", "/profile", { cookie })).body).toMatchObject({ email: owner.email });
  });

  it("S18: is changed from our own pages only", async () => {
    const cookie = await signedInCookie(await createOwner());
    const answer = await callApi(updateProfile, "PATCH", "/profile", {
      cookie,
      body: { name: "x" },
      headers: { origin: "null" },
    });
    expect([answer.status, answer.body.code]).toEqual([403, "bad_origin"]);
  });
});

describe("changing the password", () => {
  it("S16: ends every other login with the next request, and this one goes on", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const [mine, other] = [await signedInCookie(owner), await signedInCookie(owner)];
    const { code } = await issueOwnerReset(owner.email, new Date());
    const answer = await sendPassword(mine, PASSWORD, NEXT_PASSWORD);
    expect([answer.status, answer.body]).toEqual([200, { endedSessions: 1 }]);
    expect((await callApi(readProfile, "GET", "/profile", { cookie: mine })).status).toBe(200);
    expect((await callApi(readProfile, "GET", "/profile", { cookie: other })).status).toBe(401);
    expect(await readOwnerLink(code, new Date())).toMatchObject({ state: "over" });
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).toBeNull();
    expect(await verifyOwnerPassword(owner.email, NEXT_PASSWORD)).toMatchObject({ id: owner.id });
  });

  it("S16: a sign-in that was checked against the old password opens nothing afterwards", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const cookie = await signedInCookie(owner);
    const { startOwnerSession } = await import("@/lib/server/owners/start-owner-session");
    const checked = await verifyOwnerPassword(owner.email, PASSWORD);
    await sendPassword(cookie, PASSWORD, NEXT_PASSWORD);
    const late = await startOwnerSession(checked ?? { id: "", credentialVersion: 0 }, undefined, new Date());
    const { findLiveSession } = await import("@/lib/server/session");
    expect(await findLiveSession(late, new Date())).toBeNull();
  });

  it("refuses a wrong current password and changes nothing, and makes guessing it slow", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const [mine, other] = [await signedInCookie(owner), await signedInCookie(owner)];
    const codes = [];
    for (let count = 0; count <= FREE_TRIES; count += 1) {
      if (count === FREE_TRIES) await stretchWait(throttleBucket("owner-change", owner.id));
      codes.push((await sendPassword(mine, `${PASSWORD} `, NEXT_PASSWORD)).body.code);
    }
    expect(codes).toEqual([...Array<string>(FREE_TRIES).fill("wrong_password"), "too_many_requests"]);
    expect(await sessionFromCookies(other)).not.toBeNull();
    // Signing in has a count of its own: nobody locks the owner out of the one by failing at the other.
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).toMatchObject({ id: owner.id });
  });

  it("S20: a weak new password is named as such at its field", async () => {
    const owner = await createOwner({ password: PASSWORD, email: "long.local.part@example.jp" });
    const cookie = await signedInCookie(owner);
    const weak = { "long.local.part1": "contains_address", 短い: "too_short", [`${"a1".repeat(20)}`]: "repetitive" };
    for (const [password, weakness] of Object.entries(weak)) {
      const { status, body } = await sendPassword(cookie, PASSWORD, password);
      expect([status, body.code]).toEqual([400, "weak_password"]);
      expect(body.errors).toMatchObject([{ path: "newPassword", code: weakness }]);
    }
    expect(await verifyOwnerPassword(owner.email, PASSWORD)).not.toBeNull();
  });

  it("of four changes at once one counts, and whoever made it is still signed in", async () => {
    const owner = await createOwner({ password: PASSWORD });
    const cookies = await Promise.all(Array.from({ length: 4 }, () => signedInCookie(owner)));
    const answers = await Promise.all(
      cookies.map((cookie, index) => sendPassword(cookie, PASSWORD, `${NEXT_PASSWORD} ${index}`)),
    );
    const winners = answers.flatMap(({ status }, index) => (status === 200 ? [index] : []));
    expect(winners).toHaveLength(1);
    const alive = await Promise.all(cookies.map(async (cookie) => (await sessionFromCookies(cookie)) !== null));
    expect(alive.flatMap((is, index) => (is ? [index] : []))).toEqual(winners);
  });
});

describe("the list of logins", () => {
  it("names browser and times, marks this one, and leaves out what is over", async () => {
    const owner = await createOwner();
    const ended = await signedInCookie(owner);
    const idle = await signedInCookie(owner);
    const mine = await signedInCookie(owner, { userAgent: CHROME });
    await prisma().session.update({ where: { id: await idOf(ended) }, data: { revokedAt: new Date() } });
    await prisma().session.update({
      where: { id: await idOf(idle) },
      data: { lastSeenAt: new Date(Date.now() - 8 * 24 * 3600 * 1000) },
    });
    await signedInCookie(await createOwner());
    const { status, body } = await sessionsOf(mine);
    expect(status).toBe(200);
    expect(body).toEqual({
      items: [
        {
          id: await idOf(mine),
          browser: "Chrome / Windows",
          createdAt: expect.stringMatching(/Z$/),
          lastSeenAt: expect.stringMatching(/Z$/),
          current: true,
        },
      ],
      nextCursor: null,
    });
  });

  it("comes in pages that miss none and repeat none", async () => {
    const owner = await createOwner();
    const cookies = [];
    for (let count = 0; count < 7; count += 1) cookies.push(await signedInCookie(owner));
    const mine = cookies[0] ?? "";
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? "?limit=3" : `?limit=3&cursor=${cursor}`;
      const { body } = await sessionsOf(mine, query);
      seen.push(...body.items.map(({ id }: { id: string }) => id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual((await Promise.all(cookies.map(idOf))).reverse());
  });

  it("S36: a cursor that is none of ours is 400", async () => {
    const cookie = await signedInCookie(await createOwner());
    const made = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
    for (const cursor of ["x", made([]), made(["2026-01-01", 1]), made({}), made(["'; --", crypto.randomUUID()])]) {
      expect((await sessionsOf(cookie, `?cursor=${cursor}`)).body).toMatchObject({
        status: 400,
        code: "invalid_cursor",
      });
    }
    for (const query of ["?limit=0", "?limit=x", "?other=1", "?limit=1&limit=2"]) {
      expect((await sessionsOf(cookie, query)).status).toBe(400);
    }
  });

  it("S16: a login that is ended is refused from its next request on", async () => {
    const owner = await createOwner();
    const [mine, other] = [await signedInCookie(owner), await signedInCookie(owner)];
    const id = await idOf(other);
    expect((await end(mine, id)).body).toEqual({ endedSessions: 1 });
    expect((await callApi(readProfile, "GET", "/profile", { cookie: other })).status).toBe(401);
    expect((await callApi(readProfile, "GET", "/profile", { cookie: mine })).status).toBe(200);
    expect((await end(mine, id)).status).toBe(404);
  });

  it("S3: nobody ends the login of somebody else", async () => {
    const mine = await signedInCookie(await createOwner());
    const theirs = await signedInCookie(await createOwner());
    for (const id of [await idOf(theirs), crypto.randomUUID(), "x", "\0"]) {
      expect((await end(mine, id)).body).toMatchObject({ status: 404, code: "not_found" });
    }
    expect(await sessionFromCookies(theirs)).not.toBeNull();
  });

  it("ends all others at once, and of other people none", async () => {
    const owner = await createOwner();
    const cookies = await Promise.all(Array.from({ length: 3 }, () => signedInCookie(owner)));
    const stranger = await signedInCookie(await createOwner());
    const mine = cookies[0] ?? "";
    const answer = await callApi(endOthers, "POST", "/profile/sessions/end-others", { cookie: mine });
    expect(answer.body).toEqual({ endedSessions: 2 });
    const alive = await Promise.all(
      [...cookies, stranger].map(async (cookie) => (await sessionFromCookies(cookie)) !== null),
    );
    expect(alive).toEqual([true, false, false, true]);
    const events = await prisma().auditEvent.findMany({ where: { actorId: owner.id } });
    expect(events.map(({ action, after }) => [action, after])).toEqual([["sessions_ended", { count: 2 }]]);
  });
});
