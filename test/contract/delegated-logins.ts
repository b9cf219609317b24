import { describe, expect, test } from "@jest/globals";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { seconds } from "../../shared/domain/duration.ts";
import type { Login } from "../../shared/domain/login.ts";
import { activityFor, loginOf, now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { begin, complete, id } from "./begun.ts";
import { kindsOf } from "./kept.ts";

export const delegated = { amr: ["pwd"], isAutomatic: false, returnUrl: "https://www.example.jp/", state: "s" };

const claimable = { generation: 0, password: { at: now }, clientId: "shop", delegated } as const;
const redeemable = { ...complete, clientId: "shop", delegated, issuedAt: now } as const;

export function describeDelegatedLogins(use: () => Store): void {
  describe("Logins.begin", () => {
    test("given a login of a backend, when it is begun, then it is found as it was, and what is kept of it too", async () => {
      const logins = dynamodbLogins(use().table);
      const login = loginOf({ ...claimable, loginId: id(), sub: id() });
      await logins.begin(login, [activityFor(login.sub)]);
      expect(await logins.find(login.loginId)).toEqual(login);
      expect(await kindsOf(use, login.sub)).toEqual(["settings_changed"]);
    });

    test("given the answer is lost, when it is begun, then it is begun once", async () => {
      use().loseAnswers(1);
      const logins = dynamodbLogins(use().table);
      const login = loginOf({ ...claimable, loginId: id(), sub: id() });
      await logins.begin(login, [activityFor(login.sub)]);
      expect(await logins.find(login.loginId)).toEqual(login);
    });
  });

  describe("Logins.claimDelegated", () => {
    test("given a login of a backend, when a browser claims it, then it is that browser's, a generation on", async () => {
      const { logins, login, stored } = await begin(use(), claimable);
      const here = { ...login, browser: "digest", from: { browser: "Chrome" } };
      const claimed = await logins.claimDelegated(here, [activityFor(login.sub)], now);
      expect(claimed).toEqual({ ...here, generation: 1 });
      expect(await stored()).toMatchObject({ generation: 1, browser: "digest", from: { browser: "Chrome" } });
      expect(await kindsOf(use, login.sub)).toEqual(["settings_changed"]);
    });

    test.each<[string, Partial<Login>]>([
      ["no backend began", { delegated: undefined }],
      ["was claimed", { generation: 1 }],
      ["was cancelled", { state: "cancelled" }],
      ["is over", { expiresAt: now }],
    ])("given a login that %s, when it is claimed, then it is refused and nothing is kept", async (_, changes) => {
      const { logins, login, stored } = await begin(use(), { ...claimable, ...changes });
      const refused = await logins.claimDelegated({ ...login, generation: 0 }, [activityFor(login.sub)], now);
      expect(refused).toMatchObject({ refused: true });
      expect(await stored()).toEqual(login);
      expect(await kindsOf(use, login.sub)).toEqual([]);
    });

    test("given 50 claims at once, when all have answered, then one has it", async () => {
      const { logins, login } = await begin(use(), claimable);
      const outcomes = await atOnce(50, () => logins.claimDelegated(login, [], now));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });
  });

  describe("Logins.redeem", () => {
    test.each<[string, Partial<Login>, boolean]>([
      ["was handed over just now", {}, true],
      ["was handed over 59.999 s ago", { issuedAt: now - seconds(60) + 1 }, true],
      ["was handed over 60 s ago", { issuedAt: now - seconds(60) }, false],
      ["was not handed over", { issuedAt: undefined }, false],
      ["was redeemed", { redeemedAt: now }, false],
      ["no backend began", { delegated: undefined }, false],
      ["is not complete", { state: "pending" }, false],
      ["is over", { expiresAt: now }, false],
    ])("given a login whose code %s, when it is redeemed, then it is: %#", async (_, changes, expected) => {
      const { logins, login } = await begin(use(), { ...redeemable, ...changes });
      expect(await logins.redeem(login, [activityFor(login.sub)], now)).toBe(expected);
      expect(await kindsOf(use, login.sub)).toEqual(expected ? ["settings_changed"] : []);
    });

    test("given another client or generation, when it is redeemed, then it is not", async () => {
      const { logins, login } = await begin(use(), redeemable);
      expect(await logins.redeem({ ...login, clientId: "bank" }, [], now)).toBe(false);
      expect(await logins.redeem({ ...login, generation: 1 }, [], now)).toBe(false);
    });

    test("given 50 at once, when all have answered, then one has redeemed it", async () => {
      const { logins, login } = await begin(use(), redeemable);
      const outcomes = await atOnce(50, () => logins.redeem(login, [], now));
      expect(outcomes.filter((done) => done)).toHaveLength(1);
    });
  });
}
