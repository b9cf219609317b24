import { describe, expect, test } from "@jest/globals";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { minutes } from "../../shared/domain/duration.ts";
import { subjectFailures } from "../../shared/domain/limits.ts";
import type { Login } from "../../shared/domain/login.ts";
import type { Decided } from "../../shared/ports/logins.ts";
import { challengeOf, now, settings, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { type Answerable, beginAnswerable, id } from "./begun.ts";

const link = (number = 1) =>
  challengeOf({ challengeId: id(), type: "sms_link", link: { number }, approval: { asksMatch: true } });

/** A login whose URL was sent, and the account behind it. */
const asking = (use: () => Store, changes: Partial<Login> = {}, account: Parameters<typeof beginAnswerable>[2] = {}) =>
  beginAnswerable(use(), { challenge: link(), links: 1, ...changes }, account);

const decidedOf = ({ login, challenge }: Answerable, changes: Partial<Decided> = {}): Decided => ({
  login,
  challenge,
  outcome: "approved",
  isCharged: false,
  within: [],
  ...tracesFor(login.sub),
  ...changes,
});

export function describeLoginDecisions(use: () => Store): void {
  describe("Logins.chargeDecision", () => {
    test.each([
      ["the URL that is asked", ({ loginId }: Login) => ({ loginId, link: 1 }), true],
      ["an older or a newer URL", ({ loginId }: Login) => ({ loginId, link: 2 }), false],
      ["the account", ({ loginId, sub }: Login) => ({ loginId, sub }), true],
      ["another account", ({ loginId }: Login) => ({ loginId, sub: id() }), false],
    ] as const)("given %s, when an attempt is charged by it, then it is accepted: %s", async (_, by, accepted) => {
      const { logins, login, stored } = await asking(use);
      const charged = await logins.chargeDecision(by(login), now);
      expect("refused" in charged).toBe(!accepted);
      expect((await stored())?.attemptsLeft).toBe(accepted ? 4 : 5);
    });

    test.each([
      ["was decided", { decision: { outcome: "approved", at: now, generation: 1 } }],
      ["is complete", { state: "complete" }],
      ["was denied", { state: "denied" }],
      ["has no attempt left", { attemptsLeft: 0 }],
      ["has expired", { expiresAt: now }],
      ["asks for a code", { challenge: challengeOf() }],
      ["asks what goes on where it is opened", { challenge: challengeOf({ link: { number: 1 } }) }],
      ["asked with an end that is over", { challenge: { ...link(), expiresAt: now } }],
    ] as const)("given a login that %s, when an attempt is charged, then it is refused", async (_, changes) => {
      const { logins, login } = await asking(use, changes);
      expect(await logins.chargeDecision({ loginId: login.loginId, link: 1 }, now)).toMatchObject({ refused: true });
    });

    test("given 100 at once, when attempts are charged, then five are", async () => {
      const { logins, login } = await asking(use);
      const outcomes = await atOnce(100, () => logins.chargeDecision({ loginId: login.loginId, link: 1 }, now));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(5);
    });
  });

  describe("Logins.decide", () => {
    test("given an approval, when it is written, then the login is complete by it, and its token is dead", async () => {
      const begun = await asking(use);
      const next = await begun.logins.decide(decidedOf(begun), now + 1);
      expect(next).toEqual({
        ...begun.login,
        state: "complete",
        generation: 2,
        secondFactor: { by: "sms_link", at: now + 1 },
        decision: { outcome: "approved", at: now + 1, generation: 1, link: 1 },
      });
      expect(await begun.stored()).toEqual(next);
      expect(await begun.authenticator()).toMatchObject({ missesInARow: 0 });
    });

    test("given no password yet, when it is approved, then it still waits for that", async () => {
      const begun = await asking(use, { password: undefined, generation: 0 });
      await begun.logins.decide(decidedOf(begun), now);
      expect(await begun.stored()).toMatchObject({
        state: "pending",
        generation: 1,
        secondFactor: { by: "sms_link" },
      });
    });

    test("given a denial, when it is written, then the login has ended and nothing was proved", async () => {
      const begun = await asking(use);
      const next = await begun.logins.decide(decidedOf(begun, { outcome: "denied" }), now);
      expect(await begun.stored()).toEqual(next);
      expect(next).toEqual({
        ...begun.login,
        state: "denied",
        decision: { outcome: "denied", at: now, generation: 1, link: 1 },
      });
      expect(await begun.authenticator()).toMatchObject({ missesInARow: 3 });
    });

    test("given 50 approvals and 50 denials at once, when they are written, then one is", async () => {
      const begun = await asking(use);
      const outcomes = await atOnce(100, (place) =>
        begun.logins.decide(decidedOf(begun, { outcome: place % 2 === 0 ? "approved" : "denied" }), now),
      );
      const won = outcomes.flatMap((outcome) => ("state" in outcome ? [outcome] : []));
      expect(won).toHaveLength(1);
      expect(await begun.stored()).toEqual(won[0]);
    });

    test.each([
      ["another challenge was asked since", {}, { challenge: link(2) }, {}, 0],
      ["the challenge has ended", {}, {}, {}, minutes(5)],
      ["it was decided", { decision: { outcome: "approved", at: now, generation: 0 } }, {}, {}, 0],
      ["no attempt is left", { attemptsLeft: 0 }, {}, {}, 0],
      ["the authenticator was disabled", {}, {}, { status: "disabled" }, 0],
      ["the password was changed since", {}, {}, { epoch: 1 }, 0],
    ] as const)("given %s, when an approval comes, then it is refused whole", async (_, login, decided, account, after) => {
      const begun = await asking(use, login, account);
      const before = [await begun.stored(), await begun.authenticator()];
      expect(await begun.logins.decide(decidedOf(begun, decided), now + after)).toMatchObject({ refused: true });
      expect([await begun.stored(), await begun.authenticator()]).toEqual(before);
    });

    test("given the attempt was charged and was the last, when an approval comes, then it is accepted", async () => {
      const begun = await asking(use, { attemptsLeft: 0 });
      expect(await begun.logins.decide(decidedOf(begun, { isCharged: true }), now)).toMatchObject({
        state: "complete",
      });
    });

    test.each([
      [14, 0, "complete"],
      [15, 0, "full"],
      [15, minutes(60), "complete"],
    ] as const)("given %i wrong answers %i ms ago, when an approval comes, then it is %s", async (wrong, after, is) => {
      const challenge = { ...link(), expiresAt: now + minutes(90) };
      const begun = await asking(use, { challenge, expiresAt: now + minutes(90) });
      const budget = subjectFailures(begun.login.sub, settings);
      for (let count = 0; count < wrong; count += 1) await dynamodbThrottles(use().table).charge([budget], now);
      const next = await begun.logins.decide(decidedOf(begun, { within: [budget] }), now + after);
      expect("state" in next ? next.state : "fullUntil" in next ? "full" : "refused").toBe(is);
      expect((await use().table.get(throttleKey(budget.scope, budget.key)))?.charges).toBe(wrong);
    });

    test("given the answer is lost, when an approval is written, then it is accepted all the same", async () => {
      const begun = await asking(use);
      use().loseAnswers(1);
      expect(await begun.logins.decide(decidedOf(begun), now)).toMatchObject({ state: "complete" });
    });
  });

  describe("Logins.continueInto", () => {
    const challenge = () => challengeOf({ challengeId: id(), type: "email_link", link: { number: 1 } });
    /** The login of the URL and another one of the same account. */
    async function two(changes: Partial<Login> = {}, account: Parameters<typeof beginAnswerable>[2] = {}) {
      const from = await beginAnswerable(use(), { challenge: challenge(), links: 1, ...changes }, account);
      const into: Login = { ...from.login, loginId: id(), challenge: undefined, state: "pending", attemptsLeft: 5 };
      await from.logins.create({ ...into, expiresAt: now + minutes(60) });
      const { logins, login } = from;
      return {
        from,
        into,
        go: (at = now) =>
          logins.continueInto({ from: login, challenge: from.challenge, into, ...tracesFor(login.sub) }, at),
        stored: async () => [await logins.find(login.loginId), await logins.find(into.loginId)],
      };
    }

    test("given both, when the URL is used, then its own login ends and the other is complete by it", async () => {
      const { go, stored } = await two();
      await go();
      expect(await stored()).toMatchObject([
        { state: "cancelled", decision: { outcome: "continued", link: 1 } },
        { state: "complete", generation: 2, secondFactor: { by: "email_link", at: now } },
      ]);
    });

    test("given the URL's login is over by time, when the URL is used, then it is all the same", async () => {
      const { go } = await two({ expiresAt: now });
      expect(await go()).toMatchObject({ state: "complete" });
    });

    test("given 50 at once, when the URL is used, then one does", async () => {
      const { go } = await two();
      const outcomes = await atOnce(50, () => go());
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });

    test.each([
      ["the URL's login was cancelled", { state: "cancelled" }, {}, 0],
      ["it is locked", { attemptsLeft: 0 }, {}, 0],
      ["it was decided", { decision: { outcome: "continued", at: now, generation: 1 } }, {}, 0],
      ["the URL has ended", {}, {}, minutes(5)],
      ["the authenticator was disabled", {}, { status: "disabled" }, 0],
      ["the password was changed since", {}, { epoch: 1 }, 0],
    ] as const)("given %s, when the URL is used, then it is refused whole", async (_, login, account, after) => {
      const { go, stored } = await two(login, account);
      const before = await stored();
      expect(await go(now + after)).toMatchObject({ refused: true });
      expect(await stored()).toEqual(before);
    });
  });

  describe("Logins.claim", () => {
    test("given 50 at once, when the next token is claimed, then one gets it", async () => {
      const { logins, login } = await asking(use, { generation: 2, state: "complete" });
      const outcomes = await atOnce(50, () => logins.claim(login.loginId, 2, now));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });
    test.each([
      ["another generation", 1, 0],
      ["a login that is over", 2, minutes(30)],
    ])("given %s, when the next token is claimed, then it is refused", async (_, generation, after) => {
      const { logins, login } = await asking(use, { generation: 2, state: "complete" });
      expect(await logins.claim(login.loginId, generation, now + after)).toMatchObject({ refused: true });
    });
  });
}
