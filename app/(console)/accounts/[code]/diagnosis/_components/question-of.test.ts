import { describe, expect, it } from "vitest";
import type { OperatorListDto } from "@/lib/schemas/operator";
import { questionOf } from "./question-of";

const operator = (id: string, emailKey: string): OperatorListDto["items"][number] => ({
  ...{ id, emailKey, email: emailKey, name: "", status: "active", permissions: [], registeredOn: null },
  ...{ lastLoginAt: null, lastConfirmedAt: null, passwordSet: true, deletedAt: null, deletedReason: null },
  ...{ deletedBy: null, version: 1 },
});
const list = (...items: OperatorListDto["items"]): OperatorListDto => ({
  items,
  nextCursor: null,
  total: items.length,
});
const taro = operator("1", "taro@example.jp");
const kentaro = operator("2", "kentaro@example.jp");
const again = operator("3", "taro@example.jp");

describe("whom a search means", () => {
  it.each<[string, OperatorListDto, string, ReturnType<typeof questionOf>]>([
    ["the only one found", list(taro), "佐藤", { operatorId: "1" }],
    ["one of several: choose", list(taro, kentaro), "taro", null],
    ["a whole address, also part of another", list(kentaro, taro), "Ｔaro＠example.jp", { operatorId: "1" }],
    ["a whole address held twice", list(taro, again), "taro@example.jp", { email: "taro@example.jp" }],
    ["a whole address that is only a part of another: choose", list(kentaro), "taro@example.jp", null],
    ["a part of one address", list(taro), "@example.jp", { operatorId: "1" }],
    ["an address nobody has", list(), "jiro＠example.jp", { email: "jiro＠example.jp" }],
    ["half an address nobody has: the answer says what is wrong with it", list(), "jiro@", { email: "jiro@" }],
    ["a name nobody has", list(), "田中", null],
  ])("%s", (_name, found, query, question) => {
    expect(questionOf(found, query)).toEqual(question);
  });
});
