import { expect, test } from "@jest/globals";
import { accountOf, now, settings } from "../../test/support/samples.ts";
import { stepUpActions } from "../contract/schemas.ts";
import { minutes } from "../domain/duration.ts";
import { sessionOf } from "../domain/session.ts";
import { assertSteppedUp } from "./hold-session.ts";

const heldSince = (provedAt: number) => ({
  session: {
    ...sessionOf({ sub: "sub", epoch: 0, from: {} }, new Uint8Array(32), settings.session, now),
    stepUps: { switch_off: { at: provedAt } },
  },
  account: accountOf(),
  limits: settings.session,
  now,
});

test("given a step-up of 5 min but 1 ms ago, when its action is asked for, then it is fresh", () => {
  expect(() => assertSteppedUp(heldSince(now - minutes(5) + 1), "switch_off")).not.toThrow();
});

test("given a shorter freshness, when a step-up is older, then it is not fresh", () => {
  const held = { ...heldSince(now - minutes(2)), limits: { ...settings.session, stepUpMinutes: 2 } };
  expect(() => assertSteppedUp(held, "switch_off")).toThrow("insufficient_user_authentication");
});

test.each([
  ["of 5 min ago", now - minutes(5)],
  ["of a time that is yet to come, by far more than clocks differ", now + minutes(5)],
])("given a step-up %s, when its action is asked for, then it is not fresh", (_, provedAt) => {
  expect(() => assertSteppedUp(heldSince(provedAt), "switch_off")).toThrow("insufficient_user_authentication");
});

test.each(
  stepUpActions.filter((action) => action !== "switch_off"),
)("given a step-up for switching off, when %s is asked for, then it is none", (action) => {
  expect(() => assertSteppedUp(heldSince(now), action)).toThrow("insufficient_user_authentication");
});
