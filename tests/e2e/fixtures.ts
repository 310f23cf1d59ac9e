import { test as base, expect } from "@playwright/test";

type Fixtures = {
  /** Says that errors on the console whose text matches are part of this test, such as a 409 it provokes. */
  expectConsoleError: (pattern: RegExp) => void;
  /** Runs for every test: an error on a page that no test expected is a fault nobody looked at. */
  watchedConsole: undefined;
};

export const test = base.extend<Fixtures & { expectedErrors: RegExp[] }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of a fixture's needs from this pattern.
  expectedErrors: async ({}, use) => use([]),

  expectConsoleError: async ({ expectedErrors }, use) => use((pattern) => void expectedErrors.push(pattern)),

  watchedConsole: [
    async ({ context, expectedErrors }, use) => {
      const said: string[] = [];
      context.on("console", (message) => {
        if (message.type() === "error") said.push(`${message.text()} (${message.location().url})`);
      });
      context.on("weberror", (fault) => said.push(String(fault.error().stack)));
      await use(undefined);
      expect(said.filter((text) => !expectedErrors.some((pattern) => pattern.test(text)))).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };
