import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { clientAnswered, pass, pending, refusal, waiting } from "../../test/support/answered-reads.ts";

/** A page, and what it is like when it is looked at or not. */
const page = Object.assign(new EventTarget(), { visibilityState: "visible" });
const look = (visibilityState: "visible" | "hidden") => {
  page.visibilityState = visibilityState;
  page.dispatchEvent(new Event("visibilitychange"));
};
beforeEach(() => {
  jest.useFakeTimers();
  page.visibilityState = "visible";
});
afterEach(() => {
  jest.useRealTimers();
  Reflect.deleteProperty(globalThis, "document");
});

describe("waitForLogin: how it reads", () => {
  test("given the service names 2 s and later 5 s, when it waits, then so much lies between two reads", async () => {
    const { client, reads } = clientAnswered({}, {}, { body: { ...pending, pollInterval: 5 } });
    waiting(client);
    await pass(14);
    expect(reads).toEqual([0, 2, 4, 9, 14]);
  });

  test("given the interval of the login in hand, when it waits, then the first read keeps to it too", async () => {
    const { client, reads } = clientAnswered({});
    waiting(client, { pollInterval: 2 });
    await pass(4);
    expect(reads).toEqual([2, 4]);
  });

  test("given each read, when it was answered, then it is told of", async () => {
    const { client } = clientAnswered({}, { body: { ...pending, status: "complete" } });
    const told: string[] = [];
    waiting(client, { onLogin: ({ status }) => told.push(status) });
    await pass(2);
    expect(told).toEqual(["pending", "complete"]);
  });

  test("given slow_down with 7 s, when it is told, then it reads again after 7 s, however often it is looked at", async () => {
    Object.assign(globalThis, { document: page });
    const { client, reads } = clientAnswered(refusal(429, "slow_down", { retryAfter: 7 }), {});
    waiting(client);
    await pass(1);
    look("hidden");
    look("visible");
    await pass(5.9);
    expect(reads).toEqual([0]);
    await pass(0.1);
    expect(reads).toEqual([0, 7]);
  });

  test("given a 429 of something between, when it has Retry-After alone, then that is kept to", async () => {
    const { client, reads } = clientAnswered(
      { status: 429, headers: { "content-type": "text/html", "retry-after": "9" } },
      {},
    );
    waiting(client);
    await pass(9);
    expect(reads).toEqual([0, 9]);
  });

  test("given a page that is hidden, then nothing is read, and at once when it is looked at", async () => {
    Object.assign(globalThis, { document: page });
    const { client, reads } = clientAnswered({});
    waiting(client);
    await pass(1);
    look("hidden");
    await pass(60);
    expect(reads).toEqual([0]);
    look("visible");
    await pass(2);
    expect(reads).toEqual([0, 61, 63]);
  });

  test("given a read that gets no answer, when the page is looked at again, then another is made at once", async () => {
    Object.assign(globalThis, { document: page });
    const { client, reads } = clientAnswered("never", {});
    waiting(client, { maxFailures: 1 });
    await pass(1);
    look("hidden");
    await pass(1);
    expect(reads).toEqual([0]);
    look("visible");
    await pass(2);
    expect(reads).toEqual([0, 2, 4]);
  });

  test("given a read that gets no answer, when 20 s have passed, then it counts as lost", async () => {
    const { client, reads } = clientAnswered("never", {});
    waiting(client);
    await pass(22);
    expect(reads).toEqual([0, 22]);
  });

  test("given a page that is hidden from the start, then even the first read waits", async () => {
    Object.assign(globalThis, { document: page });
    look("hidden");
    const { client, reads } = clientAnswered({});
    waiting(client);
    await pass(60);
    expect(reads).toEqual([]);
  });

  test("given reads without an answer, then each waits twice as long, up to 15 s, and an answer makes it forget", async () => {
    const { client, reads } = clientAnswered(
      {},
      "no answer",
      refusal(503, "unavailable"),
      "no answer",
      "no answer",
      "no answer",
      {},
      "no answer",
      {},
    );
    const seen = waiting(client);
    await pass(50);
    expect(reads).toEqual([0, 2, 4, 8, 16, 31, 46, 48, 50]);
    expect(seen).toEqual({});
  });
});
