import { describe, expect, test } from "@jest/globals";
import type { HeldLogin, Login } from "./held-login.ts";
import { endingOf, isSettingsPage, resolve, topics } from "./routes.ts";

const login: Login = {
  loginId: "AAAAAAAAAAAAAAAAAAAAAA",
  status: "pending",
  purpose: "sign_in",
  reason: "enabled",
  needs: ["second_factor"],
  methods: [],
  expiresAt: "2026-01-01T00:30:00Z",
  pollInterval: 3,
};
const challenge: NonNullable<Login["challenge"]> = {
  methodId: "phone.1",
  type: "sms_code",
  reference: "W7",
  delivery: "sent",
  expiresAt: "2026-01-01T00:05:00Z",
  resendAt: "2026-01-01T00:00:30Z",
  sendsLeft: 4,
  attemptsLeft: 5,
};
const pending: HeldLogin = { login };
const challenged: HeldLogin = { login: { ...login, challenge } };
const complete: HeldLogin = { login: { ...login, status: "complete" } };

describe("addresses", () => {
  test("given the pages of help, when they are named, then none has the name of one that needs a session", () => {
    expect(topics.filter(isSettingsPage)).toEqual([]);
  });

  test.each([
    ["/", undefined, "login", "/login"],
    ["/login/", undefined, "login", "/login/"],
    ["/login?from=mail", undefined, "login", "/login?from=mail"],
    ["/login/ended?reason=locked", undefined, "ended", "/login/ended?reason=locked"],
    ["/login", pending, "login", "/login"],
    ["/login/help", undefined, "help", "/login/help"],
    ["/help", undefined, "helpIndex", "/help"],
    ["/help/mail/", undefined, "email_code", "/help/mail/"],
    ["/help/sms", complete, "sms_code", "/help/sms"],
    ["/help/unknown-message?from=sms", pending, "unknown_message", "/help/unknown-message?from=sms"],
    ["/help/nothing", undefined, "notFound", "/help/nothing"],
    ["/about/messages", challenged, "about", "/about/messages"],
    ["/login/nowhere", pending, "notFound", "/login/nowhere"],
    ["/login/method", undefined, "ended", "/login/ended?reason=lost"],
    ["/login/code", undefined, "ended", "/login/ended?reason=lost"],
    ["/login/complete", undefined, "login", "/login"],
    ["/login/code", pending, "method", "/login/method"],
    ["/login/complete", challenged, "method", "/login/method"],
    ["/login/code", challenged, "code", "/login/code"],
    ["/login/method", challenged, "method", "/login/method"],
    ["/login/code", complete, "complete", "/login/complete"],
    ["/login/method", complete, "complete", "/login/complete"],
  ] as const)("given %s, when it is opened, then the right page shows", (address, held, page, path) => {
    expect(resolve(address, held)).toEqual({ page, path });
  });
  test.each(["denied", "expired", "locked"] as const)("given a login that is %s, then its end shows", (status) => {
    const held = { login: { ...login, status } };
    expect(resolve("/login/code", held)).toEqual({ page: "ended", path: `/login/ended?reason=${status}` });
  });
  test("given a login that nobody denied, when it is shown, then its end is one of its own", () => {
    const held = { login: { ...login, status: "denied", endedBy: "risk" } as const };
    expect(resolve("/login/method", held)).toEqual({ page: "ended", path: "/login/ended?reason=refused" });
  });
  test("given a reason that nobody knows, when the end is shown, then the login was lost", () => {
    expect(endingOf("?reason=locked")).toBe("locked");
    expect(endingOf("?reason=toString")).toBe("lost");
    expect(endingOf("")).toBe("lost");
  });
});
