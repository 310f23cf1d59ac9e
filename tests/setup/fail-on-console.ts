import { afterEach, beforeEach, expect, type MockInstance, vi } from "vitest";

// An error on the console that no test expected is a fault nobody looked at, so it fails the test it happened in.
let watched: MockInstance[] = [];

beforeEach(() => {
  watched = [vi.spyOn(console, "error"), vi.spyOn(console, "warn")];
});

afterEach(() => {
  const said = watched.flatMap((spy) => spy.mock.calls);
  vi.restoreAllMocks();
  expect(said).toEqual([]);
});
