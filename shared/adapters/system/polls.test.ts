import { describe, expect, test } from "@jest/globals";
import { now } from "../../../test/support/samples.ts";
import { memoryPolls } from "./polls.ts";

describe("reads that a process sees", () => {
  test("given a login that is read in a haste, then it alone is told to wait", () => {
    const polls = memoryPolls();
    const noted = Array.from({ length: 6 }, () => polls.note("one", now));
    expect(noted).toEqual([undefined, undefined, undefined, undefined, undefined, 2000]);
    expect(polls.note("other", now)).toBeUndefined();
  });
  test("given more logins than it keeps, then the longest unread is forgotten, and memory stays", () => {
    const polls = memoryPolls();
    for (let count = 0; count < 5; count += 1) polls.note("old", now);
    for (let count = 0; count < 10_000; count += 1) polls.note(`new-${count}`, now);
    expect(polls.note("old", now)).toBeUndefined();
  });
});
