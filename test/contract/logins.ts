import { describe, expect, test } from "@jest/globals";
import { loginKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { days, minutes, seconds, toEpochSeconds } from "../../shared/domain/duration.ts";
import { activityFor, loginOf, now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { begin, complete, id, waiting } from "./begun.ts";
import { kindsOf } from "./kept.ts";

export function describeLogins(use: () => Store): void {
  describe("Logins.create", () => {
    const everything = loginOf({
      ...complete,
      methods: [{ methodId: "sms_code.A", type: "sms_code", hint: "090-****-5678" }],
      clientId: "shop",
      nonce: "n",
      locale: "en",
      requestDigest: "d",
      challengeRequest: { key: "k", methodId: "m" },
      issuedAt: now,
    });

    test("given every field, when a login is created, then it is found as it was", async () => {
      const begun = await begin(use(), { ...everything, loginId: id() });
      expect(await begun.stored()).toEqual(begun.login);
    });

    test("given fields that are left out, when a login is created, then they are absent", async () => {
      const begun = await begin(use(), { clientId: undefined, nonce: undefined });
      expect(Object.keys((await begun.stored()) ?? {})).not.toEqual(expect.arrayContaining(["clientId"]));
    });

    test("given a login, when it is created, then TTL takes it a day after its end", async () => {
      const { login } = await begin(use());
      const item = await use().table.get(loginKey(login.loginId));
      expect(item?.ttl).toBe(toEpochSeconds(now + minutes(30) + days(1)));
    });

    test("given its id is taken, when another is created, then the one that stands is answered and stays", async () => {
      const { logins, login, stored } = await begin(use());
      expect(await logins.create({ ...login, sub: id() })).toEqual(login);
      expect(await stored()).toEqual(login);
    });

    test("given one id, when 50 are created at once, then one is, and the others are answered it", async () => {
      const logins = dynamodbLogins(use().table);
      const login = loginOf({ loginId: id() });
      const standing = await atOnce(50, (place) => logins.create({ ...login, sub: `sub-${place}` }));
      const written = await logins.find(login.loginId);
      expect(standing.filter((one) => one === undefined)).toHaveLength(1);
      expect(standing.filter((one) => one !== undefined && one.sub !== written?.sub)).toEqual([]);
    });

    test("given the answer is lost, when a login is created, then at most itself stands in its way", async () => {
      use().loseAnswers(1);
      const login = loginOf({ loginId: id(), requestDigest: "d" });
      const standing = await dynamodbLogins(use().table).create(login);
      expect(standing ?? login).toEqual(login);
    });

    test("given no login, when it is looked for, then there is none", async () => {
      expect(await dynamodbLogins(use().table).find(id())).toBeUndefined();
    });
  });

  describe("Logins.cancel", () => {
    test("given a login under way, when it is cancelled, then nothing else changes", async () => {
      const { logins, login, holder, stored } = await begin(use(), waiting);
      expect(await logins.cancel(holder, [activityFor(login.sub)], now)).toBeUndefined();
      expect(await stored()).toEqual({ ...login, state: "cancelled" });
      expect(await kindsOf(use, login.sub)).toEqual(["settings_changed"]);
    });

    test("given many at once, when a login is cancelled, then one does it", async () => {
      const { logins, holder } = await begin(use(), waiting);
      const outcomes = await atOnce(50, () => logins.cancel(holder, [], now));
      expect(outcomes.filter((outcome) => outcome === undefined)).toHaveLength(1);
    });

    test("given a refusal, when it is read, then it shows the login as it stands", async () => {
      const { logins, login, holder } = await begin(use(), complete);
      expect(await logins.cancel(holder, [activityFor(login.sub)], now)).toEqual({ refused: true, login });
      expect(await kindsOf(use, login.sub)).toEqual([]);
    });
  });

  describe("Logins.issue", () => {
    test("given a complete login, when it is issued, then the time is kept", async () => {
      const { logins, holder } = await begin(use(), complete);
      expect(await logins.issue(holder, now)).toMatchObject({ issuedAt: now });
    });

    test("given it was issued less than a minute ago, when it is again, then the first time stands", async () => {
      const { logins, holder } = await begin(use(), complete);
      await logins.issue(holder, now);
      const again = await logins.issue(holder, now + seconds(60) - 1);
      expect(again).toMatchObject({ issuedAt: now });
    });

    test("given it was issued a minute ago, when it is again, then it is refused", async () => {
      const { logins, holder } = await begin(use(), complete);
      await logins.issue(holder, now);
      expect(await logins.issue(holder, now + seconds(60))).toMatchObject({ refused: true });
    });

    test("given many at once, when a login is issued, then all find one time", async () => {
      const { logins, holder } = await begin(use(), complete);
      const outcomes = await atOnce(50, (place) => logins.issue(holder, now + place));
      expect(new Set(outcomes.map((outcome) => ("refused" in outcome ? "refused" : outcome.issuedAt))).size).toBe(1);
    });
  });
}
