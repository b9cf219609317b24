import { describe, expect, test } from "@jest/globals";
import { days } from "../../shared/domain/duration.ts";
import type { Login } from "../../shared/domain/login.ts";
import { activityFor, challengeOf, now, tracesFor } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { type Begun, beginAnswerable, complete, id, plan, waiting } from "./begun.ts";
import { delegated } from "./delegated-logins.ts";

/** Every write of a login that stands: from which state it may start, and whether it was made. */
const writes = {
  cancel: {
    from: { generation: 1 },
    make: async ({ logins, holder }: Begun, at: number) =>
      (await logins.cancel(holder, [activityFor(holder.sub)], at)) === undefined,
  },
  claimDelegated: {
    from: { generation: 1, password: { at: now }, delegated },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.claimDelegated({ ...login, generation: holder.generation }, [], at))),
  },
  acceptPassword: {
    from: { generation: 1, password: undefined },
    make: async ({ logins, holder }: Begun, at: number) =>
      !("refused" in (await logins.acceptPassword(holder, { at }, 0))),
  },
  completeByPassword: {
    from: { generation: 1, password: { at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !(
        "refused" in
        (await logins.completeByPassword({ ...login, generation: holder.generation }, tracesFor(login.sub), at))
      ),
  },
  completeByLastPassword: {
    from: { generation: 1, password: undefined, secondFactor: { by: "sms_code", at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.completeByLastPassword({ ...login, ...holder }, { at }, 0, tracesFor(login.sub)))),
  },
  askAnew: {
    from: { generation: 1, password: undefined, secondFactor: { by: "app", at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.askAnew({ ...login, ...holder }, { at }, 0, [activityFor(login.sub)]))),
  },
  refuse: {
    from: { generation: 1, password: { at: now } },
    make: async ({ logins, login, holder }: Begun, at: number) =>
      !("refused" in (await logins.refuse({ ...login, ...holder }, tracesFor(login.sub), at))),
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
      (await logins.acceptSecondFactor(
        {
          holder,
          challenge: login.challenge ?? challengeOf(),
          epoch: 0,
          proof: { by: "sms_code", at },
          password: "proved",
          consumes: undefined,
          refunds: [],
          stepUp: undefined,
          ...tracesFor(login.sub),
        },
        at,
      )) === "accepted",
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

export function describeLoginWrites(use: () => Store): void {
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
}
