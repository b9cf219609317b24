import { randomBytes } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { dynamodbAdministration } from "../../shared/adapters/dynamodb/administration.ts";
import { dynamodbDirectory } from "../../shared/adapters/dynamodb/directory.ts";
import { dynamodbSessions } from "../../shared/adapters/dynamodb/sessions.ts";
import type { Account } from "../../shared/domain/account.ts";
import { hours } from "../../shared/domain/duration.ts";
import { identifierKeyOf } from "../../shared/domain/identifier.ts";
import { sessionOf } from "../../shared/domain/session.ts";
import type { OperatorChange } from "../../shared/ports/administration.ts";
import { accountOf, activityFor, now, phoneOf, settings, tracesFor } from "../support/samples.ts";
import { atOnce, type Store } from "../support/store.ts";

const id = () => randomBytes(16).toString("base64url");

export function describeAdministration(use: () => Store): void {
  const directory = () => dynamodbDirectory(use().table);
  const administration = () => dynamodbAdministration(use().table);

  /** An account in the table, as it is read. */
  async function begin(): Promise<Account> {
    const { subject } = accountOf();
    const sub = id();
    const identifier = `${sub}@example.jp`.toLowerCase();
    const account = {
      subject: { ...subject, sub, identifier },
      authenticators: [phoneOf({ authenticatorId: id() })],
    };
    const identifierKey = identifierKeyOf(identifier);
    await directory().create(account, { identifierKey, sub, passwordHash: "$argon2id$", epoch: 0 }, activityFor(sub));
    return account;
  }

  const change = (account: Account, changed: Partial<OperatorChange>) =>
    administration().change(account, { ...tracesFor(account.subject.sub), ...changed });
  const read = async ({ subject }: Account) => ({
    account: await directory().findAccount(subject.sub),
    credential: await directory().findCredential(identifierKeyOf(subject.identifier)),
  });

  describe("Administration.change", () => {
    test("given a lock, when it is written, then subject and credential both say so, in a new epoch", async () => {
      const account = await begin();
      expect(await change(account, { subject: { lockedAt: now }, endsAccess: true })).toBe("done");
      const { account: locked, credential } = await read(account);
      expect(locked?.subject).toMatchObject({ lockedAt: now, epoch: 1, version: 1 });
      expect(credential).toMatchObject({ lockedAt: now, epoch: 1 });
    });

    test("given a locked account, when the lock is taken off, then neither says so, and the epoch stays", async () => {
      const account = await begin();
      await change(account, { subject: { lockedAt: now }, endsAccess: true });
      const { account: locked = account } = await read(account);
      expect(await change(locked, { forgets: ["lockedAt"] })).toBe("done");
      const { account: unlocked, credential } = await read(account);
      expect([unlocked?.subject.lockedAt, credential?.lockedAt]).toEqual([undefined, undefined]);
      expect([unlocked?.subject.epoch, credential?.epoch]).toEqual([1, 1]);
    });

    test("given another identifier, when it is written, then the credential moves, and the old opens nothing", async () => {
      const account = await begin();
      const { credential } = await read(account);
      const identifier = `new-${account.subject.identifier}`;
      if (credential === undefined) throw new Error("there is no credential");
      expect(await change(account, { subject: { identifier }, credential })).toBe("done");
      const identifierKey = identifierKeyOf(identifier);
      expect((await read(account)).credential).toBeUndefined();
      expect(await directory().findCredential(identifierKey)).toEqual({ ...credential, identifierKey });
    });

    test("given an identifier that somebody has, when it is written, then nothing changes", async () => {
      const [account, other] = [await begin(), await begin()];
      const before = await read(account);
      const { identifier } = other.subject;
      if (before.credential === undefined) throw new Error("there is no credential");
      const moved = { subject: { identifier }, credential: before.credential };
      expect(await change(account, moved)).toBe("identifier_taken");
      expect([await read(account), (await read(other)).credential?.sub]).toEqual([before, other.subject.sub]);
    });

    test("given an account that was changed since it was read, when it is changed, then nothing changes", async () => {
      const account = await begin();
      await change(account, { subject: { locale: "en" } });
      expect(await change(account, { subject: { lockedAt: now }, endsAccess: true })).toBe("changed");
      expect((await read(account)).credential?.lockedAt).toBeUndefined();
    });

    test("given many changes at once, when they are written, then one is made", async () => {
      const account = await begin();
      const outcomes = await atOnce(20, () => change(account, { endsAccess: true }));
      expect(outcomes.filter((outcome) => outcome === "done")).toHaveLength(1);
      expect((await read(account)).credential?.epoch).toBe(1);
    });

    test("given a void password, when it is written, then the credential has none", async () => {
      const account = await begin();
      await change(account, { voidsPassword: true, endsAccess: true });
      expect((await read(account)).credential).not.toHaveProperty("passwordHash");
    });

    test("given an event that was heeded, when a change heeds it again, then nothing changes", async () => {
      const account = await begin();
      const heeds = { eventId: id(), type: "line_cancelled", at: now };
      expect(await change(account, { heeds, subject: { secondFactor: false } })).toBe("done");
      const before = await read(account);
      const after = before.account ?? account;
      expect(await change(after, { heeds, subject: { secondFactor: true } })).toBe("repeated");
      expect(await read(account)).toEqual(before);
    });

    test("given authenticators that go, when it is written, then they are gone", async () => {
      const account = await begin();
      await change(account, { remove: account.authenticators.map(({ authenticatorId }) => authenticatorId) });
      expect((await read(account)).account?.authenticators).toEqual([]);
    });

    test("given the answer is lost, when it is written, then it is said to be done, and was done once", async () => {
      const account = await begin();
      use().loseAnswers(1);
      expect(await change(account, { endsAccess: true })).toBe("done");
      expect((await read(account)).account?.subject.epoch).toBe(1);
    });
  });

  describe("Administration.heed", () => {
    test("given an event, when it is kept twice, then it was new once", async () => {
      const event = { eventId: id(), type: "line_cancelled", at: now };
      expect([await administration().heed(event), await administration().heed(event)]).toEqual([true, false]);
    });
  });

  describe("Administration.remove", () => {
    test("given an account, when it is taken away, then nothing of it is left, and its identifier is free", async () => {
      const account = await begin();
      const session = sessionOf(
        { sub: account.subject.sub, epoch: 0, from: {} },
        randomBytes(32),
        settings.session,
        now,
      );
      const sessions = dynamodbSessions(use().table);
      await sessions.create(session);
      expect(await administration().remove(account, tracesFor(account.subject.sub))).toBe(true);
      expect(await read(account)).toEqual({ account: undefined, credential: undefined });
      expect(await sessions.find(session)).toBeUndefined();
    });

    test("given an account that was changed since it was read, when it is taken away, then it stays", async () => {
      const account = await begin();
      await change(account, { subject: { locale: "en" } });
      expect(await administration().remove(account, tracesFor(account.subject.sub))).toBe(false);
      expect((await read(account)).credential).toBeDefined();
    });

    test("given the answer is lost, when it is taken away, then it is said to be gone", async () => {
      const account = await begin();
      use().loseAnswers(1);
      expect(await administration().remove(account, tracesFor(account.subject.sub))).toBe(true);
    });
  });

  describe("resets that wait", () => {
    const waiting = (sub: string) => ({
      resetId: id(),
      sub,
      scope: { authenticatorIds: [], password: true, recovery: false },
      reason: "because",
      askedBy: "arn:aws:iam::000000000000:user/one",
      askedAt: now,
      expiresAt: now + hours(24),
    });

    test("given a reset, when it is asked for, then it is found, of this account alone", async () => {
      const reset = waiting(id());
      await administration().askReset(reset, tracesFor(reset.sub));
      expect(await administration().findReset(reset.sub, reset.resetId)).toEqual(reset);
      expect(await administration().findReset(id(), reset.resetId)).toBeUndefined();
    });

    test.each([
      ["before its end", hours(24) - 1, "done"],
      ["at its end", hours(24), "confirmed"],
    ])("given a reset, when it is confirmed %s, then %s", async (_, later, outcome) => {
      const account = await begin();
      const { sub } = account.subject;
      const reset = waiting(sub);
      await administration().askReset(reset, tracesFor(reset.sub));
      const confirms = { resetId: reset.resetId, at: now + later };
      expect(await change(account, { confirms, voidsPassword: true, endsAccess: true })).toBe(outcome);
    });

    test("given a reset, when it is confirmed again, then nothing changes", async () => {
      const account = await begin();
      const reset = waiting(account.subject.sub);
      await administration().askReset(reset, tracesFor(reset.sub));
      const confirms = { resetId: reset.resetId, at: now };
      await change(account, { confirms });
      const before = await read(account);
      expect(await change(before.account ?? account, { confirms, endsAccess: true })).toBe("confirmed");
      expect(await read(account)).toEqual(before);
    });
  });
}
