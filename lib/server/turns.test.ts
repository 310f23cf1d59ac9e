import { describe, expect, it } from "vitest";
import { Turns } from "./turns";

describe("Turns", () => {
  it("runs no more than so many at once, in the order in which they came, and goes on after a failure", async () => {
    const turns = new Turns(2);
    const order: number[] = [];
    let running = 0;
    const work = (number: number) =>
      turns.run(async () => {
        order.push(number);
        running++;
        expect(running).toBeLessThanOrEqual(2);
        await new Promise(setImmediate);
        running--;
        if (number % 3 === 0) throw new Error(`${number} failed`);
        return number;
      });
    const results = await Promise.allSettled(Array.from({ length: 10 }, (_, number) => work(number)));
    expect(order).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(results.map(({ status }) => status === "fulfilled")).toEqual(order.map((number) => number % 3 !== 0));
    expect(running).toBe(0);
  });
});
