/**
 * The one table. Every item of a subject shares a partition, so that one query reads a subject's whole state.
 *
 * | item | PK | SK | TTL |
 * |---|---|---|---|
 * | credential: identifier → subject, password | `IDENT#` SHA-256 of the canonical identifier | `IDENTIFIER` | |
 * | subject | `SUB#s` | `SUBJECT` | |
 * | authenticator | `SUB#s` | `AUTHENTICATOR#id` | |
 * | activity: what happened, the audit trail | `SUB#s` | `ACTIVITY#` its time and event | its end |
 * | trusted browser | `SUB#s` | `BROWSER#id` | its end |
 * | session | `SUB#s` | `USER_SESSION#` SHA-256 of its secret | its end |
 * | what an app was asked: a login that may wait | `SUB#s` | `APPROVAL#login` | its end |
 * | reset that waits for a second person | `SUB#s` | `WAITING_RESET#id` | its end |
 * | event of the operator that was heeded | `LIFECYCLE#id` | `EVENT` | 400 days |
 * | how the account signs in | `SUB#s` | `HABITS` | 400 days after the last sign-in |
 * | login with its challenge | `LOGIN#id` | `LOGIN` | end of the login + 1 day |
 * | throttle | `THROTTLE#scope#key` | `THROTTLE` | end of the window |
 * | shared counter | `COUNTER#scope#key` | `SHARD#n` | end of its window + 1 day |
 * | receipt: the newest SMS to a number | `RECEIPT#digest` | `RECEIPT` | 1 hour |
 * | pause of sending, by area | `PAUSES` | area | end of the pause |
 * | what an area was sent in ten minutes, and what was entered | `CONVERSIONS#area` | `SLOT#time` | 25 h after them |
 * | the same of a day | `CONVERSIONS#area` | `DAY#time` | 15 days after it |
 * | end of the area's newest pause | `CONVERSIONS#area` | `PAUSE#mode` | 2 days after it |
 * | mark of what was counted | `COUNTED#id` | `COUNTED` | 2 days |
 * | notice to be sent | `OUTBOX#id` | `NOTICE` | 30 days |
 *
 * An item past its `expiresAt` counts as gone whether TTL has run or not: every condition says so.
 */
export const tableShape = { partitionKey: "PK", sortKey: "SK", ttl: "ttl" } as const;

export const credentialKey = (identifierKey: string) => ({ PK: `IDENT#${identifierKey}`, SK: "IDENTIFIER" });
export const subjectPrefix = "SUB#";
export const subjectKey = (sub: string) => ({ PK: `SUB#${sub}`, SK: "SUBJECT" });
export const authenticatorPrefix = "AUTHENTICATOR#";
export const authenticatorKey = (sub: string, authenticatorId: string) => ({
  PK: `SUB#${sub}`,
  SK: `${authenticatorPrefix}${authenticatorId}`,
});
/** Before the authenticators and in the order of time, so that neither reading the account nor a page of it meets the rest. */
export const activityPrefix = "ACTIVITY#";
export const activityKey = (sub: string, activityId: string) => ({
  PK: `SUB#${sub}`,
  SK: `${activityPrefix}${activityId}`,
});
export const browserPrefix = "BROWSER#";
export const browserKey = (sub: string, browserId: string) => ({
  PK: `SUB#${sub}`,
  SK: `${browserPrefix}${browserId}`,
});
/** Behind the subject, so that the account is read without them. */
export const sessionKey = (sub: string, sessionId: string) => ({ PK: `SUB#${sub}`, SK: `USER_SESSION#${sessionId}` });
export const sessionRange = { from: "USER_SESSION#", to: "USER_SESSION#~" } as const;
/** Before the account's items, so that the account is read without them. */
export const requestKey = (sub: string, loginId: string) => ({ PK: `SUB#${sub}`, SK: `APPROVAL#${loginId}` });
/** The partitions whose changes the stream hands to watch-sends. */
export const waitingResetKey = (sub: string, resetId: string) => ({ PK: `SUB#${sub}`, SK: `WAITING_RESET#${resetId}` });
export const lifecycleKey = (eventId: string) => ({ PK: `LIFECYCLE#${eventId}`, SK: "EVENT" });
/** Between the authenticators and the subject, so that it is read with them. */
export const habitsKey = (sub: string) => ({ PK: `SUB#${sub}`, SK: "HABITS" });
export const loginPrefix = "LOGIN#";
export const loginKey = (loginId: string) => ({ PK: `${loginPrefix}${loginId}`, SK: "LOGIN" });
export const throttleKey = (scope: string, key: string) => ({ PK: `THROTTLE#${scope}#${key}`, SK: "THROTTLE" });
/** The shards of one counter stand together, so that one query sums them. */
export const counterPartition = (scope: string, key: string) => `COUNTER#${scope}#${key}`;
export const shardKey = (scope: string, key: string, shard: number) => ({
  PK: counterPartition(scope, key),
  SK: `SHARD#${String(shard).padStart(2, "0")}`,
});
export const receiptKey = (digest: string) => ({ PK: `RECEIPT#${digest}`, SK: "RECEIPT" });
export const pausesPartition = "PAUSES";
/** The partitions whose new items the stream hands to notify. */
export const outboxPrefix = "OUTBOX#";
/**
 * The one index: notices that are not settled yet, oldest first. No other item has these attributes, and nothing that
 * must be sure is read from it. Every sign-in may write to it, so it has as many shards as what everyone shares.
 */
export const unsettledIndex = {
  name: "unsettled",
  partitionKey: "unsettled",
  sortKey: "unsettledSince",
  /** What else it shows. */
  shows: ["noticeId", "dueAt"],
  shards: 16,
} as const;
export const noticeKey = (noticeId: string) => ({ PK: `${outboxPrefix}${noticeId}`, SK: "NOTICE" });
/** An account's items for sign-in: authenticators, trusted browsers, and the subject behind them. */
export const accountRange = { from: authenticatorPrefix, to: "SUBJECT" } as const;
/** Everything of an account but what is kept of what happened to it. */
export const ownRange = { from: authenticatorPrefix, to: "~" } as const;
