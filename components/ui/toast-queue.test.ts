import { expect, test } from "vitest";
import { createToastQueue, type QueuedToast } from "./toast-queue";

function screen() {
  const seen: string[] = [];
  return {
    seen,
    show: ({ title }: QueuedToast) => void seen.push(title),
    close: (id: string) => void seen.push(`closed ${id}`),
  };
}

test("what is said before there is a screen is shown, in its order, once there is one", () => {
  const queue = createToastQueue(() => {});
  queue.add({ tone: "success", title: "one" });
  queue.add({ tone: "danger", title: "two" });
  const first = screen();
  queue.connect(first);
  queue.add({ tone: "info", title: "three" });
  expect(first.seen).toEqual(["one", "two", "three"]);
});

test("a toast that waits says so; one that is shown does not", () => {
  let waiting = 0;
  const queue = createToastQueue(() => {
    waiting += 1;
  });
  queue.add({ tone: "success", title: "one" });
  queue.connect(screen());
  queue.add({ tone: "success", title: "two" });
  expect(waiting).toBe(1);
});

test("what was closed while it waited is not shown", () => {
  const queue = createToastQueue(() => {});
  queue.close(queue.add({ tone: "success", title: "gone" }));
  queue.close("toast-of-somebody-else");
  const first = screen();
  queue.connect(first);
  expect(first.seen).toEqual([]);
});

test("between two screens toasts wait, and nothing is shown twice", () => {
  const queue = createToastQueue(() => {});
  const first = screen();
  const disconnect = queue.connect(first);
  const id = queue.add({ tone: "info", title: "one" });
  disconnect();
  queue.add({ tone: "info", title: "two" });
  const second = screen();
  queue.connect(second);
  queue.close(id);
  expect([first.seen, second.seen]).toEqual([["one"], ["two", `closed ${id}`]]);
});
