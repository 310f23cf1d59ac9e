import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { hashPassword, verifyPassword } from "@/lib/server/password-hash";

const PASSWORD = "とても長い合言葉です correct horse";

/** How far each thread of this process steps back for others (proc(5), field 19). */
function nicenessOfThreads(): number[] {
  return readdirSync("/proc/self/task").map((id) => {
    const [, fields = ""] = readFileSync(`/proc/self/task/${id}/stat`, "utf8").split(") ");
    return Number(fields.split(" ")[16]);
  });
}

describe("password hashes", () => {
  it("S20: are argon2id of OWASP's least parameters, and tell the password from every other one", async () => {
    const hash = await hashPassword(PASSWORD);
    expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
    expect(await Promise.all([hash, null, undefined].map((stored) => verifyPassword(stored, PASSWORD)))).toEqual([
      true,
      false,
      false,
    ]);
    expect(await verifyPassword(hash, PASSWORD.normalize("NFD"))).toBe(false);
  });

  it("that are none are a fault, and those behind them are checked all the same", async () => {
    const hash = await hashPassword(PASSWORD);
    const checks = ["no hash", hash, "no hash", hash].map((stored) => verifyPassword(stored, PASSWORD));
    const results = await Promise.allSettled(checks);
    expect(results.map((result) => (result.status === "fulfilled" ? result.value : "fault"))).toEqual([
      "fault",
      true,
      "fault",
      true,
    ]);
  });

  it.runIf(process.platform === "linux")("are made by threads that step back for everybody else", async () => {
    await hashPassword(PASSWORD);
    const threads = nicenessOfThreads();
    expect(threads.filter((niceness) => niceness === 10).length).toBeGreaterThan(0);
    expect(threads.filter((niceness) => niceness === 0).length).toBeGreaterThan(0);
  });
});
