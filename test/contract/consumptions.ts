import { describe, expect, test } from "@jest/globals";
import { now } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { beginAnswerable } from "./begun.ts";

export function describeConsumptions(use: () => Store): void {
  describe("what a right answer uses up", () => {
    test.each([
      ["an older step", 99, "spent"],
      ["the step that was accepted", 100, "spent"],
      ["a newer step", 101, "accepted"],
    ])("attack 20: given a time step was accepted since the code was compared, when %s is, then it is %s", async (_, step, expected) => {
      const { logins, answered, stored, authenticator } = await beginAnswerable(use(), {}, { lastStep: 100 });
      const consumes = { kind: "totp_step", step } as const;
      expect(await logins.acceptSecondFactor(answered({ consumes }), now)).toBe(expected);
      expect((await stored())?.state).toBe(expected === "accepted" ? "complete" : "pending");
      expect((await authenticator())?.lastStep).toBe(expected === "accepted" ? step : 100);
    });

    test.each([
      ["the code that is left", { setId: "set", place: "4", mac: "mac-4" }, "accepted"],
      ["one that is used", { setId: "set", place: "5", mac: "mac-5" }, "spent"],
      ["one of the set before", { setId: "before", place: "4", mac: "mac-4" }, "spent"],
      ["another in its place", { setId: "set", place: "4", mac: "mac-0" }, "spent"],
    ])("attack 33: given a set that changed since the code was compared, when %s is, then it is %s", async (_, code, expected) => {
      const left = { "4": "mac-4", "6": "mac-6" };
      const codes = { setId: "set", basis: 0, keyId: "key", salt: "salt", left, total: 10, createdAt: now };
      const { logins, answered, authenticator } = await beginAnswerable(use(), {}, { codes });
      const consumes = { kind: "backup_code", ...code } as const;
      expect(await logins.acceptSecondFactor(answered({ consumes }), now)).toBe(expected);
      expect((await authenticator())?.codes?.left).toEqual(expected === "accepted" ? { "6": "mac-6" } : left);
    });
  });
}
