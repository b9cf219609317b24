import { describe, expect, test } from "@jest/globals";
import { now, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { type Answerable, begin, beginAnswerable } from "./begun.ts";

const second = { by: "sms_code", at: now } as const;

/** A second factor that is proved before the password, or with it. */
export function describeEarlyFactors(use: () => Store): void {
  describe("Logins.acceptSecondFactor, before a password", () => {
    test("given the password is due, when a right answer is accepted, then the login waits for it, and no attempt is gone", async () => {
      const { logins, login, answered, stored } = await beginAnswerable(use(), {
        password: undefined,
        attemptsLeft: 0,
      });
      await logins.acceptSecondFactor(answered({ password: "due" }), now);
      const proved = { secondFactor: { by: "sms_code", at: now }, generation: 2, attemptsLeft: 1 };
      expect(await stored()).toEqual({ ...login, ...proved });
    });

    test("given the password comes with it, when a right answer is accepted, then the login is complete by both", async () => {
      const { logins, answered, stored } = await beginAnswerable(use(), { password: undefined });
      await logins.acceptSecondFactor(answered({ password: { at: now } }), now);
      expect(await stored()).toMatchObject({ state: "complete", password: { at: now }, generation: 2 });
    });

    const refusals: [string, () => Promise<Answerable>, Parameters<Answerable["answered"]>[0]][] = [
      ["a password was proved that is due", () => beginAnswerable(use()), { password: "due" }],
      ["a password was proved that comes with it", () => beginAnswerable(use()), { password: { at: now } }],
      [
        "the password was changed since the login began",
        () => beginAnswerable(use(), { password: undefined }, { epoch: 1 }),
        { password: { at: now }, epoch: 1 },
      ],
      [
        "a second factor was proved",
        () => beginAnswerable(use(), { password: undefined, secondFactor: second }),
        { password: "due" },
      ],
    ];

    test.each(
      refusals,
    )("given %s, when a right answer comes, then it is refused whole", async (_, prepare, changes) => {
      const begun = await prepare();
      const before = { login: await begun.stored(), authenticator: await begun.authenticator() };
      expect(await begun.logins.acceptSecondFactor(begun.answered(changes), now)).toBe("refused");
      expect({ login: await begun.stored(), authenticator: await begun.authenticator() }).toEqual(before);
    });

    test("given a second factor was proved, when more is asked or answered, then it is refused", async () => {
      const { logins, holder } = await beginAnswerable(use(), { password: undefined, secondFactor: second });
      expect(await logins.chargeAttempt(holder, now)).toMatchObject({ refused: true });
      expect(await logins.acceptPassword(holder, { at: now }, 0)).toMatchObject({ refused: true });
    });
  });

  describe("Logins.completeByLastPassword", () => {
    test("given the second factor is proved, when the password is, then the login is complete by both", async () => {
      const { logins, login, stored } = await begin(use(), { generation: 1, secondFactor: second });
      const complete = await logins.completeByLastPassword(login, { at: now + 1 }, 0, tracesFor(login.sub));
      expect(await stored()).toEqual({ ...login, state: "complete", password: { at: now + 1 }, generation: 2 });
      expect(complete).toEqual(await stored());
    });

    test.each([
      ["no second factor was proved", { generation: 0 }, 0],
      ["a password was proved", { generation: 1, password: { at: now }, secondFactor: second }, 0],
      ["the password was changed since the login began", { generation: 1, secondFactor: second }, 1],
    ])("given %s, when a password is to complete the login, then it is refused", async (_, changes, epoch) => {
      const { logins, login } = await begin(use(), changes);
      expect(await logins.completeByLastPassword(login, { at: now }, epoch, tracesFor(login.sub))).toMatchObject({
        refused: true,
      });
    });

    test("given many at once, when passwords complete the login, then one does", async () => {
      const { logins, login } = await begin(use(), { generation: 1, secondFactor: second });
      const outcomes = await atOnce(30, () =>
        logins.completeByLastPassword(login, { at: now }, 0, tracesFor(login.sub)),
      );
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });
  });
}
