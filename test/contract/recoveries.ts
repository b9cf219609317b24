import { describe, expect, test } from "@jest/globals";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { dynamodbLogins } from "../../shared/adapters/dynamodb/logins.ts";
import { dynamodbRecoveries } from "../../shared/adapters/dynamodb/recoveries.ts";
import { hours } from "../../shared/domain/duration.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import type { Login } from "../../shared/domain/login.ts";
import { operatorsRecovery, personsRecovery, type Recovery, withProof } from "../../shared/domain/recovery.ts";
import type { Enrolled } from "../../shared/ports/recoveries.ts";
import { accountOf, activityFor, loginOf, now, phoneOf, settings, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";
import { beginAnswerable, id } from "./begun.ts";

export function describeRecoveries(use: () => Store): void {
  const recoveries = () => dynamodbRecoveries(use().table);
  const directory = () => dynamodbDirectory(use().table);

  /** An account with a number, whose recovery is ready unless another is given. */
  async function begin(recovery: Recovery | "none" = operatorsRecovery(id(), 0, settings, now), login = {}) {
    const standing = recovery === "none" ? undefined : recovery;
    const sub = id();
    const { subject: sample, authenticators } = accountOf([phoneOf()]);
    const subject = { ...sample, sub, identifier: `${sub}@example.jp`.toLowerCase(), recovery: standing };
    const identifierKey = identifierKeyOf(subject.identifier);
    const credential = { identifierKey, sub, passwordHash: "", epoch: 0 };
    await directory().create({ subject, authenticators }, credential, activityFor(sub));
    const logins = dynamodbLogins(use().table);
    const proved = { generation: 1, password: { at: now }, ...(standing && { recoveryId: standing.recoveryId }) };
    const begun: Login = loginOf({ loginId: id(), sub, ...proved, ...login });
    await logins.create(begun);
    const enrolled = (changes: Partial<Enrolled> = {}): Enrolled => ({
      holder: { loginId: begun.loginId, sub, identifierKey, generation: 1 },
      subject,
      recoveryId: standing?.recoveryId ?? "",
      active: phoneOf({ authenticatorId: id() }),
      gone: authenticators.map(({ authenticatorId }) => authenticatorId),
      proof: { by: "sms_code", at: now },
      ...tracesFor(sub),
      ...changes,
    });
    return {
      sub,
      subject,
      enrolled,
      enrol: (changes?: Partial<Enrolled>, at = now) => recoveries().enrol(enrolled(changes), at),
      stop: (at = now) =>
        recoveries().cancel({ sub, epoch: 0, recoveryId: standing?.recoveryId ?? "" }, tracesFor(sub), at),
      read: async () => ({
        account: await directory().findAccount(sub),
        credential: await directory().findCredential(identifierKey),
        login: await logins.find(begun.loginId),
      }),
    };
  }

  describe("Recoveries.begin", () => {
    test("given none, when 20 begin at once, then one does", async () => {
      const { subject, read } = await begin("none");
      const { recovery: _, ...without } = subject;
      const outcomes = await atOnce(20, () => {
        const one = personsRecovery(id(), without, now);
        return recoveries().begin(without, one, tracesFor(subject.sub));
      });
      expect(outcomes.filter(Boolean)).toHaveLength(1);
      expect((await read()).account?.subject.recovery?.proofs).toEqual([]);
    });

    test.each([
      ["is locked", async (sub: string) => lock(use, sub)],
      ["is in another epoch", async (sub: string) => move(use, sub)],
    ])("given an account that %s by now, when one begins, then it does not", async (_, happen) => {
      const { subject, sub } = await begin("none");
      const { recovery: __, ...without } = subject;
      await happen(sub);
      expect(await recoveries().begin(without, personsRecovery(id(), without, now), tracesFor(sub))).toBe(false);
    });
  });

  describe("Recoveries.enrol", () => {
    test("given one that is ready, when the account is enrolled anew, then epochs move, the rest is gone, and the login is complete", async () => {
      const { enrol, enrolled, read } = await begin();
      const { active } = enrolled();
      expect(await enrol({ active })).toBe(true);
      const { account, credential, login } = await read();
      expect(account?.subject).toMatchObject({ epoch: 1, version: 1, secondFactor: true });
      expect(account?.subject.recovery).toBeUndefined();
      expect(account?.authenticators).toEqual([active]);
      expect(credential?.epoch).toBe(1);
      expect(login).toMatchObject({ state: "complete", generation: 2, epoch: 1, secondFactor: { by: "sms_code" } });
    });

    test("given 20 at once, when the account is enrolled anew, then one does", async () => {
      const { enrol } = await begin();
      expect((await atOnce(20, () => enrol())).filter(Boolean)).toHaveLength(1);
    });

    test("given stops and completions at once, when they come, then one of all counts", async () => {
      const { enrol, stop } = await begin();
      const outcomes = await atOnce(20, (place) => (place % 2 === 0 ? stop() : enrol()));
      expect(outcomes.filter(Boolean)).toHaveLength(1);
    });

    test.each([
      ["not ready yet", false, now - 1],
      ["ready", true, now],
      ["just before its end", true, now + hours(72) - 1],
      ["at its end", false, now + hours(72)],
    ])("given one that is %s, when the account is enrolled anew, then it is: %s", async (_, isDone, at) => {
      const { enrol, read } = await begin(operatorsRecovery(id(), 0, settings, now), { expiresAt: now + hours(100) });
      expect(await enrol(undefined, at)).toBe(isDone);
      expect((await read()).account?.authenticators).toHaveLength(1);
      expect((await read()).account?.subject.epoch).toBe(isDone ? 1 : 0);
    });

    test.each([
      ["without the password", { password: undefined }],
      ["that is complete", { state: "complete" }],
      ["that has expired", { expiresAt: now }],
      ["of another epoch", { epoch: 1 }],
      ["of a step-up", { purpose: "step_up" }],
      ["for another recovery", { recoveryId: "other" }],
      ["held by a newer token", { generation: 2 }],
    ] as const)("given a login %s, when the account is enrolled anew by it, then nothing changes", async (_, changes) => {
      const { enrol, read } = await begin(operatorsRecovery(id(), 0, settings, now), changes);
      const before = await read();
      expect(await enrol()).toBe(false);
      expect(await read()).toEqual(before);
    });

    test("given the answer is lost, when the account is enrolled anew, then it is, and said to be", async () => {
      const { enrol, read } = await begin();
      use().loseAnswers(1);
      expect(await enrol()).toBe(true);
      expect((await read()).account?.subject.epoch).toBe(1);
    });
  });

  describe("Recoveries.cancel", () => {
    test("given one under way, when it is stopped twenty times at once, then once, and the methods stay", async () => {
      const { stop, read } = await begin();
      expect((await atOnce(20, () => stop())).filter(Boolean)).toHaveLength(1);
      const { account } = await read();
      expect([account?.subject.recovery, account?.subject.epoch, account?.authenticators.length]).toEqual([
        undefined,
        0,
        1,
      ]);
    });

    test.each([
      [now + hours(72) - 1, true],
      [now + hours(72), false],
    ])("given its end, when it is stopped at %i, then it is: %s", async (at, isDone) => {
      expect(await (await begin()).stop(at)).toBe(isDone);
    });
  });

  describe("Logins.acceptSecondFactor, for a recovery", () => {
    /** A proof of somebody's number that a recovery waits for. */
    async function proving(authenticator: Parameters<typeof beginAnswerable>[2] = {}) {
      const answerable = await beginAnswerable(use(), { purpose: "recovery", recoveryId: "R" }, authenticator);
      const { sub } = answerable.login;
      const subject = await directory().findSubject(sub);
      if (subject === undefined) throw new Error("there is no such account");
      const before = { ...personsRecovery("R", subject, now), recoveryId: "R" };
      await recoveries().begin(subject, before, tracesFor(sub));
      const proof = { authenticatorId: answerable.challenge.authenticatorId, type: "phone" } as const;
      const recovery = { before, after: withProof(before, proof, settings, now) };
      return { ...answerable, sub, recovery, standing: async () => (await directory().findSubject(sub))?.recovery };
    }

    test("given a right answer, when it is accepted, then the proof is kept with the recovery", async () => {
      const { logins, answered, recovery, standing } = await proving();
      expect(await logins.acceptSecondFactor(answered({ recovery }), now)).toBe("accepted");
      expect(await standing()).toEqual(recovery.after);
    });

    test("given a number that is disabled, when it is proved for one, then it counts, and stays disabled", async () => {
      const { logins, answered, recovery, authenticator } = await proving({ status: "disabled" });
      expect(await logins.acceptSecondFactor(answered({ recovery }), now)).toBe("accepted");
      expect((await authenticator())?.status).toBe("disabled");
    });

    test("given another proof came first, when one is accepted that was planned before, then it is refused", async () => {
      const { logins, answered, recovery, standing } = await proving();
      const { before, after } = recovery;
      const planned = { before: { ...before, proofs: after.proofs }, after };
      expect(await logins.acceptSecondFactor(answered({ recovery: planned }), now)).toBe("refused");
      expect(await standing()).toEqual(before);
    });

    test("given another began since, when a proof is accepted that was planned on the one before, then it is refused", async () => {
      const { logins, answered, recovery, standing, sub } = await proving();
      await recoveries().cancel({ sub, epoch: 0, recoveryId: "R" }, tracesFor(sub), now);
      const { recovery: _, ...subject } = { ...accountOf().subject, sub };
      const next = { ...personsRecovery("next", subject, now), recoveryId: "next" };
      await recoveries().begin(subject, next, tracesFor(sub));
      expect(await logins.acceptSecondFactor(answered({ recovery }), now)).toBe("refused");
      expect(await standing()).toEqual(next);
    });

    test("given it was stopped, when a proof is accepted, then it is refused, and none begins anew", async () => {
      const { logins, answered, recovery, standing, sub } = await proving();
      await recoveries().cancel({ sub, epoch: 0, recoveryId: "R" }, tracesFor(sub), now);
      expect(await logins.acceptSecondFactor(answered({ recovery }), now)).toBe("refused");
      expect(await standing()).toBeUndefined();
    });
  });
}

const lock = (use: () => Store, sub: string) =>
  use().table.update({
    key: { PK: `SUB#${sub}`, SK: "SUBJECT" },
    update: "SET lockedAt = :now",
    condition: "attribute_exists(PK)",
    values: { ":now": now },
  });

const move = (use: () => Store, sub: string) =>
  use().table.update({
    key: { PK: `SUB#${sub}`, SK: "SUBJECT" },
    update: "SET epoch = :next",
    condition: "attribute_exists(PK)",
    values: { ":next": 1 },
  });
