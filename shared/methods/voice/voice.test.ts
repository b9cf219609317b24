import { describe, expect, test } from "@jest/globals";
import { challengeOf, now, phoneOf, rootOf, settings } from "../../../test/support/samples.ts";
import { parseSettings } from "../../parse-settings.ts";
import { outOfBandCode } from "../out-of-band.ts";
import { voice } from "./voice.ts";

const codeKey = rootOf(1).derive("out-of-band-code");
const challenge = challengeOf({ type: "voice", methodId: "voice.AAAAAAAAAAAAAAAAAAAAAA", callKey: "7" });
const code = outOfBandCode(codeKey, challenge, 6);
const calling = parseSettings({ voice: { number: "+815000001234" } });
const asked = {
  challenge,
  authenticator: phoneOf(),
  codeKey,
  purpose: "sign_in",
  locale: "ja",
  host: "login.example.jp",
  settings: calling,
} as const;
const callOf = (changes: Partial<typeof challenge> = {}) => {
  const delivery = voice.deliver({ ...asked, challenge: { ...challenge, ...changes } });
  if (delivery.channel !== "voice") throw new Error("it is no call");
  return delivery;
};

describe("offering a code by a call", () => {
  test.each([
    ["a mobile", phoneOf()],
    ["a fixed line", phoneOf({ line: "fixed" })],
  ])("given %s, when it is offered, then it is masked", (_, number) => {
    expect(voice.offer(number, calling)).toMatchObject({ type: "voice", hint: "090-****-5678" });
  });
  test.each([
    ["a disabled number", phoneOf({ status: "disabled" }), calling],
    ["a mail address", phoneOf({ type: "email", destination: "hanako@example.jp" }), calling],
    ["a number of a country no longer listed", phoneOf({ country: "US" }), calling],
    ["an operator without a number to call from", phoneOf(), settings],
  ])("given %s, when it is offered, then it is not", (_, authenticator, given) => {
    expect(voice.offer(authenticator, given)).toBeUndefined();
  });
});

describe("telling a code by a call", () => {
  test("given a challenge, when it is delivered, then its key, code and number are those of the call", () => {
    const { to, call } = callOf();
    expect([to, call.key, call.language]).toEqual(["+819012345678", "7", "ja-JP"]);
    expect(call.code).toContain([...code].join('<break time="600ms"/>'));
  });
  test("given one send, when it is made twice, then it is the same call; another send is another", () => {
    const ids = [callOf(), callOf(), callOf({ lastSentAt: challenge.lastSentAt + 31_000 })].map(({ callId }) => callId);
    expect([ids[0] === ids[1], ids[0] === ids[2]]).toEqual([true, false]);
  });
  test("given a challenge without a key, when it is delivered, then nothing is called: a voicemail would hear the code", () => {
    const { callKey: _, ...without } = challenge;
    expect(() => voice.deliver({ ...asked, challenge: without })).toThrow("without a key");
  });
});

const answer = {
  challenge,
  codeKey,
  authenticator: phoneOf(),
  sub: "sub",
  vaultKey: () => undefined,
  settings: calling,
  now,
};

describe("verifying a code by a call", () => {
  test.each([
    ["the challenge's code", code, true],
    ["another code", code === "000000" ? "000001" : "000000", false],
    ["the code of an SMS challenge", outOfBandCode(codeKey, challengeOf(), 6), false],
  ])("given %s, when it is answered, then whether it is right is %s", (_, given, right) => {
    expect(voice.verify({ ...answer, code: given })).toEqual({ right });
  });
});
