import { describe, expect, test } from "@jest/globals";
import { challengeOf, loginOf, now } from "../../test/support/samples.ts";
import { seconds } from "./duration.ts";
import { isIssuable, liveChallenge, needsOf, statusOf } from "./login.ts";

describe("the status of a login", () => {
  test.each([
    ["pending", loginOf(), "pending"],
    ["pending with its last attempt", loginOf({ attemptsLeft: 1 }), "pending"],
    ["pending without an attempt", loginOf({ attemptsLeft: 0 }), "locked"],
    ["complete", loginOf({ state: "complete" }), "complete"],
    ["complete by the last attempt", loginOf({ state: "complete", attemptsLeft: 0 }), "complete"],
    ["denied", loginOf({ state: "denied" }), "denied"],
    ["cancelled", loginOf({ state: "cancelled" }), "denied"],
  ])("given a login %s, when its status is told, then it is as stored and charged", (_, login, status) => {
    expect(statusOf(login, now)).toBe(status);
  });

  test("given the last moment, when its status is told, then it still stands", () => {
    expect(statusOf(loginOf({ expiresAt: now + 1 }), now)).toBe("pending");
  });

  test.each([
    "pending",
    "complete",
    "denied",
    "cancelled",
  ] as const)("given a %s login at its end, when its status is told, then it has expired", (state) => {
    expect(statusOf(loginOf({ state, expiresAt: now }), now)).toBe("expired");
  });
});

describe("what a login needs", () => {
  test.each([
    ["nothing is proved", loginOf(), ["password", "second_factor"]],
    ["the password is proved", loginOf({ password: { at: now } }), ["second_factor"]],
    ["it is complete", loginOf({ state: "complete", password: { at: now } }), []],
  ])("given %s, when its needs are told, then they are what is left", (_, login, needs) => {
    expect(needsOf(login)).toEqual(needs);
  });
});

describe("the challenge that can be answered", () => {
  test("given none was made, when it is asked for, then there is none", () => {
    expect(liveChallenge(loginOf(), now)).toBeUndefined();
  });
  test("given its last moment, when it is asked for, then it is there", () => {
    const challenge = challengeOf({ expiresAt: now + 1 });
    expect(liveChallenge(loginOf({ challenge }), now)).toBe(challenge);
  });
  test("given its end, when it is asked for, then there is none", () => {
    expect(liveChallenge(loginOf({ challenge: challengeOf({ expiresAt: now }) }), now)).toBeUndefined();
  });
});

describe("whether the result can be fetched", () => {
  const complete = loginOf({ state: "complete", password: { at: now } });

  test.each([
    ["it is complete", complete, true],
    ["it is complete without a password", { ...complete, password: undefined }, false],
    ["it is pending", loginOf(), false],
    ["it was cancelled", loginOf({ state: "cancelled" }), false],
    ["it has expired since", { ...complete, expiresAt: now }, false],
    ["it was fetched less than a minute ago", { ...complete, issuedAt: now - seconds(60) + 1 }, true],
    ["it was fetched a minute ago", { ...complete, issuedAt: now - seconds(60) }, false],
  ])("given %s, when it is asked, then it is so only while it may be", (_, login, can) => {
    expect(isIssuable(login, now)).toBe(can);
  });
});
