import { randomUUID } from "node:crypto";
import { toEpochSeconds } from "../../domain/duration.ts";
import { Session } from "../../domain/session.ts";
import type { Sessions } from "../../ports/sessions.ts";
import { activityParts } from "./activities.ts";
import { sessionKey, sessionRange } from "./keys.ts";
import type { Part, Table } from "./table.ts";

/** A transaction has room for a hundred parts. */
const endedAtOnce = 90;

/** As it stands in the table: other writes begin sessions too. */
export const sessionItem = (session: Session) => ({
  ...sessionKey(session.sub, session.sessionId),
  ...session,
  ttl: toEpochSeconds(session.expiresAt),
});

export const dynamodbSessions = (table: Table): Sessions => ({
  async create(session) {
    await table.create(sessionItem(session));
  },

  async find({ sub, sessionId }) {
    const item = await table.get(sessionKey(sub, sessionId));
    return item && Session.parse(item);
  },

  async touch({ sub, sessionId }, now) {
    await table.update({
      key: sessionKey(sub, sessionId),
      update: "SET lastSeenAt = :now",
      // A clock that is behind does not shorten anybody's session.
      condition: "attribute_exists(PK) AND lastSeenAt < :now",
      values: { ":now": now },
    });
  },

  async list(sub) {
    const items = await table.query(sessionKey(sub, "").PK, sessionRange);
    return items.map((item) => Session.parse(item));
  },

  async end(sub, sessionIds, activity) {
    for (let first = 0; first < sessionIds.length; first += endedAtOnce) {
      const parts = sessionIds.slice(first, first + endedAtOnce).map((sessionId) => ending(sub, sessionId));
      const failed = await table.transact([...parts, ...activityParts([activity])], randomUUID());
      if (failed !== undefined) return false;
    }
    return true;
  },
});

const ending = (sub: string, sessionId: string): Part => ({
  update: {
    key: sessionKey(sub, sessionId),
    // Not deleted: its login, issued again within the minute, would begin it anew.
    update: "SET expiresAt = :over",
    condition: "attribute_exists(PK)",
    values: { ":over": 0 },
  },
});
