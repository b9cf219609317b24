import { describe, expect, test } from "@jest/globals";
import { accountOf, browserOf, now, settings } from "../../test/support/samples.ts";
import { days, hours, seconds } from "./duration.ts";
import { sessionOf } from "./session.ts";
import { isOfStolen, isTrusted, makingRoom, standingOf, trustEnd } from "./trusted-browser.ts";

const { subject } = accountOf();
const withTrust = (trust: Partial<typeof settings.trust>) => ({ ...settings, trust: { ...settings.trust, ...trust } });

describe("whether a browser is trusted", () => {
  test.each([
    ["a moment before its end", {}, days(30) - 1, true],
    ["at its end", {}, days(30), false],
    ["after a password change", { epoch: 1 }, 0, false],
    ["after all were revoked", { trustEpoch: 1 }, 0, false],
    ["of a time after the account's, which cannot be", { epoch: -1 }, 0, false],
  ])("given one %s, then that is %#", (_, changes, age, expected) => {
    expect(isTrusted(browserOf(), { ...subject, ...changes }, settings, now + age)).toBe(expected);
  });

  test("given one that was stolen, then it is not", () => {
    expect(isTrusted(browserOf({ stolenAt: now }), subject, settings, now)).toBe(false);
  });

  test.each([
    [90, 30],
    [30, 30],
    [7, 7],
    [0, 0],
  ] as const)("given it was trusted for 30 days, when the account says %i, then it is for %i", (trustDays, expected) => {
    expect(trustEnd(browserOf(), { ...subject, trustDays }, settings)).toBe(now + days(expected));
  });

  test.each([
    [90, 30],
    [30, 30],
    [7, 7],
    [1, 1],
    [0, 0],
  ] as const)("given it was trusted for 30 days, when the service allows %i, then it is for %i", (mostDays, expected) => {
    const allowed = withTrust({ mostDays });
    expect(trustEnd(browserOf(), subject, allowed)).toBe(now + days(expected));
    expect(isTrusted(browserOf(), subject, allowed, now + days(expected))).toBe(false);
  });
});

describe("a secret that could not be rotated", () => {
  const browser = browserOf({ newest: "c", replaced: "b", previous: "a", isSeen: true, rotatedAt: now });
  const stands = (digest: string, age: number) => standingOf(browser, { browserId: "", digest }, now + age);
  test.each([
    ["c", 0, "trusted"],
    ["c", seconds(9), "trusted"],
    ["b", seconds(10) - 1, "trusted"],
    ["b", seconds(10), "copied"],
    ["a", seconds(10) - 1, "trusted"],
    ["a", seconds(10), "copied"],
    ["z", 0, "copied"],
  ])("given %s, %i ms after the rotation, then it is %s", (digest, age, expected) => {
    expect(stands(digest, age)).toBe(expected);
  });
});

describe("making room for one more", () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, place) => browserOf({ browserId: `${place}`, lastUsedAt: now - place }));
  const room = (browsers: ReturnType<typeof many>, allowed = settings) =>
    makingRoom({ ...accountOf(), browsers }, allowed, now);

  test.each([
    [20, 19, []],
    [20, 20, ["19"]],
    [20, 21, ["20", "19"]],
    [1, 0, []],
    [1, 1, ["0"]],
    [2, 4, ["3", "2", "1"]],
    [50, 49, []],
    [50, 50, ["49"]],
  ])("given %i may be and %i are trusted, then the least recently used of too many go: %j", (perAccount, count, gone) => {
    expect(room(many(count), withTrust({ perAccount }))).toEqual(gone);
  });

  test("given the service allows a shorter time since, then those that ended by it go first, and do not count", () => {
    const old = browserOf({ browserId: "old", createdAt: now - days(7) });
    expect(room([old, ...many(19)], withTrust({ mostDays: 7 }))).toEqual(["old"]);
  });

  test("given some that are trusted no more, then they go first, and do not count", () => {
    const ended = browserOf({ browserId: "ended", expiresAt: now });
    expect(room([...many(19), ended])).toEqual(["ended"]);
  });

  test("given one that was stolen, then it stays until no session of it can be open", () => {
    const stolen = (ago: number) => browserOf({ browserId: "stolen", stolenAt: now - ago });
    expect(room([stolen(hours(24) - 1)])).toEqual([]);
    expect(room([stolen(hours(24))])).toEqual(["stolen"]);
  });
});

describe("a session of a stolen browser", () => {
  const secret = new Uint8Array(32);
  const plain = sessionOf({ sub: subject.sub, epoch: 0, from: {} }, secret, settings.session, now);
  const by = { ...plain, browserId: browserOf().browserId };
  const thefts = [browserOf({ stolenAt: now })];
  test("given it was begun by that browser, or trusted it, then it is one", () => {
    expect(isOfStolen(by, thefts)).toBe(true);
    expect(isOfStolen(plain, [browserOf({ stolenAt: now, sessionId: plain.sessionId })])).toBe(true);
  });
  test("given another browser's, or one that was not stolen, then it is none", () => {
    expect(isOfStolen(plain, thefts)).toBe(false);
    expect(isOfStolen({ ...by, browserId: "other" }, thefts)).toBe(false);
    expect(isOfStolen(by, [browserOf()])).toBe(false);
  });
});
