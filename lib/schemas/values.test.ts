import { describe, expect, it } from "vitest";
import { line } from "./values";

describe("a line that a person typed", () => {
  const name = line(10);

  it.each([
    ["what turns the direction of writing", "\u202e"],
    ["joiners", "\u200b\u200d"],
    ["a wide space", "\u3000"],
    ["hyphens that may be", "\u00ad\u2060"],
    ["a byte order mark", "\ufeff"],
  ])("has something to be seen in it: %s alone is none", (_, text) => {
    expect(name.safeParse(text).success).toBe(false);
  });

  it.each([
    ["山田\u200d花子", "山田\u200d花子"],
    ["👩‍💻", "👩‍💻"],
    ["\u3000か\u3099 ", "が"],
  ])("keeps what joins letters: %j", (text, kept) => {
    expect(name.parse(text)).toBe(kept);
  });
});
