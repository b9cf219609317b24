import { toEpochSeconds } from "../../domain/duration.ts";
import { Session } from "../../domain/session.ts";
import type { Sessions } from "../../ports/sessions.ts";
import { sessionKey } from "./keys.ts";
import type { Table } from "./table.ts";

export const dynamodbSessions = (table: Table): Sessions => ({
  async create(session) {
    await table.create({
      ...sessionKey(session.sub, session.sessionId),
      ...session,
      ttl: toEpochSeconds(session.expiresAt),
    });
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

  async end({ sub, sessionId }) {
    await table.update({
      key: sessionKey(sub, sessionId),
      // Not deleted: its login, issued again within the minute, would begin it anew.
      update: "SET expiresAt = :over",
      condition: "attribute_exists(PK)",
      values: { ":over": 0 },
    });
  },
});
