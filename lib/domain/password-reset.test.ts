import { describe, expect, it } from "vitest";
import { isUsable, RESET_STATES, resetState } from "./password-reset";

const at = (time: string) => new Date(`2026-11-24T${time}:00Z`);
const fresh = { expiresAt: at("11:00"), openedAt: null, usedAt: null, replacedAt: null };

describe("the state of a reset link", () => {
  it.each([
    ["sent", {}, "10:30"],
    ["opened", { openedAt: at("10:10") }, "10:30"],
    ["used", { openedAt: at("10:10"), usedAt: at("10:20") }, "10:30"],
    ["used", { usedAt: at("10:20") }, "12:00"],
    ["expired", {}, "11:00"],
    ["expired", { openedAt: at("10:10") }, "23:00"],
    ["replaced", { replacedAt: at("10:20") }, "10:30"],
    ["replaced", { replacedAt: at("10:20") }, "12:00"],
    ["expired", { replacedAt: at("11:00") }, "12:00"],
    ["expired", { replacedAt: at("11:20") }, "12:00"],
  ] as const)("is %s with %j at %s", (state, times, now) => {
    expect(resetState({ ...fresh, ...times }, at(now))).toBe(state);
  });

  it("allows use only while it is sent or opened", () => {
    expect(RESET_STATES.filter(isUsable)).toEqual(["sent", "opened"]);
  });
});
