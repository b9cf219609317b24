import { describe, expect, test } from "@jest/globals";
import { challengeOf, loginOf, now, settings } from "../../test/support/samples.ts";
import { minutes, seconds } from "./duration.ts";
import { areaAfter, challengeEnd, loginEnd, mayNotSend, referenceOf, repeatable, resendAt } from "./send-plan.ts";

const challenge = challengeOf();
const { methodId } = challenge;

describe("the gap before the next send", () => {
  test.each([
    [1, 30],
    [2, 60],
    [3, 120],
    [4, 120],
    [10, 120],
  ])("given %i sends, when the next may come is asked, then after %i s", (sends, gap) => {
    expect(resendAt(challenge, sends, settings.sends)).toBe(now + seconds(gap));
  });

  test("given a send that failed and was given back, when the next may come is asked, then at once", () => {
    expect(resendAt(challengeOf({ delivery: "failed" }), 0, settings.sends)).toBe(now);
  });

  test("given one gap for all, when the next may come is asked, then that gap repeats", () => {
    expect(resendAt(challenge, 3, { ...settings.sends, gapsSeconds: [45] })).toBe(now + seconds(45));
  });
});

describe("where a message goes", () => {
  const area = { country: "JP", prefix: "digest", sends: 2 };
  test.each([
    ["nothing was sent before", undefined, 1],
    ["two went there before", challengeOf({ area }), 3],
    ["of two the last was given back", challengeOf({ area, delivery: "failed" }), 2],
    ["of two the last may have gone", challengeOf({ area, delivery: "unknown" }), 3],
    ["two went elsewhere", challengeOf({ area: { ...area, prefix: "other" } }), 1],
    ["a mail went before", challengeOf(), 1],
  ])("given %s, when one more goes there, then so many went there in a row", (_, before, sends) => {
    expect(areaAfter(before, "JP", "digest")).toEqual({ ...area, sends });
  });

  test("given an address, when a mail goes there, then it has no area", () => {
    expect(areaAfter(challengeOf({ area }), undefined, undefined)).toBeUndefined();
  });
});

describe("whether a login may send", () => {
  const sentOnce = loginOf({ challenge, sends: 1 });

  test("given nothing sent yet, when it is asked, then it may", () => {
    expect(mayNotSend(loginOf(), methodId, settings, now)).toBeUndefined();
  });
  test("given a moment before the gap's end, when the same method is asked for, then not until its end", () => {
    const until = now + seconds(30);
    expect(mayNotSend(sentOnce, methodId, settings, until - 1)).toEqual({ until });
  });
  test("given the gap's end, when the same method is asked for, then it may", () => {
    expect(mayNotSend(sentOnce, methodId, settings, now + seconds(30))).toBeUndefined();
  });
  test("given the gap is running, when another method is asked for, then it may", () => {
    expect(mayNotSend(sentOnce, "sms_code.other", settings, now)).toBeUndefined();
  });
  test("given one send left, when it is asked, then it may", () => {
    expect(mayNotSend(loginOf({ challenge, sends: 4 }), "sms_code.other", settings, now)).toBeUndefined();
  });
  test("given no send left, when any method is asked for, then not in this login", () => {
    const login = loginOf({ challenge, sends: 5 });
    expect(mayNotSend(login, "sms_code.other", settings, now)).toEqual({ until: login.expiresAt });
  });
});

describe("whether a resend repeats the code", () => {
  const sent = loginOf({ challenge, sends: 1 });
  const half = seconds(settings.codes.lifetimeSeconds) / 2;

  test("given a moment less than half of its life has passed, when it is resent, then it is the same challenge", () => {
    expect(repeatable(sent, methodId, settings, now + half - 1)).toBe(challenge);
  });
  test("given half of its life has passed, when it is resent, then a fresh one is due", () => {
    expect(repeatable(sent, methodId, settings, now + half)).toBeUndefined();
  });
  test("given a resend put off the last send, when it is resent again, then its age counts from the first", () => {
    const resent = loginOf({ challenge: challengeOf({ lastSentAt: now + half - 1 }), sends: 2 });
    expect(repeatable(resent, methodId, settings, now + half)).toBeUndefined();
  });
  test("given another method, when it is asked for, then a fresh one is due", () => {
    expect(repeatable(sent, "sms_code.other", settings, now)).toBeUndefined();
  });
  test("given a challenge cut short by the end of its login, when that has come, then nothing repeats", () => {
    const cut = loginOf({ challenge: challengeOf({ expiresAt: now + seconds(10) }) });
    expect(repeatable(cut, methodId, settings, now + seconds(10))).toBeUndefined();
  });
  test("given nothing was asked yet, when it is asked for, then a fresh one is due", () => {
    expect(repeatable(loginOf(), methodId, settings, now)).toBeUndefined();
  });
});

describe("references", () => {
  test("given any two bytes, when a reference is made, then it has two characters that nobody mistakes", () => {
    const references = Array.from({ length: 256 }, (_, byte) => referenceOf(Uint8Array.of(byte, 255 - byte)));
    expect(references.filter((reference) => !/^[2-9A-HJ-NP-Z]{2}$/.test(reference))).toEqual([]);
  });
  test("given all bytes, when references are made, then each character comes equally often", () => {
    const firsts = Array.from({ length: 256 }, (_, byte) => referenceOf(Uint8Array.of(byte, 0)).slice(0, 1));
    const counts = Map.groupBy(firsts, (character) => character).values();
    expect(new Set([...counts].map((group) => group.length))).toEqual(new Set([8]));
  });
});

describe("ends", () => {
  test("given time enough, when a challenge is made, then it lives as long as the setting says", () => {
    expect(challengeEnd(loginOf(), settings, now)).toBe(now + minutes(5));
  });
  test("given a login about to end, when a challenge is made, then it ends with the login", () => {
    const { expiresAt } = loginOf();
    expect(challengeEnd(loginOf(), settings, expiresAt - seconds(10))).toBe(expiresAt);
  });
  test("given the defaults, when a login begins, then it ends after half an hour", () => {
    expect(loginEnd(settings, now)).toBe(now + minutes(30));
  });
});
