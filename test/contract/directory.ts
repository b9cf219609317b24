import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { throttleKey } from "../../shared/adapters/dynamodb/keys.ts";
import type { Account, Credential } from "../../shared/domain/account.ts";
import { minutes } from "../../shared/domain/duration.ts";
import type { Throttle } from "../../shared/domain/throttle.ts";
import type { Missed } from "../../shared/ports/directory.ts";
import { accountOf, activityFor, now, phoneOf } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { kindsOf } from "./kept.ts";

const id = (bytes = 16) => randomBytes(bytes).toString("base64url");

interface Person {
  readonly account: Account;
  readonly credential: Credential;
}

function personOf(identifierKey = id(32), authenticators = [phoneOf({ authenticatorId: id() })]): Person {
  const sub = id();
  const { subject } = accountOf();
  return {
    account: { subject: { ...subject, sub }, authenticators },
    credential: { identifierKey, sub, passwordHash: "$argon2id$", epoch: 0 },
  };
}

export function describeDirectory(use: () => Store): void {
  const directory = () => dynamodbDirectory(use().table);
  const create = ({ account, credential }: Person) =>
    directory().create(account, credential, activityFor(credential.sub));

  describe("Directory", () => {
    test("given a new account, when it is created, then account, subject and credential are found", async () => {
      const person = personOf();
      const { sub, identifierKey } = person.credential;
      expect(await create(person)).toBe("created");
      expect(await directory().findAccount(sub)).toEqual({ ...person.account, browsers: [] });
      expect(await directory().findSubject(sub)).toEqual(person.account.subject);
      expect(await directory().findCredential(identifierKey)).toEqual(person.credential);
    });

    test("given nobody, when they are looked for, then nothing is found", async () => {
      expect(await directory().findAccount(id())).toBeUndefined();
      expect(await directory().findSubject(id())).toBeUndefined();
      expect(await directory().findCredential(id(32))).toBeUndefined();
    });

    test("given several authenticators, when the account is found, then they are in the order of their making", async () => {
      const made = [3, 1, 2].map((age) => phoneOf({ authenticatorId: `${age}-${id()}`, createdAt: now - age }));
      const person = personOf(undefined, made);
      await create(person);
      const found = await directory().findAccount(person.credential.sub);
      expect(found?.authenticators.map(({ createdAt }) => now - createdAt)).toEqual([3, 2, 1]);
    });

    test("given an identifier that is taken, when an account is created, then nothing of it is written", async () => {
      const [first, second] = [personOf(), personOf()];
      await create(first);
      const { identifierKey } = first.credential;
      const thief = { ...second, credential: { ...second.credential, identifierKey } };
      expect(await create(thief)).toBe("identifier_taken");
      expect(await directory().findAccount(second.credential.sub)).toBeUndefined();
      expect(await directory().findCredential(identifierKey)).toEqual(first.credential);
    });

    test("given many accounts for one identifier at once, when they are created, then one is", async () => {
      const identifierKey = id(32);
      const outcomes = await atOnce(50, () => create(personOf(identifierKey)));
      expect(outcomes.filter((outcome) => outcome === "created")).toHaveLength(1);
    });

    test("given the answer is lost, when an account is created, then it is said to be created", async () => {
      use().loseAnswers(1);
      expect(await create(personOf())).toBe("created");
    });
  });

  describe("Directory.markUnreachable", () => {
    const begin = async () => {
      const person = personOf();
      await create(person);
      const { sub } = person.credential;
      const authenticatorId = person.account.authenticators[0]?.authenticatorId ?? "";
      return {
        mark: (channel: "sms" | "voice") =>
          directory().markUnreachable(sub, authenticatorId, channel, activityFor(sub, channel)),
        dead: async () => (await directory().findAccount(sub))?.authenticators[0]?.unreachableBy,
      };
    };

    test("given a number that is alive, when it is marked twice on a channel, then once, and the first says so", async () => {
      const { mark, dead } = await begin();
      expect([await mark("sms"), await mark("sms")]).toEqual([true, false]);
      expect(await dead()).toEqual(["sms"]);
    });
    test("given a number that is dead on a channel, when it is marked on another, then on both", async () => {
      const { mark, dead } = await begin();
      await mark("sms");
      expect([await mark("voice"), await dead()]).toEqual([true, ["sms", "voice"]]);
    });
    test("given an authenticator that is gone, when it is marked, then none is made of it", async () => {
      expect(await directory().markUnreachable(id(), id(), "sms", activityFor(id()))).toBe(false);
    });
    test("given the answer is lost, when it is marked, then it still says that it did", async () => {
      const { mark, dead } = await begin();
      use().loseAnswers(1);
      expect([await mark("sms"), await dead()]).toEqual([true, ["sms"]]);
    });
  });

  describe("Directory.countMiss", () => {
    const missed = (sub: string, authenticatorId: string, limit: number): Missed => ({
      sub,
      authenticatorId,
      limit,
      activities: [activityFor(sub, "wrong", "code_wrong")],
      disabling: activityFor(sub, "disabled", "method_disabled"),
    });
    const begin = async () => {
      const person = personOf();
      await create(person);
      const { sub } = person.credential;
      const authenticatorId = person.account.authenticators[0]?.authenticatorId ?? "";
      const miss = async (limit: number) => (await directory().countMiss(missed(sub, authenticatorId, limit))).disabled;
      const stored = async () => (await directory().findAccount(sub))?.authenticators[0];
      return { miss, stored, kept: () => kindsOf(use, sub) };
    };

    test("given one short of the limit, when a miss is counted, then it stays active", async () => {
      const { miss, stored, kept } = await begin();
      expect([await miss(3), await miss(3)]).toEqual([false, false]);
      expect(await kept()).not.toContain("method_disabled");
      expect(await stored()).toMatchObject({ status: "active", missesInARow: 2 });
    });

    test("given the limit, when the miss is counted, then it is disabled, stays so, and that is kept", async () => {
      const { miss, stored, kept } = await begin();
      expect([await miss(2), await miss(2), await miss(2)]).toEqual([false, true, false]);
      expect(await kept()).toEqual(expect.arrayContaining(["code_wrong", "method_disabled"]));
      expect(await stored()).toMatchObject({ status: "disabled" });
    });

    test("given many at once, when misses are counted, then none is lost, and one disables it", async () => {
      const { miss, stored } = await begin();
      const outcomes = await atOnce(60, () => miss(50));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect(await stored()).toMatchObject({ status: "disabled", missesInARow: 50 });
    });

    test("given an authenticator that is gone, when a miss is counted, then none is made of it, and nothing is kept", async () => {
      const sub = id();
      expect(await directory().countMiss(missed(sub, id(), 2))).toEqual({ disabled: false });
      expect(await kindsOf(use, sub)).toEqual([]);
    });

    describe("with its charge", () => {
      const beginCharged = async (limit: number, inARow = 50) => {
        const person = personOf();
        await create(person);
        const { sub } = person.credential;
        const authenticatorId = person.account.authenticators[0]?.authenticatorId ?? "";
        const throttle: Throttle = { scope: "subject_failures", key: sub, limit, window: minutes(10) };
        const counted = (isOpen: boolean, of = authenticatorId, at = now) =>
          directory().countMiss({ ...missed(sub, of, inARow), charge: { throttle, isOpen, now: at } });
        const state = async () => {
          const [one] = (await directory().findAccount(sub))?.authenticators ?? [];
          return [(await use().table.get(throttleKey(throttle.scope, sub)))?.charges, one?.missesInARow];
        };
        return { counted, state };
      };

      test.each([
        true,
        false,
      ])("given an open window is %s, and the bet on it is lost or won, when misses are counted, then each is charged, up to the limit", async (isOpen) => {
        const { counted, state } = await beginCharged(2);
        expect([await counted(isOpen), await counted(isOpen)]).toEqual([{ disabled: false }, { disabled: false }]);
        expect(await counted(isOpen)).toEqual({ disabled: false, fullUntil: now + minutes(10) });
        expect(await state()).toEqual([2, 2]);
        expect(await counted(isOpen, undefined, now + minutes(10))).toEqual({ disabled: false });
        expect(await state()).toEqual([1, 3]);
      });

      test("given many at once, when misses are counted, then as many are charged as counted, and no more than there is room", async () => {
        const { counted, state } = await beginCharged(5);
        const outcomes = await atOnce(20, () => counted(false));
        expect(outcomes.filter(({ fullUntil }) => fullUntil === undefined)).toHaveLength(5);
        expect(await state()).toEqual([5, 5]);
      });

      test("given the authenticator's limit, or that it is gone, when a miss is counted, then it is charged all the same", async () => {
        const { counted, state } = await beginCharged(5, 1);
        expect(await counted(false)).toEqual({ disabled: true });
        expect([await counted(true), await counted(true, id())]).toEqual([{ disabled: false }, { disabled: false }]);
        expect(await state()).toEqual([3, 1]);
      });
    });

    test("given the answer is lost, when a miss is counted, then it counts once", async () => {
      const { miss, stored } = await begin();
      use().loseAnswers(1);
      await miss(50);
      expect(await stored()).toMatchObject({ missesInARow: 1 });
    });
  });
}
