import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

// The oldest versions without a known hole in what we use of them.
const FLOORS = { next: "16.3.3", "next-auth": "4.24.15", nodemailer: "9.1.1" };

const lock: { packages: Record<string, { version?: string }> } = JSON.parse(readFileSync("package-lock.json", "utf8"));

function isAtLeast(version: string, floor: string): boolean {
  return new Intl.Collator("en", { numeric: true }).compare(version, floor) >= 0;
}

describe("dependencies", () => {
  it.each(Object.entries(FLOORS))("S2: every copy of %s is at %s or above", (name, floor) => {
    const copies = Object.entries(lock.packages).filter(([path]) => path.endsWith(`node_modules/${name}`));
    expect(copies.length).toBeGreaterThan(0);
    expect(copies.filter(([, { version = "0" }]) => !isAtLeast(version, floor))).toEqual([]);
  });

  it("S2: no server fetches pictures for others: the image optimiser is off", () => {
    expect(readFileSync("next.config.mjs", "utf8")).toContain("images: { unoptimized: true }");
  });

  it("S2: are resolved honestly, without legacy-peer-deps", () => {
    expect(readFileSync(".npmrc", "utf8")).not.toMatch(/legacy-peer-deps|force/);
  });
});
