import { describe, expect, test } from "@jest/globals";
import { sessionKey } from "../../shared/adapters/dynamodb/keys.ts";
import { dynamodbSessions } from "../../shared/adapters/dynamodb/sessions.ts";
import { minutes, toEpochSeconds } from "../../shared/domain/duration.ts";
import { isSessionOpen, type Session, sessionOf } from "../../shared/domain/session.ts";
import { activityFor, now, settings, tracesFor } from "../support/samples.ts";
import type { Store } from "../support/store.ts";
import { beginAnswerable, id } from "./begun.ts";
import { kindsOf } from "./kept.ts";

const from = { browser: "Chrome", system: "Windows", country: "JP", region: "13" };

export function describeSessions(use: () => Store): void {
  const sessions = () => dynamodbSessions(use().table);

  const end = ({ sub, sessionId }: Session) =>
    sessions().end(sub, [sessionId], activityFor(sub, sessionId, "session_ended"));

  /** A session in the table, and how it stands there. */
  async function begun(sub = id()) {
    const session = sessionOf({ sub, epoch: 0, from }, Buffer.from(id(32), "base64url"), settings.session, now);
    await sessions().create(session);
    return { session, stored: () => sessions().find(session) };
  }

  describe("Sessions", () => {
    test("given a session, when it is created, then it is found, and the table tidies it away at its end", async () => {
      const { session, stored } = await begun();
      expect(await stored()).toEqual(session);
      const item = await use().table.get(sessionKey(session.sub, session.sessionId));
      expect(item?.ttl).toBe(toEpochSeconds(session.expiresAt));
    });

    test("given it stands already, when it is created again, then the first stays as it was", async () => {
      const { session, stored } = await begun();
      await sessions().create({
        ...session,
        createdAt: now + 1,
        expiresAt: now + 1,
        stepUps: { switch_off: { at: now } },
      });
      expect(await stored()).toEqual(session);
    });

    test("given another's subject or secret, when it is looked for, then there is none", async () => {
      const { session } = await begun();
      expect(await sessions().find({ ...session, sub: id() })).toBeUndefined();
      expect(await sessions().find({ ...session, sessionId: id(32) })).toBeUndefined();
    });

    test("given it is used, when that is noted, then nothing else changes", async () => {
      const { session, stored } = await begun();
      await sessions().touch(session, now + minutes(9));
      expect(await stored()).toEqual({ ...session, lastSeenAt: now + minutes(9) });
    });

    test("given a clock that is behind, when use is noted, then the session is not the shorter for it", async () => {
      const { session, stored } = await begun();
      await sessions().touch(session, now - minutes(9));
      expect(await stored()).toEqual(session);
    });

    test("given a session that is gone, when use is noted or it is ended, then it does not come into being", async () => {
      const session: Session = sessionOf(
        { sub: id(), epoch: 0, from },
        Buffer.from(id(32), "base64url"),
        settings.session,
        now,
      );
      await sessions().touch(session, now + 1);
      await end(session);
      expect(await sessions().find(session)).toBeUndefined();
    });

    test("given it was ended, when it is created again or used, then it stays ended", async () => {
      const { session, stored } = await begun();
      await end(session);
      await sessions().create(session);
      await sessions().touch(session, now + 1);
      const standing = await stored();
      expect(standing !== undefined && isSessionOpen(standing, 0, settings.session, now + 1)).toBe(false);
    });

    test("given several, when they are listed, then all are, and nobody else's", async () => {
      const { session } = await begun();
      const other = await begun(session.sub);
      await begun();
      const listed = await sessions().list(session.sub);
      expect(new Set(listed)).toEqual(new Set([session, other.session]));
    });

    test("given a hundred and one more, when they are ended, then each is, and the rest stays", async () => {
      const { session } = await begun();
      const others = await Promise.all(Array.from({ length: 101 }, () => begun(session.sub)));
      const ids = others.map(({ session: { sessionId } }) => sessionId);
      const ended = activityFor(session.sub, "all", "session_ended");
      expect(await sessions().end(session.sub, ids, ended)).toBe(true);
      const open = (await sessions().list(session.sub)).filter(({ expiresAt }) => expiresAt > now);
      expect(open).toEqual([session]);
      expect(await kindsOf(use, session.sub)).toEqual(["session_ended"]);
    });

    test("given one that is not there, when it is ended with another, then neither is, and nothing is kept", async () => {
      const { session, stored } = await begun();
      const ended = activityFor(session.sub, "all", "session_ended");
      expect(await sessions().end(session.sub, [session.sessionId, id(32)], ended)).toBe(false);
      expect(await stored()).toEqual(session);
      expect(await kindsOf(use, session.sub)).toEqual([]);
    });

    test("given the answers are lost, when it is created, used and ended, then each is done once", async () => {
      const session = sessionOf({ sub: id(), epoch: 0, from }, Buffer.from(id(32), "base64url"), settings.session, now);
      use().loseAnswers(1);
      await sessions().create(session);
      use().loseAnswers(1);
      await sessions().touch(session, now + 1);
      expect(await sessions().find(session)).toEqual({ ...session, lastSeenAt: now + 1 });
      use().loseAnswers(1);
      await end(session);
      expect(await sessions().find(session)).toMatchObject({ expiresAt: 0 });
    });
  });

  describe("a step-up that is kept with its session", () => {
    /** A step-up that waits for its answer, and the session that began it. */
    async function stepping(ended = false) {
      const answerable = await beginAnswerable(use(), { purpose: "step_up" });
      const { session, stored } = await begun(answerable.login.sub);
      if (ended) await end(session);
      const stepUp = { action: "switch_off", sessionId: session.sessionId } as const;
      return { ...answerable, session, sessionStored: stored, stepUp };
    }

    test("given a right answer, when it is accepted, then its session has it, and another of the subject has not", async () => {
      const { logins, answered, stepUp, sessionStored, session, login } = await stepping();
      const other = await begun(login.sub);
      expect(await logins.acceptSecondFactor(answered({ stepUp }), now + 1)).toBe("accepted");
      expect(await sessionStored()).toEqual({ ...session, stepUps: { switch_off: { at: now + 1 } } });
      expect(await other.stored()).toEqual(other.session);
    });

    test("given its session has ended, when a right answer comes, then nothing is accepted", async () => {
      const { logins, answered, stepUp, stored, login } = await stepping(true);
      expect(await logins.acceptSecondFactor(answered({ stepUp }), now)).toBe("refused");
      expect(await stored()).toEqual(login);
    });

    test("given its session is past its end and not tidied away, when a right answer comes, then nothing is accepted", async () => {
      const { logins, answered, stepUp, session } = await stepping();
      const late = { ...answered({ stepUp }), challenge: { ...answered().challenge } };
      expect(await logins.acceptSecondFactor(late, session.expiresAt)).toBe("refused");
    });

    test("given no second factor, when the password completes it, then its session has it", async () => {
      const { logins, stepUp, sessionStored, login, session } = await stepping();
      await logins.completeByPassword({ ...login, stepUp }, tracesFor(login.sub), now + 1);
      expect(await sessionStored()).toEqual({ ...session, stepUps: { switch_off: { at: now + 1 } } });
    });
  });
}
