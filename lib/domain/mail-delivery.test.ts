import { describe, expect, it } from "vitest";
import { MAIL_TRIES, mailFailureOf, nextMailTry } from "./mail-delivery";
import { RESET_SECONDS } from "./password-reset";

const now = new Date("2026-11-24T00:00:00Z");
const waits = Array.from({ length: MAIL_TRIES }, (_, index) => nextMailTry("deferred", index + 1, now));

describe("a mail that could not be handed over", () => {
  it("is tried again after ever longer waits, and given up after the last try", () => {
    const seconds = waits.map((at) => at && (at.getTime() - now.getTime()) / 1000);
    expect(seconds).toEqual([30, 60, 120, 240, 480, 960, null]);
  });

  it("has had its last try while a reset link is still good for half of its time", () => {
    const total = waits.reduce((sum, at) => sum + (at ? at.getTime() - now.getTime() : 0), 0) / 1000;
    expect(total).toBeLessThan(RESET_SECONDS * 0.55);
  });

  it("is given up at once when the server refuses it for good", () => {
    expect(nextMailTry("refused", 1, now)).toBeNull();
  });

  it("is not given up because nobody answered", () => {
    expect(nextMailTry("unreachable", 1, now)).toEqual(new Date("2026-11-24T00:00:30Z"));
  });
});

it.each([
  [550, true, "refused"],
  [554, true, "refused"],
  [535, false, "deferred"],
  [554, false, "deferred"],
  [421, false, "deferred"],
  [451, true, "deferred"],
  [undefined, false, "unreachable"],
  [undefined, true, "unreachable"],
] as const)("a reply of %s (about the mail: %s) means %s (RFC 5321, 4.2.1)", (code, isAboutMail, failure) => {
  expect(mailFailureOf(code, isAboutMail)).toBe(failure);
});
