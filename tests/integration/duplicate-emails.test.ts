import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { GET } from "@/app/api/v1/accounts/[code]/duplicate-emails/route";
import { normalizeEmail } from "@/lib/domain/email";
import type { DuplicateGroupsDto } from "@/lib/schemas/duplicate-email";
import { createAccount } from "../factories/account";
import { createOperators } from "../factories/operator";
import { createOwner, signedInCookie } from "../factories/owner";
import { addRoster } from "../factories/roster";
import { callRoute } from "../setup/call-route";

type Expected = { same: { emailKey: string; rows: number[] }[]; possible: { rows: number[] }[] };
const LISTS = new URL("../fixtures/lists/", import.meta.url);

async function scene() {
  const owner = await createOwner();
  const account = await createAccount({ owner });
  const cookie = await signedInCookie(owner);
  const find = async (query: Record<string, string> = {}) => {
    const { status, body } = await callRoute(GET, { params: { code: account.code }, cookie, query });
    return { status, body: body as DuplicateGroupsDto & { code: string } };
  };
  return { account, find };
}

/** The sample list as a spreadsheet numbers it: row 1 is the header. Rows without a readable address are left out. */
function sampleRows() {
  const lines = readFileSync(new URL("operators.tsv", LISTS), "utf8").trimEnd().split(/\r?\n/);
  return lines.slice(1).flatMap((line, index) => {
    const [name = "", email = ""] = line.split("\t");
    return normalizeEmail(email).ok ? [{ row: index + 2, name, email }] : [];
  });
}

describe("finding duplicates", () => {
  it("finds in the sample list exactly the groups that are known to be in it", async () => {
    const { account, find } = await scene();
    const rows = sampleRows();
    const ids = await addRoster(account, rows);
    const rowOf = new Map(ids.map((id, index) => [id, rows[index]?.row]));
    const { body } = await find();
    const found = body.groups.map((group) => ({
      confidence: group.confidence,
      emailKey: group.emailKey,
      rows: group.members.map((member) => rowOf.get(member.id)),
    }));
    const expected = JSON.parse(readFileSync(new URL("expected.json", LISTS), "utf8")) as Expected;
    const byKey = <T extends { emailKey: string }>(groups: T[]) =>
      groups.toSorted((one, other) => (one.emailKey < other.emailKey ? -1 : 1));
    expect(found.filter((group) => group.confidence === "same")).toEqual(
      byKey(expected.same).map((group) => ({ confidence: "same", ...group })),
    );
    expect(
      found
        .filter((group) => group.confidence === "possible")
        .map((group) => group.rows)
        .sort(),
    ).toEqual(expected.possible.map((group) => group.rows).sort());
    expect(body.total).toBe(expected.same.length + expected.possible.length);
  });

  it("gives every group once over its pages, same ones first", async () => {
    const { account, find } = await scene();
    await createOperators(account, 50);
    await addRoster(
      account,
      Array.from({ length: 30 }, (_, index) => ({ name: "双子", email: `twin${index >> 1}@example.jp` })),
    );
    await addRoster(
      account,
      ["alike1", "alike2", "alike3"].flatMap((local) => [
        { name: "一", email: `${local}@example.jp` },
        { name: "二", email: `${local}+tag@example.jp` },
      ]),
    );
    const whole = await find();
    const paged: string[] = [];
    let cursor: string | null = "";
    while (cursor !== null) {
      const { body }: { body: DuplicateGroupsDto } = await find({ limit: "4", ...(cursor ? { cursor } : {}) });
      paged.push(...body.groups.map((group) => `${group.confidence} ${group.emailKey}`));
      cursor = body.nextCursor;
    }
    expect(paged).toEqual(whole.body.groups.map((group) => `${group.confidence} ${group.emailKey}`));
    expect(paged.map((group) => group.split(" ")[0])).toEqual([
      ...Array.from({ length: 15 }, () => "same"),
      ...Array.from({ length: 3 }, () => "possible"),
    ]);
    expect(whole.body.totals).toEqual({ sameGroups: 15, sameOperators: 30, sameGroupsToPlan: 15, possibleGroups: 3 });
    const possible = await find({ confidence: "possible", limit: "2" });
    expect(possible.body.groups.map((group) => group.emailKey)).toEqual(["alike1@example.jp", "alike2@example.jp"]);
  });

  it("counts deleted operators and those of other contracts for nothing", async () => {
    const { account, find } = await scene();
    const stranger = await scene();
    const [first = ""] = await addRoster(account, [
      { name: "一", email: "a@example.jp" },
      { name: "二", email: "a@example.jp" },
    ]);
    await addRoster(stranger.account, [{ name: "他", email: "a@example.jp" }]);
    expect((await find()).body.groups).toHaveLength(1);
    expect((await stranger.find()).body.groups).toEqual([]);
    const { pool } = await import("@/lib/server/db");
    await pool().query("update operators set deleted_at = now(), deleted_reason = 'manual' where id = $1", [first]);
    expect((await find()).body).toMatchObject({ groups: [], nextCursor: null, total: 0 });
  });

  it.each(["x", "e30", Buffer.from('{"c":"same","k":"a\\u0000"}').toString("base64url")])(
    "S36: refuses the cursor %j",
    async (cursor) => {
      const { find } = await scene();
      const answer = await find({ cursor });
      expect([answer.status, answer.body.code]).toEqual([400, "invalid_cursor"]);
    },
  );
});
