import { describe, expect, test } from "@jest/globals";
import { challengeOf, now, phoneOf, rootOf, settings } from "../../../test/support/samples.ts";
import { parseSettings } from "../../parse-settings.ts";
import { outOfBandCode } from "../out-of-band.ts";
import { emailCode } from "./email-code.ts";

const codeKey = rootOf(1).derive("out-of-band-code");
const challenge = challengeOf({ type: "email_code", methodId: "email_code.AAAAAAAAAAAAAAAAAAAAAA" });
const code = outOfBandCode(codeKey, challenge, 6);
const mailing = parseSettings({ email: { from: "no-reply@example.jp" } });
const address = phoneOf({ type: "email", destination: "hanako@example.jp" });

describe("offering a code by mail", () => {
  test("given an active address, when it is offered, then it is masked", () => {
    expect(emailCode.offer(address, mailing)).toEqual({
      methodId: "email_code.AAAAAAAAAAAAAAAAAAAAAA",
      type: "email_code",
      hint: "h***@example.jp",
    });
  });
  test.each([
    ["a disabled address", { ...address, status: "disabled" } as const, mailing],
    ["a number", phoneOf(), mailing],
    ["an operator without an address to send from", address, settings],
  ])("given %s, when it is offered, then it is not", (_, authenticator, given) => {
    expect(emailCode.offer(authenticator, given)).toBeUndefined();
  });
});

describe("sending a code by mail", () => {
  test("given a challenge, when it is delivered, then its code and reference go to the authenticator's own address", () => {
    const asked = {
      challenge,
      authenticator: address,
      codeKey,
      host: "login.example.jp",
      settings: mailing,
      purpose: "sign_in",
    } as const;
    const delivery = emailCode.deliver({ ...asked, locale: "en" });
    expect(delivery).toMatchObject({ channel: "email", to: "hanako@example.jp" });
    const text = delivery.channel === "email" ? delivery.email.text : "";
    expect([code, "W7", "5 minutes"].filter((part) => !text.includes(part))).toEqual([]);
  });
});

test("given a resend in the second minute, when it is delivered, then the mail tells what is left of the code's life", () => {
  const resent = { ...challenge, lastSentAt: challenge.createdAt + 61_000, expiresAt: challenge.createdAt + 300_000 };
  const asked = {
    challenge: resent,
    authenticator: address,
    codeKey,
    host: "login.example.jp",
    settings: mailing,
    purpose: "sign_in",
  } as const;
  const delivery = emailCode.deliver({ ...asked, locale: "en" });
  expect(delivery.channel === "email" && delivery.email.text).toContain("Valid for 3 minutes");
});

const answer = {
  challenge,
  codeKey,
  authenticator: address,
  sub: "sub",
  vaultKey: () => undefined,
  settings: mailing,
  now,
};

describe("verifying a code by mail", () => {
  test("given the challenge's code, when it is answered, then it is right", () => {
    expect(emailCode.verify({ ...answer, code })).toEqual({ right: true });
  });
  test.each([
    ["another code", code === "000000" ? "000001" : "000000"],
    ["the code of an SMS challenge", outOfBandCode(codeKey, challengeOf(), 6)],
  ])("given %s, when it is answered, then it is wrong", (_, given) => {
    expect(emailCode.verify({ ...answer, code: given })).toEqual({ right: false });
  });
});
