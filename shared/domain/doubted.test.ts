import { describe, expect, test } from "@jest/globals";
import { accountOf, now, phoneOf } from "../../test/support/samples.ts";
import { doubtedOf, undoubted } from "./doubted.ts";
import { days } from "./duration.ts";

const said = now + days(100);

const accountWith = (createdAt: number, disavowedAt?: number) => {
  const { subject } = accountOf();
  const marked = disavowedAt === undefined ? subject : { ...subject, disavowedAt };
  return { subject: marked, authenticators: [phoneOf({ createdAt })] };
};

describe("what is doubted once not me was said", () => {
  test.each([
    ["14 days before it was said", said - days(14), 1],
    ["a millisecond longer ago", said - days(14) - 1, 0],
    ["in the moment in which it was said", said, 1],
    ["by a machine whose clock is ahead", said + 1, 1],
  ])("given something that was added %s, then so much is doubted", (_, createdAt, count) => {
    expect(doubtedOf(accountWith(createdAt, said))).toHaveLength(count);
  });

  test.each([
    ["with it", now, 0],
    ["with it, as the last of ten", now + 9, 0],
    ["by somebody who signed in", now + 10, 1],
  ])("given an account of today, when not me is said, then of what was added %s so much is doubted", (_, createdAt, count) => {
    expect(doubtedOf(accountWith(createdAt, now + days(1)))).toHaveLength(count);
  });

  test("given that nobody said so, then nothing is doubted", () => {
    const account = accountWith(now + days(1));
    expect([doubtedOf(account), undoubted(account)]).toEqual([[], account]);
  });
});
