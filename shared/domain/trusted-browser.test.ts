import { describe, expect, test } from "@jest/globals";
import { accountOf, browserOf, now, settings } from "../../test/support/samples.ts";
import { days, hours, seconds } from "./duration.ts";
import { sessionOf } from "./session.ts";
import { isOfStolen, isTrusted, makingRoom, mostBrowsers, standingOf, trustEnd } from "./trusted-browser.ts";

const { subject } = accountOf();

describe("whether a browser is trusted", () => {
  test.each([
    ["a moment before its end", {}, days(30) - 1, true],
    ["at its end", {}, days(30), false],
    ["after a password change", { epoch: 1 }, 0, false],
    ["after all were revoked", { trustEpoch: 1 }, 0, false],
    ["of a time after the account's, which cannot be", { epoch: -1 }, 0, false],
  ])("given one %s, then that is %#", (_, changes, age, expected) => {
    expect(isTrusted(browserOf(), { ...subject, ...changes }, now + age)).toBe(expected);
  });

  test("given one that was stolen, then it is not", () => {
    expect(isTrusted(browserOf({ stolenAt: now }), subject, now)).toBe(false);
  });

  test.each([
    [90, 30],
    [30, 30],
    [7, 7],
    [0, 0],
  ] as const)("given it was trusted for 30 days, when the account says %i, then it is for %i", (trustDays, expected) => {
    expect(trustEnd(browserOf(), { ...subject, trustDays })).toBe(now + days(expected));
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
  const room = (browsers: ReturnType<typeof many>) => makingRoom({ ...accountOf(), browsers }, now);

  test.each([
    [mostBrowsers - 1, []],
    [mostBrowsers, ["19"]],
    [mostBrowsers + 1, ["20", "19"]],
  ])("given %i that are trusted, then the least recently used of too many go: %j", (count, gone) => {
    expect(room(many(count))).toEqual(gone);
  });

  test("given some that are trusted no more, then they go first, and do not count", () => {
    const ended = browserOf({ browserId: "ended", expiresAt: now });
    expect(room([...many(mostBrowsers - 1), ended])).toEqual(["ended"]);
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
