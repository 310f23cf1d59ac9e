import { expect, it } from "vitest";
import { KNOWN_BROWSERS } from "../../tests/fixtures/user-agents";
import { browserName } from "./browser-name";

it.each(KNOWN_BROWSERS)("$name is shown as $shown", ({ userAgent, shown }) => {
  expect(browserName(userAgent)).toBe(shown);
});
