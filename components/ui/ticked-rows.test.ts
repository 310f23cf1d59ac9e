import { expect, test } from "vitest";
import { idsBetween, withTicked } from "./ticked-rows";

const IDS = ["a", "b", "c", "d"];

test.each([
  ["downwards", "a", "c", ["a", "b", "c"]],
  ["upwards", "d", "b", ["b", "c", "d"]],
  ["the same row", "b", "b", ["b"]],
  ["nothing was ticked before", null, "c", ["c"]],
  ["what was ticked before is on another page", "z", "c", ["c"]],
])("rows between two: %s", (_, from, to, expected) => {
  expect(idsBetween(IDS, from, to)).toEqual(expected);
});

test("rows are added to a selection and taken out of it, and others stay", () => {
  const selected = new Set(["b", "of another page"]);
  expect([...withTicked(selected, ["a", "b"], true)]).toEqual(["b", "of another page", "a"]);
  expect([...withTicked(selected, ["a", "b"], false)]).toEqual(["of another page"]);
  expect([...selected]).toEqual(["b", "of another page"]);
});
