import { describe, expect, test } from "@jest/globals";
import { dynamodbAuthenticators } from "../../shared/adapters/dynamodb/authenticators.ts";
import { dynamodbThrottles } from "../../shared/adapters/dynamodb/throttles.ts";
import type { Authenticator } from "../../shared/domain/account.ts";
import { destinationSends } from "../../shared/domain/limits.ts";
import { activityFor, challengeOf, now, phoneOf, settings } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { id } from "./begun.ts";
import { beginAccount, pendingOf } from "./begun-account.ts";
import { kindsOf } from "./kept.ts";

export function describePendingAuthenticators(use: () => Store): void {
  const port = () => dynamodbAuthenticators(use().table);

  describe("Authenticators.storePending", () => {
    const planned = (authenticator: Authenticator, sendsBefore = 0) => ({
      authenticator,
      sendsBefore,
      charges: [],
      shares: [],
      receipt: undefined,
      activity: activityFor(id()),
    });

    test("given a new number, when it is stored, then it waits for its proof, and the account's version stands", async () => {
      const pending = pendingOf();
      const { sub, read } = await beginAccount(use);
      expect(await port().storePending(sub, planned(pending), now)).toMatchObject({ accepted: true });
      expect((await read())?.authenticators.filter(({ status }) => status === "pending")).toEqual([pending]);
      expect((await read())?.subject.version).toBe(0);
    });

    test("given a number without a name or a country, when it is stored, then it has none", async () => {
      const pending = { ...pendingOf(), name: undefined, country: undefined };
      const { sub, item } = await beginAccount(use);
      await port().storePending(sub, planned(pending), now);
      expect(Object.keys((await item(pending.authenticatorId)) ?? {})).not.toEqual(expect.arrayContaining(["name"]));
    });

    test("given two at once, when both send again, then one does", async () => {
      const pending = pendingOf();
      const { sub } = await beginAccount(use, pending);
      const again = { ...pending, proof: { ...pendingOf().proof, expiresAt: now, attemptsLeft: 5, sends: 2 } };
      const outcomes = await atOnce(2, () => port().storePending(sub, planned(again, 1), now));
      expect(outcomes.filter((outcome) => outcome === "changed")).toHaveLength(1);
    });

    test("given it was proved meanwhile, when it is stored again, then the proved one stays", async () => {
      const proved = phoneOf({ authenticatorId: id(), createdAt: now + 1 });
      const { sub, read } = await beginAccount(use, proved);
      const again = { ...pendingOf({ sends: 2 }), authenticatorId: proved.authenticatorId };
      expect(await port().storePending(sub, planned(again, 1), now)).toBe("changed");
      expect((await read())?.authenticators[1]).toEqual(proved);
    });

    test("given a try was taken meanwhile, when it is stored again as it was read, then the try stays taken", async () => {
      const pending = pendingOf();
      const { sub } = await beginAccount(use, pending);
      await port().chargeTry(sub, pending.authenticatorId, now);
      const again = { ...pending, proof: { ...pending.proof, expiresAt: now + 1, attemptsLeft: 5, sends: 2 } };
      expect(await port().storePending(sub, planned(again, 1), now)).toBe("changed");
      expect((await port().chargeTry(sub, pending.authenticatorId, now))?.proof?.attemptsLeft).toBe(3);
    });

    test("given its destination has had enough, when it is stored, then it is refused, and nothing is", async () => {
      const pending = pendingOf();
      const { sub, ids } = await beginAccount(use);
      const full = { ...destinationSends(id(), settings), limit: 1 };
      await dynamodbThrottles(use().table).charge([full], now);
      const stored = await port().storePending(sub, { ...planned(pending), charges: [full] }, now);
      expect(stored).toMatchObject({ accepted: false, refusedBy: full });
      expect(await ids()).toEqual([phoneOf().authenticatorId]);
    });
  });

  describe("Authenticators.chargeTry", () => {
    test("given 50 at once, when tries are taken, then five are", async () => {
      const pending = pendingOf();
      const { sub } = await beginAccount(use, pending);
      const outcomes = await atOnce(50, () => port().chargeTry(sub, pending.authenticatorId, now));
      expect(outcomes.filter((one) => one !== undefined)).toHaveLength(5);
    });

    test.each([
      [now + 1, true],
      [now, false],
    ])("given its time is over at %i, when a try is taken, then it is: %s", async (expiresAt, isTaken) => {
      const pending = pendingOf({ expiresAt });
      const { sub } = await beginAccount(use, pending);
      expect((await port().chargeTry(sub, pending.authenticatorId, now)) !== undefined).toBe(isTaken);
    });

    test("given one that is proved, or none, when a try is taken, then none is", async () => {
      const { sub } = await beginAccount(use);
      expect(await port().chargeTry(sub, phoneOf().authenticatorId, now)).toBeUndefined();
      expect(await port().chargeTry(sub, id(), now)).toBeUndefined();
    });

    test("given the answer is lost, when a try is taken, then one is", async () => {
      const pending = pendingOf();
      const { sub } = await beginAccount(use, pending);
      use().loseAnswers(1);
      expect((await port().chargeTry(sub, pending.authenticatorId, now))?.proof?.attemptsLeft).toBe(4);
    });
  });

  describe("Authenticators.recordUnsent and rename", () => {
    test("given a message that failed, when it is recorded, then it shows so; of an older send it changes nothing", async () => {
      const pending = pendingOf();
      const { sub, read } = await beginAccount(use, pending);
      const proof = { ...pending.proof, expiresAt: now, attemptsLeft: 5, sends: 1 };
      const older = { ...proof, challenge: challengeOf({ ...proof.challenge, lastSentAt: now - 1 }) };
      await port().recordUnsent(sub, pending.authenticatorId, older, "unknown");
      expect((await read())?.authenticators).toContainEqual(pending);
      await port().recordUnsent(sub, pending.authenticatorId, proof, "failed");
      const found = (await read())?.authenticators.find((one) => one.authenticatorId === pending.authenticatorId);
      expect(found?.proof?.challenge?.delivery).toBe("failed");
    });

    test("given one that is there, when it is named, then it is, and none comes into being of one that is gone", async () => {
      const { sub, read } = await beginAccount(use);
      const named = activityFor(sub, "named", "method_renamed");
      expect(await port().rename(sub, phoneOf().authenticatorId, "work", named)).toBe(true);
      expect((await read())?.authenticators).toEqual([phoneOf({ name: "work" })]);
      expect(await port().rename(sub, id(), "work", activityFor(sub, "none", "method_renamed"))).toBe(false);
      expect((await read())?.authenticators).toHaveLength(1);
      expect((await kindsOf(use, sub)).filter((kind) => kind === "method_renamed")).toHaveLength(1);
    });
  });
}
