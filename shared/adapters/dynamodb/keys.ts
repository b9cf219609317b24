/**
 * The one table. Every item of a subject shares a partition, so that one query reads a subject's whole state.
 *
 * | item | PK | SK | TTL |
 * |---|---|---|---|
 * | credential: identifier → subject, password | `IDENT#` SHA-256 of the canonical identifier | `IDENTIFIER` | |
 * | subject | `SUB#s` | `SUBJECT` | |
 * | authenticator | `SUB#s` | `AUTHENTICATOR#id` | |
 * | login with its challenge | `LOGIN#id` | `LOGIN` | end of the login + 1 day |
 * | throttle | `THROTTLE#scope#key` | `THROTTLE` | end of the window |
 *
 * An item past its `expiresAt` counts as gone whether TTL has run or not: every condition says so.
 */
export const tableShape = { partitionKey: "PK", sortKey: "SK", ttl: "ttl" } as const;
