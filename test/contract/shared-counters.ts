import { describe, expect, test } from "@jest/globals";
import { counterPartition, pausesPartition, receiptKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbSendingStates } from "../../shared/adapters/dynamodb/sending-states.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import { minutes, seconds } from "../../shared/domain/duration.ts";
import { prefixSends } from "../../shared/domain/limits.ts";
import { monthOf, type Share } from "../../shared/domain/shared-counter.ts";
import { now, settings } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { begin, id, plan } from "./begun.ts";

const proved = { generation: 1, password: { at: now } } as const;
const shareOf = (changes: Partial<Share> = {}): Share => ({
  scope: "country_sends",
  key: id(),
  shard: 0,
  shards: 1,
  amount: 1,
  limit: 3,
  closesAt: now + minutes(60),
  ...changes,
});

export function describeSharedCounters(use: () => Store): void {
  const totals = async ({ scope, key }: Share) =>
    (await use().table.query(counterPartition(scope, key))).map(({ total }) => total);
  /** One send of a login of its own. */
  const send = async (shares: readonly Share[], receipt?: string) => {
    const { logins, login } = await begin(use(), proved);
    return { stored: await logins.storeChallenge(login, plan([], { shares, receipt }), now), login };
  };
  const accepted = async (shares: readonly Share[]) => {
    const { stored } = await send(shares);
    return "accepted" in stored && stored.accepted;
  };

  describe("Logins.storeChallenge, what everyone shares", () => {
    test("given room for three, when four send, then the fourth is refused, with the scope and the end of the window", async () => {
      const share = shareOf();
      for (let sends = 0; sends < 3; sends += 1) expect(await accepted([share])).toBe(true);
      expect((await send([share])).stored).toEqual({ accepted: false, refusedBy: share, until: share.closesAt });
      expect(await totals(share)).toEqual([3]);
    });

    test("given a refusal, when the login is read, then nothing of the challenge stands", async () => {
      const share = shareOf({ limit: 0 });
      const { login } = await send([share]);
      expect(await (await begin(use(), proved)).logins.find(login.loginId)).toEqual(login);
    });

    test("given an amount, when it would go beyond the limit, then it is refused although units are left", async () => {
      const share = shareOf({ scope: "spend", amount: 40, limit: 100 });
      expect([await accepted([share]), await accepted([share]), await accepted([share])]).toEqual([true, true, false]);
    });

    test("given a limit below the first amount, when it is charged, then it is refused", async () => {
      expect(await accepted([shareOf({ amount: 40, limit: 39 })])).toBe(false);
    });

    test("given a full shard, when it is charged, then its neighbour takes it, and says so", async () => {
      const share = shareOf({ shards: 3, limit: 3, shard: 2 });
      await send([share]);
      expect((await send([share])).stored).toEqual({ accepted: true, shares: [{ ...share, shard: 0 }] });
    });

    test("given thirty at once, when there is room for ten, then ten are taken", async () => {
      const share = shareOf({ limit: 10 });
      const outcomes = await atOnce(30, () => accepted([share]));
      expect(outcomes.filter((one) => one)).toHaveLength(10);
      expect(await totals(share)).toEqual([10]);
    });

    test("given the answer is lost, when a share is charged, then it counts once", async () => {
      const share = shareOf();
      const { logins, login } = await begin(use(), proved);
      use().loseAnswers(1);
      await logins.storeChallenge(login, plan([], { shares: [share] }), now);
      expect(await totals(share)).toEqual([1]);
    });

    test("given a window that was full, when the charge on it refuses, then no share is taken", async () => {
      const [share, throttle] = [shareOf(), { ...prefixSends(id(), settings), limit: 1 }];
      await dynamodbThrottles(use().table).charge([throttle], now);
      const { logins, login } = await begin(use(), proved);
      const stored = await logins.storeChallenge(login, plan([throttle], { shares: [share] }), now);
      expect([stored, await totals(share)]).toEqual([expect.objectContaining({ refusedBy: throttle }), []]);
    });

    test("given closed windows and a full shard at once, when it is charged, then both are put right in the next try", async () => {
      const share = shareOf({ shards: 2, limit: 2 });
      await send([share]);
      const throttle = prefixSends(id(), settings);
      await dynamodbThrottles(use().table).charge([throttle], now);
      const { logins, login } = await begin(use(), proved);
      const stored = await logins.storeChallenge(login, plan([throttle], { shares: [share] }), now);
      expect(stored).toEqual({ accepted: true, shares: [{ ...share, shard: 1 }] });
    });
  });

  describe("Throttles.refund, what everyone shares", () => {
    test("given a share was taken, when it is given back, then there is room again", async () => {
      const share = shareOf({ limit: 1 });
      await send([share]);
      await dynamodbThrottles(use().table).refund([], now, [share]);
      expect([await totals(share), await accepted([share])]).toEqual([[0], true]);
    });
    test("given nothing was taken, when it is given back, then nothing is owed", async () => {
      const share = shareOf();
      await dynamodbThrottles(use().table).refund([], now, [share]);
      expect(await totals(share)).toEqual([]);
    });
  });

  describe("Logins.findReceipt", () => {
    test("given an SMS, when its number is looked up, then it is the newest", async () => {
      const digest = id();
      await send([], digest);
      const { login } = await send([], digest);
      const { logins } = await begin(use(), proved);
      expect(await logins.findReceipt(digest)).toMatchObject({ loginId: login.loginId, sub: login.sub, sentAt: now });
    });
    test("given a send that was refused, when the number is looked up, then there is none of it", async () => {
      const digest = id();
      await send([shareOf({ limit: 0 })], digest);
      expect(await use().table.get(receiptKey(digest))).toBeUndefined();
    });
  });

  describe("SendingStates.read", () => {
    // A month of its own: other tests spend too.
    const month = Date.UTC(2031, 1, 3) + Math.floor(Math.random() * 1_000_000);
    const spendAt = (at: number, shard: number, amount: number) =>
      send([shareOf({ scope: "spend", key: monthOf(at), shard, shards: 16, amount, limit: 1_600_000 })]);

    test("given shards of this month and of another, when it is read, then this month's sum", async () => {
      await spendAt(month, 1, 30);
      await spendAt(month, 15, 12);
      await spendAt(Date.UTC(2031, 2, 1), 1, 500);
      expect((await dynamodbSendingStates(use().table).read(month)).spent).toBe(42);
    });

    test("given a read, when ten seconds have not passed, then it stands; then it is read anew", async () => {
      const at = Date.UTC(2031, 5, 3);
      const states = dynamodbSendingStates(use().table);
      await states.read(at);
      await spendAt(at, 1, 7);
      const read = async (later: number) => (await states.read(at + later)).spent;
      expect([await read(seconds(10) - 1), await read(seconds(10)), await read(-1)]).toEqual([0, 7, 7]);
    });

    test("given pauses, when they are read, then those that are not over", async () => {
      const [running, over] = [`country#${id()}`, `country#${id()}`];
      const pause = (SK: string, until: number) => use().table.create({ PK: pausesPartition, SK, until });
      await pause(running, month + 1);
      await pause(over, month);
      const { paused } = await dynamodbSendingStates(use().table).read(month);
      expect([paused.has(running), paused.has(over)]).toEqual([true, false]);
    });
  });
}
