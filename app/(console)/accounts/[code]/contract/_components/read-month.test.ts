import { expect, it } from "vitest";
import { readMonth } from "./read-month";

it.each([
  ["2027-03", "2027-03"],
  ["2027/3", "2027-03"],
  [" ２０２７年１２月 ", "2027-12"],
  ["2027.01", "2027-01"],
  ["", null],
  ["　", null],
  ["2027-00", undefined],
  ["2027-13", undefined],
  ["27/03", undefined],
  ["03/2027", undefined],
  ["来月", undefined],
])("reads the month %j as %j", (typed, month) => {
  expect(readMonth(typed)).toBe(month);
});
