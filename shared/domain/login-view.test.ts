import { describe, expect, test } from "@jest/globals";
import * as z from "zod/mini";
import { challengeOf, loginOf, now, settings } from "../../test/support/samples.ts";
import { Login as LoginSchema } from "../contract/schemas.ts";
import { seconds } from "./duration.ts";
import { viewOf } from "./login-view.ts";

const methods = [{ methodId: "sms_code.A", type: "sms_code", hint: "090-****-5678" }] as const;
const proved = loginOf({
  generation: 1,
  password: { at: now },
  methods: [...methods],
  sends: 1,
  challenge: challengeOf(),
});
const view = (login = proved, at = now) => viewOf(login, { settings, now: at });

describe("a login as its holder sees it", () => {
  test("given a challenge waits, when the login is shown, then it is as the contract says and nothing more", () => {
    expect(z.parse(LoginSchema, view())).toEqual(view());
  });

  test("given internal fields, when the login is shown, then none of them is", () => {
    const shown = JSON.stringify(
      viewOf(loginOf({ ...proved, requestDigest: "DIGEST", nonce: "NONCE" }), { settings, now }),
    );
    const { sub, challenge } = proved;
    const inner = [sub, challenge?.challengeId ?? "", challenge?.keyId ?? "", "DIGEST", "NONCE"];
    expect(inner.filter((text) => shown.includes(text))).toEqual([]);
  });

  test("given no password yet, when the login is shown, then no method is, whatever is known", () => {
    const begun = viewOf(loginOf(), { settings, now, methods });
    expect(begun.methods).toEqual([]);
  });

  test("given the password is right, when the login is shown, then its methods are", () => {
    expect(view().methods).toEqual(methods);
  });

  test.each([
    "complete",
    "denied",
    "cancelled",
  ] as const)("given a login that is %s, when it is shown, then neither methods nor challenge are", (state) => {
    expect(view({ ...proved, state })).toMatchObject({ methods: [] });
    expect(view({ ...proved, state })).not.toHaveProperty("challenge");
  });

  test("given nobody denied it, when a denied login is shown, then it says by what; else it does not", () => {
    const decision = { outcome: "denied", at: now, generation: 1 } as const;
    expect(view({ ...proved, state: "denied" })).toMatchObject({ status: "denied", endedBy: "risk" });
    expect(view({ ...proved, state: "denied", decision })).not.toHaveProperty("endedBy");
    expect(view({ ...proved, state: "cancelled" })).not.toHaveProperty("endedBy");
  });

  test("given a locked login, when it is shown, then its challenge is not", () => {
    expect(view({ ...proved, attemptsLeft: 0 })).not.toHaveProperty("challenge");
  });

  test("given a challenge that has ended, when the login is shown, then it is not", () => {
    expect(view(proved, now + seconds(300))).not.toHaveProperty("challenge");
  });

  test("given a challenge waits, when the login is shown, then what is left is told", () => {
    expect(view().challenge).toMatchObject({ reference: "W7", delivery: "sent", sendsLeft: 4, attemptsLeft: 5 });
  });

  test("given a lower limit than was used, when the login is shown, then no send is left, and not less", () => {
    expect(view({ ...proved, sends: 7 }).challenge?.sendsLeft).toBe(0);
  });

  test("given no token to hand over, when the login is shown, then there is no such field", () => {
    expect(view()).not.toHaveProperty("loginToken");
  });

  test("given times, when the login is shown, then they are RFC 3339 in UTC", () => {
    expect(view()).toMatchObject({
      expiresAt: "2033-05-18T04:03:20Z",
      challenge: { expiresAt: "2033-05-18T03:38:20Z", resendAt: "2033-05-18T03:33:50Z" },
    });
  });
});
