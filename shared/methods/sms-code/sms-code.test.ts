import { describe, expect, test } from "@jest/globals";
import { challengeOf, now, phoneOf, rootOf, settings } from "../../../test/support/samples.ts";
import { outOfBandCode } from "../out-of-band.ts";
import { smsCode } from "./sms-code.ts";

const codeKey = rootOf(1).derive("out-of-band-code");
const challenge = challengeOf();
const code = outOfBandCode(codeKey, challenge, 6);

describe("offering a code by SMS", () => {
  test("given an active number of a listed country, when it is offered, then it is masked", () => {
    expect(smsCode.offer(phoneOf(), settings)).toEqual({
      methodId: "sms_code.AAAAAAAAAAAAAAAAAAAAAA",
      type: "sms_code",
      hint: "090-****-5678",
    });
  });

  test.each([
    ["a disabled number", phoneOf({ status: "disabled" })],
    ["a mail address", phoneOf({ type: "email", destination: "hanako@example.jp" })],
    ["a number of a country no longer listed", phoneOf({ country: "US", destination: "+12024561111" })],
    ["a number of no known country", { ...phoneOf(), country: undefined }],
  ])("given %s, when it is offered, then it is not", (_, { country, ...rest }) => {
    expect(smsCode.offer({ ...rest, ...(country === undefined ? {} : { country }) }, settings)).toBeUndefined();
  });
});

describe("sending a code by SMS", () => {
  const delivery = smsCode.deliver({
    challenge,
    authenticator: phoneOf(),
    codeKey,
    purpose: "sign_in",
    locale: "ja",
    host: "login.example.jp",
    settings,
  });

  test("given a challenge, when it is delivered, then it goes to the authenticator's own number", () => {
    expect(delivery).toMatchObject({ channel: "sms", to: "+819012345678" });
  });
  test("given a challenge, when it is delivered, then the text has its code, its reference and the host", () => {
    const text = delivery.channel === "sms" ? delivery.text : "";
    expect(["nidan", code, "W7", `@login.example.jp #${code}`].filter((part) => !text.includes(part))).toEqual([]);
  });
});

const answer = {
  challenge,
  codeKey,
  authenticator: phoneOf(),
  sub: "sub",
  vaultKey: () => undefined,
  settings: settings,
  now,
};

describe("verifying a code by SMS", () => {
  const wrong = code === "000000" ? "000001" : "000000";

  test("given the challenge's code, when it is answered, then it is right", () => {
    expect(smsCode.verify({ ...answer, code })).toEqual({ right: true });
  });
  test.each([
    ["another code", wrong],
    ["the code with two more digits", `${code}00`],
    ["the code of another challenge", outOfBandCode(codeKey, challengeOf({ challengeId: "other" }), 6)],
    ["the code of another method", outOfBandCode(codeKey, challengeOf({ methodId: "other" }), 6)],
  ])("given %s, when it is answered, then it is wrong", (_, given) => {
    expect(smsCode.verify({ ...answer, code: given })).toEqual({ right: false });
  });
});
