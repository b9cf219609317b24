import { describe, expect, test } from "@jest/globals";
import { phoneOf, rootOf, settings } from "../../test/support/samples.ts";
import { digestsOf, sendCharges } from "./send-charges.ts";
import type { ThrottleScope } from "./throttle.ts";

const key = rootOf(1).derive("destination-digest");
const charges = (destination: string, digestKey = key) =>
  sendCharges("sms", digestsOf(phoneOf({ destination }), digestKey), settings);
const keyOf = (destination: string, scope: ThrottleScope, digestKey = key) =>
  charges(destination, digestKey).find((throttle) => throttle.scope === scope)?.key;

describe("what a send is charged", () => {
  test("given a number, when its charges are made, then ten minutes, the day and the neighbourhood count", () => {
    expect(charges("+819012345678").map(({ scope }) => scope)).toEqual([
      "destination_sends",
      "destination_day_sends",
      "prefix_sends",
    ]);
  });

  test("given a mail address, when its charges are made, then it has no neighbourhood", () => {
    const mail = phoneOf({ type: "email", destination: "hanako@example.jp" });
    expect(sendCharges("email", digestsOf(mail, key), settings).map(({ scope }) => scope)).toEqual([
      "destination_sends",
      "destination_day_sends",
    ]);
  });

  test("given a number, when its charges are made, then no part of it stands in a key", () => {
    const text = JSON.stringify(charges("+819012345678").map((throttle) => throttle.key));
    expect(["9012345678", "90123", "345678", "2345"].filter((part) => text.includes(part))).toEqual([]);
  });

  test.each([
    ["+819012345000", true],
    ["+819012345999", true],
    ["+819012344678", false],
    ["+818012345678", false],
  ])("given %s beside +819012345678, when both are charged, then they share the neighbourhood: %s", (other, shared) => {
    expect(keyOf(other, "prefix_sends") === keyOf("+819012345678", "prefix_sends")).toBe(shared);
  });

  test("given neighbours, when both are charged, then each has a counter of its own", () => {
    expect(keyOf("+819012345000", "destination_sends")).not.toBe(keyOf("+819012345001", "destination_sends"));
  });

  test("given an SMS and a call to one number, when both are charged, then the day counts them apart and the rest together", () => {
    const digests = digestsOf(phoneOf(), key);
    const [sms, voice] = (["sms", "voice"] as const).map((channel) =>
      sendCharges(channel, digests, settings).map((throttle) => throttle.key),
    );
    expect(sms?.map((own, place) => own === voice?.[place])).toEqual([true, false, true]);
  });

  test("given another key of the service, when a number is charged, then its digest is another", () => {
    const other = rootOf(2).derive("destination-digest");
    expect(keyOf("+819012345678", "destination_sends", other)).not.toBe(keyOf("+819012345678", "destination_sends"));
  });
});
