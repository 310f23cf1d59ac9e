import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Readable } from "node:stream";
import { describe, expect, it, vi } from "vitest";
import { readHead, readWhole } from "./list-source";
import { spoolList } from "./spool";

describe("spoolList", () => {
  it("can be read again, also after a reading that stopped early, and has no name on disk", async () => {
    const folder = await mkdtemp(join(tmpdir(), "kenshin-test-"));
    vi.stubEnv("TMPDIR", folder);
    const bytes = Buffer.alloc(1_000_000, "メール,a@example.jp\n");
    const list = await spoolList(Readable.from([bytes.subarray(0, 10), bytes.subarray(10)]));
    vi.unstubAllEnvs();
    expect(await readdir(folder)).toEqual([]);
    expect(Buffer.from(await readHead(list, 100))).toEqual(bytes.subarray(0, 100));
    expect(bytes.equals(await readWhole(list, bytes.length))).toBe(true);
    expect(bytes.equals(await readWhole(list, bytes.length))).toBe(true);
    expect(list.size).toBe(bytes.length);
    await list.close();
    await rm(folder, { recursive: true });
  });

  it("S30: stops at the cap", async () => {
    await expect(spoolList(Readable.from([Buffer.alloc(11)]), 10)).rejects.toMatchObject({ code: "too_large" });
  });
});
