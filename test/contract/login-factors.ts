import { describe, expect, test } from "@jest/globals";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import { sourceFailures, subjectFailures } from "../../shared/domain/limits.ts";
import { activityFor, challengeOf, now, settings, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { type Answerable, begin, beginAnswerable, id, waiting } from "./begun.ts";

export function describeLoginFactors(use: () => Store): void {
  describe("Logins.acceptPassword", () => {
    test("given a right password, when it is accepted, then proof, epoch and generation move and nothing else", async () => {
      const { logins, login, holder, stored } = await begin(use());
      await logins.acceptPassword(holder, { at: now + 1 }, 7);
      expect(await stored()).toEqual({ ...login, password: { at: now + 1 }, epoch: 7, generation: 1 });
    });

    test("given a password was accepted, when another is with its own token, then it is refused", async () => {
      const { logins, holder } = await begin(use(), { generation: 1, password: { at: now } });
      expect(await logins.acceptPassword(holder, { at: now }, 0)).toMatchObject({ refused: true });
    });

    test("given many at once, when passwords are accepted, then one is", async () => {
      const { logins, holder } = await begin(use());
      const outcomes = await atOnce(50, () => logins.acceptPassword(holder, { at: now }, 0));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });
  });

  describe("Logins.completeByPassword", () => {
    test("given the password is proved, when it suffices, then the login is complete and claims no second factor", async () => {
      const { logins, login, stored } = await begin(use(), { generation: 1, password: { at: now } });
      await logins.completeByPassword(login, tracesFor(login.sub), now);
      expect(await stored()).toEqual({ ...login, state: "complete" });
    });

    test("given no password, when a login is to be completed by it, then it is refused", async () => {
      const { logins, login } = await begin(use(), { generation: 1 });
      expect(await logins.completeByPassword(login, tracesFor(login.sub), now)).toMatchObject({ refused: true });
    });
  });

  describe("Logins.askAnew", () => {
    const approved = { generation: 1, secondFactor: { by: "app", at: now }, claimedAt: now } as const;

    test("given an approval that does not count, when the password is right, then it is proved and nothing of the approval is left", async () => {
      const { logins, login, stored } = await begin(use(), { ...approved, challenge: challengeOf() });
      const asked = await logins.askAnew(login, { at: now + 1 }, 0, [activityFor(login.sub)]);
      const { secondFactor, challenge, claimedAt, ...kept } = login;
      expect(await stored()).toEqual({ ...kept, reason: "risk", password: { at: now + 1 }, generation: 2 });
      expect(asked).toEqual(await stored());
    });

    test.each([
      ["no second factor", { secondFactor: undefined }, 0],
      ["a password that was proved before", { password: { at: now } }, 0],
      ["a password of another epoch", {}, 1],
    ])("given %s, when a code is to be asked, then it is refused", async (_, overrides, epoch) => {
      const { logins, login } = await begin(use(), { ...approved, ...overrides });
      expect(await logins.askAnew(login, { at: now }, epoch, [])).toMatchObject({ refused: true });
    });
  });

  describe("Logins.countNothing", () => {
    test("given a login, or none, when nothing is counted, then it stays as it was", async () => {
      const { logins, holder, login } = await begin(use(), waiting);
      const before = await logins.find(login.loginId);
      await logins.countNothing(holder.loginId);
      await logins.countNothing(id());
      expect(await logins.find(login.loginId)).toEqual(before);
    });
  });

  describe("Logins.chargeAttempt", () => {
    test("given attempts are left, when one is charged, then one less is, and nothing else changes", async () => {
      const { logins, login, holder, stored } = await begin(use(), waiting);
      await logins.chargeAttempt(holder, now);
      expect(await stored()).toEqual({ ...login, attemptsLeft: 4 });
    });

    test.each([
      [1, true],
      [0, false],
    ])("given %i attempts left, when one is charged, then it is accepted: %s", async (attemptsLeft, accepted) => {
      const { logins, holder } = await begin(use(), { ...waiting, attemptsLeft });
      expect(!("refused" in (await logins.chargeAttempt(holder, now)))).toBe(accepted);
    });

    test("given 100 at once, when attempts are charged, then five are", async () => {
      const { logins, holder, stored } = await begin(use(), waiting);
      const outcomes = await atOnce(100, () => logins.chargeAttempt(holder, now));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(5);
      expect(await stored()).toMatchObject({ attemptsLeft: 0 });
    });

    test("given nothing was asked, when an attempt is charged, then it is refused", async () => {
      const { logins, holder } = await begin(use(), { generation: 1, password: { at: now } });
      expect(await logins.chargeAttempt(holder, now)).toMatchObject({ refused: true });
    });

    test.each([
      [1, true],
      [0, false],
    ])("given %i ms of the challenge left, when an attempt is charged, then it is accepted: %s", async (left, accepted) => {
      const { logins, holder } = await begin(use(), { ...waiting, challenge: challengeOf({ expiresAt: now + left }) });
      expect(!("refused" in (await logins.chargeAttempt(holder, now)))).toBe(accepted);
    });

    test("given the answer is lost, when an attempt is charged, then one is", async () => {
      const { logins, holder, stored } = await begin(use(), waiting);
      use().loseAnswers(1);
      await logins.chargeAttempt(holder, now);
      expect(await stored()).toMatchObject({ attemptsLeft: 4 });
    });
  });

  describe("Logins.acceptSecondFactor", () => {
    test("given a right answer, when it is accepted, then the login is complete by it", async () => {
      const { logins, login, answered, stored } = await beginAnswerable(use());
      await logins.acceptSecondFactor(answered({ proof: { by: "sms_code", at: now + 1 } }), now + 1);
      expect(await stored()).toEqual({
        ...login,
        state: "complete",
        generation: 2,
        secondFactor: { by: "sms_code", at: now + 1 },
      });
    });

    test("given a right answer by the last attempt, when it is accepted, then the login is complete", async () => {
      const { logins, answered } = await beginAnswerable(use(), { attemptsLeft: 0 });
      expect(await logins.acceptSecondFactor(answered(), now)).toBe("accepted");
    });

    test("given a right answer, when it is accepted, then the wrong ones in a row are forgotten", async () => {
      const { logins, answered, authenticator } = await beginAnswerable(use());
      await logins.acceptSecondFactor(answered(), now);
      expect(await authenticator()).toMatchObject({ missesInARow: 0, status: "active" });
    });

    test("given 100 at once, when right answers are accepted, then one is", async () => {
      const { logins, answered } = await beginAnswerable(use());
      const outcomes = await atOnce(100, () => logins.acceptSecondFactor(answered(), now));
      expect(outcomes.filter((accepted) => accepted === "accepted")).toHaveLength(1);
    });

    const refusals: [string, () => Promise<Answerable>, Parameters<Answerable["answered"]>[0], number][] = [
      [
        "another challenge was asked since",
        () => beginAnswerable(use()),
        { challenge: challengeOf({ challengeId: "other" }) },
        0,
      ],
      ["the challenge has ended", () => beginAnswerable(use()), {}, minutes(5)],
      ["no password was proved", () => beginAnswerable(use(), { password: undefined }), {}, 0],
      ["the authenticator was disabled", () => beginAnswerable(use(), {}, { status: "disabled" }), {}, 0],
      ["the authenticator is gone", () => beginAnswerable(use(), {}, { authenticatorId: "other" }), {}, 0],
      ["the password was changed since", () => beginAnswerable(use(), {}, { epoch: 1 }), {}, 0],
    ];

    test.each(
      refusals,
    )("given %s, when a right answer comes, then it is refused whole", async (_, prepare, changes, after) => {
      const begun = await prepare();
      const before = { login: await begun.stored(), authenticator: await begun.authenticator() };
      expect(await begun.logins.acceptSecondFactor(begun.answered(changes), now + after)).toBe("refused");
      expect({ login: await begun.stored(), authenticator: await begun.authenticator() }).toEqual(before);
    });

    test("given the challenge's last moment, when a right answer comes, then it is accepted", async () => {
      const { logins, answered } = await beginAnswerable(use());
      expect(await logins.acceptSecondFactor(answered(), now + minutes(5) - 1)).toBe("accepted");
    });

    test("given the account is gone, when a right answer comes, then it is refused", async () => {
      const { logins, holder, login } = await begin(use(), waiting);
      const proof = { by: "sms_code", at: now } as const;
      const answered = {
        holder,
        challenge: login.challenge ?? challengeOf(),
        epoch: 0,
        proof,
        password: "proved" as const,
        consumes: undefined,
        refunds: [],
        stepUp: undefined,
        ...tracesFor(login.sub),
      };
      expect(await logins.acceptSecondFactor(answered, now)).toBe("refused");
    });

    const budgets = () => [subjectFailures(id(), settings), sourceFailures(id(), settings)];
    const chargesOf = async (throttles: ReturnType<typeof budgets>) =>
      Promise.all(throttles.map(async ({ scope, key }) => (await use().table.get(throttleKey(scope, key)))?.charges));

    test("given what it was charged, when a right answer is accepted, then that is taken back, once", async () => {
      const { logins, answered } = await beginAnswerable(use());
      const refunds = budgets();
      for (const _ of [1, 2, 3]) await dynamodbThrottles(use().table).charge(refunds, now);
      await atOnce(20, () => logins.acceptSecondFactor(answered({ refunds }), now));
      expect(await chargesOf(refunds)).toEqual([2, 2]);
    });

    test("given a budget that it must be within, when a right answer comes, then it is accepted while there is room, and not charged", async () => {
      const { logins, answered, stored } = await beginAnswerable(use());
      const own = { ...subjectFailures(id(), settings), limit: 2 };
      for (const _ of [1, 2]) await dynamodbThrottles(use().table).charge([own], now);
      const before = await stored();
      expect(await logins.acceptSecondFactor(answered({ within: [own] }), now)).toBe("full");
      expect(await stored()).toEqual(before);
      await dynamodbThrottles(use().table).refund([own], now);
      expect(await logins.acceptSecondFactor(answered({ within: [own] }), now)).toBe("accepted");
      expect((await use().table.get(throttleKey(own.scope, own.key)))?.charges).toBe(1);
    });

    test("given a refusal, when a right answer comes, then its charge stays", async () => {
      const { logins, answered } = await beginAnswerable(use(), {}, { epoch: 1 });
      const refunds = budgets();
      await dynamodbThrottles(use().table).charge(refunds, now);
      await logins.acceptSecondFactor(answered({ refunds }), now);
      expect(await chargesOf(refunds)).toEqual([1, 1]);
    });

    test("given the window ended in between, when a right answer is accepted, then it is all the same", async () => {
      const { logins, answered } = await beginAnswerable(use(), {
        challenge: challengeOf({ expiresAt: now + minutes(90) }),
        expiresAt: now + minutes(90),
      });
      const refunds = budgets();
      await dynamodbThrottles(use().table).charge(refunds, now);
      expect(await logins.acceptSecondFactor(answered({ refunds }), now + minutes(60) + seconds(1))).toBe("accepted");
    });

    test("given many people of one network at once, when each answers right, then all are accepted", async () => {
      const source = sourceFailures(id(), settings);
      const people = await atOnce(50, () => beginAnswerable(use()));
      await dynamodbThrottles(use().table).charge(
        people.map(() => source),
        now,
      );
      const outcomes = await Promise.all(
        people.map(({ logins, answered }) => logins.acceptSecondFactor(answered({ refunds: [source] }), now)),
      );
      expect(outcomes.filter((accepted) => !accepted)).toEqual([]);
    });
  });
}
