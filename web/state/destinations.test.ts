import { describe, expect, test } from "@jest/globals";
import { destinationsOf, nextMethod } from "./destinations.ts";
import type { Challenge } from "./held-login.ts";

const sms = { methodId: "a", type: "sms_code", hint: "090-****-1234" } as const;
const call = { methodId: "b", type: "voice", hint: "090-****-1234" } as const;
const mail = { methodId: "c", type: "email_code", hint: "h***@example.jp" } as const;

const challenge = (methodId: string, delivery: Challenge["delivery"]): Challenge => ({
  methodId,
  type: "sms_code",
  reference: "W7",
  delivery,
  expiresAt: "2026-01-01T00:05:00Z",
  resendAt: "2026-01-01T00:00:30Z",
  sendsLeft: 4,
  attemptsLeft: 5,
});

describe("destinations", () => {
  test("given a number that takes SMS and calls, then it stands there once, with both", () => {
    expect(destinationsOf([sms, mail, call])).toEqual([
      { hint: sms.hint, methods: [sms, call] },
      { hint: mail.hint, methods: [mail] },
    ]);
  });
  test("given two numbers that look alike when masked, then they stay two", () => {
    const other = { ...sms, methodId: "d" };
    expect(destinationsOf([sms, other]).map(({ methods }) => methods)).toEqual([[sms], [other]]);
  });
});

describe("the next method", () => {
  test.each([
    "sent",
    "failed",
    "unknown",
  ] as const)("given an SMS is %s, then the same number is called next, wherever it stands in the list", (delivery) => {
    expect(nextMethod([sms, mail, call], challenge("a", delivery))).toBe(call);
  });
  test("given the number itself is dead, then another destination is next", () => {
    expect(nextMethod([sms, call, mail], challenge("a", "bounced"))).toBe(mail);
  });
  test("given a dead number that is all there is, then its other channel is next", () => {
    expect(nextMethod([sms, call], challenge("a", "bounced"))).toBe(call);
  });
  test("given a mail that does not come, then the first of the others is next", () => {
    expect(nextMethod([mail, sms, call], challenge("c", "sent"))).toBe(sms);
  });
  test("given one method alone, then there is no next", () => {
    expect(nextMethod([sms], challenge("a", "failed"))).toBeUndefined();
  });
});
