import { describe, expect, test } from "@jest/globals";
import { loginKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { days, minutes, seconds, toEpochSeconds } from "../../shared/domain/duration.ts";
import type { Login } from "../../shared/domain/login.ts";
import { challengeOf, loginOf, now } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { type Begun, begin, beginAnswerable, complete, id, plan, waiting } from "./begun.ts";

/** Every write of a login that stands: from which state it may start, and whether it was made. */
const writes = {
  cancel: {
    from: { generation: 1 },
    make: async ({ logins, holder }: Begun, at: number) => !("refused" in (await logins.cancel(holder, at))),
  },
  acceptPassword: {
    from: { generation: 1, password: undefined },
    make: async ({ logins, holder }: Begun, at: number) =>
      !("refused" in (await logins.acceptPassword(holder, { at }, 0))),
  },
  completeByPassword: {
    from: { generation: 1, password: { at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.completeByPassword({ ...login, generation: holder.generation }, at))),
  },
  storeChallenge: {
    from: { generation: 1, password: { at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.storeChallenge({ ...login, generation: holder.generation }, plan(), at))),
  },
  chargeAttempt: {
    from: { ...waiting, challenge: challengeOf({ expiresAt: now + days(1) }) },
    make: async ({ logins, holder }: Begun, at: number) => !("refused" in (await logins.chargeAttempt(holder, at))),
  },
  acceptSecondFactor: {
    from: { ...waiting, challenge: challengeOf({ expiresAt: now + days(1) }) },
    make: async ({ logins, holder, login }: Begun, at: number) =>
      logins.acceptSecondFactor(
        { holder, challenge: login.challenge ?? challengeOf(), epoch: 0, proof: { by: "sms_code", at }, refunds: [] },
        at,
      ),
  },
  issue: {
    from: complete,
    make: async ({ logins, holder }: Begun, at: number) => !("refused" in (await logins.issue(holder, at))),
  },
} as const;

const each = Object.entries(writes).map(([name, { from, make }]) => ({
  name,
  from: from satisfies Partial<Login>,
  make,
}));
const notFrom = (name: string): Login["state"][] =>
  name === "issue" ? ["pending", "denied", "cancelled"] : ["complete", "denied", "cancelled"];

export function describeLogins(use: () => Store): void {
  describe("every write of a login", () => {
    test.each(each)("given the right state and the newest token, when $name is made, then it is", async (row) => {
      const begun = await beginAnswerable(use(), row.from);
      expect(await row.make(begun, now)).toBe(true);
    });

    test.each(each)("given the login's last moment, when $name is made, then it is", async (row) => {
      const begun = await beginAnswerable(use(), row.from);
      expect(await row.make(begun, begun.login.expiresAt - 1)).toBe(true);
    });

    const refused = async (row: (typeof each)[number], begun: Begun, at = now) => {
      const before = await begun.stored();
      const made = await row.make(begun, at);
      return { made, isUnchanged: JSON.stringify(await begun.stored()) === JSON.stringify(before) };
    };
    const untouched = { made: false, isUnchanged: true };

    test.each(each)("given the login's end, deleted or not, when $name is made, then it is refused", async (row) => {
      const begun = await beginAnswerable(use(), row.from);
      expect(await refused(row, begun, begun.login.expiresAt)).toEqual(untouched);
    });

    test.each(
      each.flatMap((row) => [-1, 1].map((by) => ({ ...row, by }))),
    )("given a token $by generation off, when $name is made, then it is refused", async ({ by, ...row }) => {
      const begun = await beginAnswerable(use(), row.from);
      const holder = { ...begun.holder, generation: begun.holder.generation + by };
      expect(await refused(row, { ...begun, holder })).toEqual(untouched);
    });

    test.each(
      each.flatMap((row) => notFrom(row.name).map((state) => ({ ...row, state }))),
    )("given a login that is $state, when $name is made, then it is refused", async ({ state, ...row }) => {
      const begun = await beginAnswerable(use(), { ...row.from, state });
      expect(await refused(row, begun)).toEqual(untouched);
    });

    test.each(
      each,
    )("given a login that is gone, when $name is made, then it is refused and none is made", async (row) => {
      const begun = await beginAnswerable(use(), row.from);
      const gone = { ...begun, login: { ...begun.login, loginId: id() }, holder: { ...begun.holder, loginId: id() } };
      expect(await row.make(gone, now)).toBe(false);
      expect(await begun.logins.find(gone.holder.loginId)).toBeUndefined();
    });

    test.each(each)("given the answer is lost, when $name is made, then it succeeds all the same", async (row) => {
      const begun = await beginAnswerable(use(), row.from);
      use().loseAnswers(1);
      expect(await row.make(begun, now)).toBe(true);
    });
  });

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
      await logins.cancel(holder, now);
      expect(await stored()).toEqual({ ...login, state: "cancelled" });
    });

    test("given many at once, when a login is cancelled, then one does it", async () => {
      const { logins, holder } = await begin(use(), waiting);
      const outcomes = await atOnce(50, () => logins.cancel(holder, now));
      expect(outcomes.filter((outcome) => !("refused" in outcome))).toHaveLength(1);
    });

    test("given a refusal, when it is read, then it shows the login as it stands", async () => {
      const { logins, login, holder } = await begin(use(), complete);
      expect(await logins.cancel(holder, now)).toEqual({ refused: true, login });
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
