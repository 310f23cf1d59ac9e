import { Writable } from "node:stream";
import { beforeAll, describe, expect, it } from "vitest";
import { contract } from "@/cli/contract";
import { prisma } from "@/lib/server/db";
import { createAccount } from "../factories/account";
import { createOwner, type TestOwner } from "../factories/owner";

let owner: TestOwner;
beforeAll(async () => {
  owner = await createOwner();
});

async function run(...args: string[]) {
  const said = { stdout: "", stderr: "" };
  const into = (name: keyof typeof said) =>
    new Writable({
      write(chunk, _encoding, done) {
        said[name] += String(chunk);
        done();
      },
    });
  const stdin = (async function* nothing() {})();
  const exitCode = await contract(args, { stdin, stdout: into("stdout"), stderr: into("stderr") });
  return { exitCode, ...said };
}
const statusOf = async (accountId: string) =>
  (await prisma().contract.findUniqueOrThrow({ where: { accountId }, select: { status: true } })).status;

describe("kenshin contract set", () => {
  it("sets and confirms the status, and both histories say who did it", async () => {
    const { id, code } = await createAccount({ owner, directory: "utage", name: "株式会社例" });
    const answer = await run("set", code, "force-cancelled");
    expect(answer).toEqual({
      ...{ exitCode: 0, stderr: "" },
      stdout: `contract: ${code} (株式会社例)\nstatus: force_cancelled\n`,
    });
    expect(await statusOf(id)).toBe("force_cancelled");
    const actor = "kenshin contract set";
    expect(await prisma().contractEvent.findFirst({ where: { accountId: id } })).toMatchObject({ actorName: actor });
    expect(await prisma().auditEvent.findFirst({ where: { accountId: id } })).toMatchObject({
      ...{ actorKind: "system", actorName: actor, action: "contract_changed" },
    });
  });

  it("asks whose contract is meant where several owners have it, and changes none until told", async () => {
    const other = await createOwner();
    const code = "SharedCode12";
    const mine = await createAccount({ owner, directory: "utage", code });
    const theirs = await createAccount({ owner: other, directory: "utage", code });
    const unclear = await run("set", code, "cancelled");
    expect(unclear.exitCode).toBe(2);
    expect(unclear.stderr).toContain(owner.email);
    expect(unclear.stderr).toContain(other.email);
    expect(await statusOf(mine.id)).toBe("active");
    expect((await run("set", code, "cancelled", "--owner", other.email.toUpperCase())).exitCode).toBe(0);
    expect([await statusOf(mine.id), await statusOf(theirs.id)]).toEqual(["active", "cancelled"]);
  });

  it("says when the code has the wrong case, or is nobody's", async () => {
    const { id, code } = await createAccount({ owner, directory: "utage", code: "CaseMatters1" });
    expect(await run("set", "casematters1", "cancelled")).toMatchObject({
      ...{ exitCode: 2, stderr: expect.stringContaining(`case matters: there is ${code}`) },
    });
    expect(await run("set", "nobodysCode1", "cancelled")).toMatchObject({ exitCode: 2, stdout: "" });
    expect(await run("set", code, "cancelled", "--owner", "nobody@example.jp")).toMatchObject({ exitCode: 2 });
    expect(await statusOf(id)).toBe("active");
  });

  it.each([
    [["set"], "one code and one status"],
    [["set", "x", "paused"], "paused is no status"],
    [["get", "x", "active"], "say set"],
    [["set", "x", "active", "--force"], "--force"],
  ])("refuses %j with its usage", async (args, reason) => {
    const answer = await run(...args);
    expect(answer).toMatchObject({ exitCode: 2, stdout: "", stderr: expect.stringContaining(reason) });
    expect(answer.stderr).toContain("Usage: kenshin contract set CODE STATUS");
  });
});
