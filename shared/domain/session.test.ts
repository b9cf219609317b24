import { describe, expect, test } from "@jest/globals";
import { now, settings } from "../../test/support/samples.ts";
import { hours, minutes } from "./duration.ts";
import { isSessionOpen, openSessionToken, sessionIdOf, sessionOf, sessionSecretOf, sessionTokenOf } from "./session.ts";

const sub = "SSSSSSSSSSSSSSSSSSSSSQ";
const key = new Uint8Array(32).fill(1);
const limits = settings.session;
const secret = sessionSecretOf(key, "LLLLLLLLLLLLLLLLLLLLLQ");
const token = sessionTokenOf(sub, secret);

describe("a session's token", () => {
  test("given a token, when it is opened, then it names its subject and what the table has of its secret", () => {
    expect(openSessionToken(token)).toEqual({ sub, sessionId: sessionIdOf(secret) });
  });

  test("given a login, when its secret is made again, then it is the same; another login's is another", () => {
    expect(sessionSecretOf(key, "LLLLLLLLLLLLLLLLLLLLLQ")).toEqual(secret);
    expect(sessionSecretOf(key, "MMMMMMMMMMMMMMMMMMMMMQ")).not.toEqual(secret);
  });

  test("given a token, when what the table has is looked for in it, then it is not there", () => {
    expect(token).not.toContain(sessionIdOf(secret));
    expect(openSessionToken(sessionTokenOf(sub, Buffer.from(sessionIdOf(secret), "base64url")))?.sessionId).not.toBe(
      sessionIdOf(secret),
    );
  });

  test.each([
    "",
    token.slice(1),
    `${token}A`,
    `${token.slice(0, -1)}=`,
    `${token.slice(0, -1)} `,
    `${token.slice(0, -1)}+`,
  ])("given %j, when it is opened, then it is no token", (text) => {
    expect(openSessionToken(text)).toBeUndefined();
  });
});

describe("whether a session is open", () => {
  const session = sessionOf({ sub, epoch: 3, from: {} }, secret, limits, now);

  test.each([
    ["idle for an hour but 1 ms", hours(1) - 1, true],
    ["idle for an hour", hours(1), false],
  ])("given it was %s, when it is asked, then it is open: %s", (_, idle, isOpen) => {
    expect(isSessionOpen(session, 3, limits, now + idle)).toBe(isOpen);
  });

  test.each([
    ["24 h but 1 ms", hours(24) - 1, true],
    ["24 h", hours(24), false],
  ])("given it was used all the time for %s, when it is asked, then it is open: %s", (_, age, isOpen) => {
    const used = { ...session, lastSeenAt: now + age - minutes(1) };
    expect(isSessionOpen(used, 3, limits, now + age)).toBe(isOpen);
  });

  test.each([
    ["idle for 10 min", { idleMinutes: 10 }, minutes(10), 0],
    ["2 h old", { wholeHours: 2 }, hours(2), hours(2) - 1],
  ])("given limits that were shortened since it began, when it is %s, then it ends with them", (_, shorter, age, seen) => {
    const used = { ...session, lastSeenAt: now + seen };
    expect(isSessionOpen(used, 3, limits, now + age)).toBe(true);
    expect(isSessionOpen(used, 3, { ...limits, ...shorter }, now + age)).toBe(false);
    expect(isSessionOpen(used, 3, { ...limits, ...shorter }, now + age - 1)).toBe(true);
  });

  test.each([2, 4])("given the account's epoch is %i, when it is asked, then it is not", (epoch) => {
    expect(isSessionOpen(session, epoch, limits, now)).toBe(false);
  });
});
