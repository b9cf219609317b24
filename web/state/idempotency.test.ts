import { describe, expect, test } from "@jest/globals";
import { createKeyring } from "./idempotency.ts";

function given() {
  let made = 0;
  return createKeyring(() => `key ${++made}`);
}

describe("idempotency keys", () => {
  test("given an answer was lost, when the same request is sent again, then its key is the same", () => {
    const keys = given();
    expect(keys.keyFor("a")).toBe("key 1");
    expect(keys.keyFor("a")).toBe("key 1");
  });
  test("given an answer came, when the same is asked for again, then its key is new", () => {
    const keys = given();
    keys.keyFor("a");
    keys.settle();
    expect(keys.keyFor("a")).toBe("key 2");
  });
  test("given an answer was lost, when something else is asked for, then its key is new", () => {
    const keys = given();
    keys.keyFor("a");
    expect(keys.keyFor("b")).toBe("key 2");
  });
});
