import { describe, expect, jest, test } from "@jest/globals";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { days, minutes, seconds } from "../../shared/domain/duration.ts";
import { destinationDaySends, destinationSends, prefixSends, subjectSends } from "../../shared/domain/limits.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import { now, settings } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { begin, id, plan } from "./begun.ts";

const proved = { generation: 1, password: { at: now } } as const;
const chargesFor = (key = id()): Throttle[] => [
  destinationSends(key, settings),
  destinationDaySends(key, "sms", settings),
  prefixSends(key, settings),
];

export function describeLoginSends(use: () => Store): void {
  const charge = async (times: number, throttle: Throttle | undefined, at = now) => {
    for (let time = 0; time < times; time += 1)
      await dynamodbThrottles(use().table).charge(throttle ? [throttle] : [], at);
  };
  const charged = (throttles: readonly Throttle[]) =>
    Promise.all(throttles.map(async ({ scope, key }) => (await use().table.get(throttleKey(scope, key)))?.charges));

  describe("Logins.storeChallenge", () => {
    test("given a plan, when it is stored, then challenge, methods and request stand, and one send more", async () => {
      const { logins, login, stored } = await begin(use(), proved);
      const planned = plan(chargesFor(), { request: { key: "k", methodId: "m" } });
      expect(await logins.storeChallenge(login, planned, now)).toEqual({ accepted: true, shares: [] });
      const { challenge, methods, request } = planned;
      expect(await stored()).toEqual({ ...login, challenge, methods, challengeRequest: request, sends: 1 });
    });

    test("given no idempotency key, when a resend is stored, then the key before stays known", async () => {
      const before = { key: "k", methodId: "m" };
      const { logins, login, stored } = await begin(use(), { ...proved, challengeRequest: before });
      await logins.storeChallenge(login, plan(), now);
      expect(await stored()).toMatchObject({ challengeRequest: before });
    });

    test.each([
      [1, true],
      [0, false],
    ])("given %i attempts left, when a challenge is stored, then it is accepted: %s", async (attemptsLeft, accepted) => {
      const { logins, login } = await begin(use(), { ...proved, attemptsLeft });
      expect("accepted" in (await logins.storeChallenge(login, plan(), now))).toBe(accepted);
    });

    test("given attempts were used, when a challenge is stored, then they are not refilled", async () => {
      const { logins, login, stored } = await begin(use(), { ...proved, attemptsLeft: 2 });
      await logins.storeChallenge(login, plan(), now);
      expect(await stored()).toMatchObject({ attemptsLeft: 2 });
    });

    test("given another call sent since, when a challenge is stored, then it is refused and nothing is charged", async () => {
      const { logins, login } = await begin(use(), { ...proved, sends: 1 });
      const charges = chargesFor();
      expect(await logins.storeChallenge({ ...login, sends: 0 }, plan(charges), now)).toEqual({ refused: true, login });
      expect(await charged(charges)).toEqual([undefined, undefined, undefined]);
    });

    /** Windows as they may be when a send comes: charged before, and when. */
    const windows = [
      ["all closed", [0, 0, 0], now],
      ["all open", [1, 1, 1], now],
      ["the first open", [1, 0, 0], now],
      ["the last open, by a neighbour", [0, 0, 1], now],
      ["the day's open, the others ended", [1, 1, 1], now - minutes(10)],
      ["all one short of full", [4, 9, 9], now],
    ] as const;

    test.each(
      windows.flatMap(([name, before, at]) => [0, 1].map((sends) => ({ name, before, at, sends }))),
    )("given windows with $name and $sends sends, when a challenge is stored, then each is charged one", async ({
      before,
      at,
      sends,
    }) => {
      const { logins, login } = await begin(use(), { ...proved, sends });
      const charges = chargesFor();
      for (const [place, throttle] of charges.entries()) await charge(before[place] ?? 0, throttle, at);
      expect(await logins.storeChallenge(login, plan(charges), now)).toEqual({ accepted: true, shares: [] });
      const isOver = (throttle: Throttle) => at + throttle.window <= now;
      expect(await charged(charges)).toEqual(
        charges.map((throttle, place) => (isOver(throttle) ? 1 : (before[place] ?? 0) + 1)),
      );
    });

    test.each(
      [0, 1, 2].flatMap((full) => [0, 1].map((sends) => ({ full, sends }))),
    )("given window $full is full and $sends sends, when a challenge is stored, then it is named and nothing is left", async ({
      full,
      sends,
    }) => {
      const { logins, login, stored } = await begin(use(), { ...proved, sends });
      const charges = chargesFor();
      const throttle = charges[full];
      await charge(throttle?.limit ?? 0, throttle);
      const before = await charged(charges);
      expect(await logins.storeChallenge(login, plan(charges), now + seconds(9))).toEqual({
        accepted: false,
        refusedBy: throttle,
        until: now + (throttle?.window ?? 0),
      });
      expect({ login: await stored(), charges: await charged(charges) }).toEqual({ login, charges: before });
    });

    test.each([
      [true, 0, 2],
      [false, 0, 1],
      [true, 1, 1],
      [false, 1, 2],
    ])("given a window was seen open: %s, and holds %i, when a challenge is stored, then it is charged in %i tries", async (isOpen, before, tries) => {
      const { logins, login } = await begin(use(), proved);
      const throttle = subjectSends(id(), settings);
      await charge(before, throttle);
      const transact = jest.spyOn(use().table, "transact");
      const planned = plan([throttle], { windows: { subject_sends: isOpen } });
      expect(await logins.storeChallenge(login, planned, now)).toEqual({ accepted: true, shares: [] });
      expect([transact.mock.calls.length, await charged([throttle])]).toEqual([tries, [before + 1]]);
      transact.mockRestore();
    });

    test("given the day's window is full, when its end is there, then a challenge is stored", async () => {
      const { logins, login } = await begin(use(), { ...proved, expiresAt: now + days(2) });
      const charges = chargesFor();
      await charge(10, charges[1]);
      expect(await logins.storeChallenge(login, plan(charges), now + days(1) - 1)).toMatchObject({ accepted: false });
      expect(await logins.storeChallenge(login, plan(charges), now + days(1))).toEqual({ accepted: true, shares: [] });
    });

    test.each([
      0, 1,
    ])("given %i sends and 50 at once, when challenges are stored, then one is, and charged once", async (sends) => {
      const { logins, login, stored } = await begin(use(), { ...proved, sends });
      const charges = chargesFor();
      const outcomes = await atOnce(50, () => logins.storeChallenge(login, plan(charges, { sends: sends + 1 }), now));
      expect(outcomes.filter((outcome) => "accepted" in outcome && outcome.accepted)).toHaveLength(1);
      expect(await stored()).toMatchObject({ sends: sends + 1 });
      expect(await charged(charges)).toEqual([1, 1, 1]);
    });

    test("given 40 logins of neighbours at once, when each sends, then as many are as the neighbourhood may", async () => {
      const neighbourhood = prefixSends(id(), settings);
      const begun = await atOnce(40, () => begin(use(), proved));
      const outcomes = await Promise.all(
        begun.map(({ logins, login }) =>
          logins.storeChallenge(login, plan([destinationSends(id(), settings), neighbourhood]), now),
        ),
      );
      expect(outcomes.filter((outcome) => "accepted" in outcome && outcome.accepted)).toHaveLength(10);
      expect(await charged([neighbourhood])).toEqual([10]);
    });

    test("given the answer is lost, when a challenge is stored, then it is charged once", async () => {
      const { logins, login, stored } = await begin(use(), proved);
      const charges = chargesFor();
      use().loseAnswers(1);
      expect(await logins.storeChallenge(login, plan(charges), now)).toEqual({ accepted: true, shares: [] });
      expect({ sends: (await stored())?.sends, charges: await charged(charges) }).toEqual({
        sends: 1,
        charges: [1, 1, 1],
      });
    });
  });

  describe("Logins.recordUnsent", () => {
    const send = async () => {
      const begun = await begin(use(), proved);
      const { challenge, ...rest } = plan();
      await begun.logins.storeChallenge(begun.login, { challenge, ...rest }, now);
      return { ...begun, challenge };
    };

    test("given the newest send, when it failed, then it is shown so and given back", async () => {
      const { logins, login, challenge, stored } = await send();
      await logins.recordUnsent(login.loginId, challenge, "failed");
      expect(await stored()).toMatchObject({ sends: 0, challenge: { ...challenge, delivery: "failed" } });
    });

    test.each([
      ["another challenge was asked since", { challengeId: "other" }],
      ["it was sent again since", { lastSentAt: now - 1 }],
    ])("given %s, when the older send failed, then nothing changes", async (_, changes) => {
      const { logins, login, challenge, stored } = await send();
      await logins.recordUnsent(login.loginId, { ...challenge, ...changes }, "failed");
      expect(await stored()).toMatchObject({ sends: 1, challenge });
    });

    test("given the answer is lost, when a failed send is recorded, then it is given back once", async () => {
      const { logins, login, challenge, stored } = await send();
      use().loseAnswers(1);
      await logins.recordUnsent(login.loginId, challenge, "failed");
      expect(await stored()).toMatchObject({ sends: 0 });
    });
  });

  describe("Logins.recordDelivery", () => {
    const send = async (changes = {}) => {
      const challenge = plan().challenge;
      return { ...(await begin(use(), { ...proved, challenge, ...changes })), challenge };
    };

    test("given the newest message, when its delivery is reported, then it is shown", async () => {
      const { logins, login, challenge, stored } = await send();
      expect(await logins.recordDelivery(login.loginId, challenge.challengeId, "bounced")).toBe(true);
      expect(await stored()).toEqual({ ...login, challenge: { ...challenge, delivery: "bounced" } });
    });
    test.each([
      ["another message was sent since", {}, "other"],
      ["the login is complete", { state: "complete" }, undefined],
    ])("given %s, when a delivery is reported, then nothing changes", async (_, changes, other) => {
      const { logins, login, challenge, stored } = await send(changes);
      expect(await logins.recordDelivery(login.loginId, other ?? challenge.challengeId, "bounced")).toBe(false);
      expect(await stored()).toEqual(login);
    });
    test("given a login that is gone, when a delivery is reported, then none is made of it", async () => {
      const { logins } = await send();
      const gone = id();
      expect(await logins.recordDelivery(gone, "any", "failed")).toBe(false);
      expect(await logins.find(gone)).toBeUndefined();
    });
  });
}
